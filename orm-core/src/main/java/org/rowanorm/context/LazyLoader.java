package org.rowanorm.context;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.InverseToOneAttribute;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;

/**
 * Loads what a trapped access needs, for all members of its cohort that lack it; and what the unit
 * of work must know.
 */
public interface LazyLoader {

  /** Loads the row of an uninitialised reference, and those of its cohort. */
  void loadReference(ManagedEntity reference);

  /** Finds the object of a reference whose class is not known, and the same ones of its cohort. */
  void loadDeferred(ManagedEntity owner, ToOneAttribute attribute);

  /** Loads a collection of an object, and the same collections of its cohort. */
  void loadCollection(ManagedEntity owner, ToManyAttribute attribute);

  /** The number of elements that the database has of a collection. */
  long countElements(ManagedEntity owner, ToManyAttribute attribute);

  /** Whether the database has an element in a collection. */
  boolean hasElement(ManagedEntity owner, ToManyAttribute attribute, Object element);

  /** The element at an index of a list with an index column, or null where there is none. */
  @Nullable Object elementAt(ManagedEntity owner, ToManyAttribute attribute, int index);

  /** Loads the rows of some ids that the session does not have yet. */
  void loadAll(EntityModel model, Collection<Object> ids);

  /** The object of an id, of which no more than the id need be known, of exactly this class. */
  ManagedEntity reference(EntityModel model, Object id);

  /**
   * What the row of an object holds now, by attribute and without touching the object; references
   * as keys. Null where the row is gone.
   */
  @Nullable Map<ColumnAttribute, @Nullable Object> current(ManagedEntity state);

  /** Reads the row of an object again, past the second-level cache. */
  void reload(ManagedEntity state);

  /** Loads a value that is not loaded with its row, and those of its cohort. */
  void loadValue(ManagedEntity owner, BasicAttribute attribute);

  /** The ids of those of some objects of one class that have a row in one of its tables. */
  Set<Object> idsInTable(List<ManagedEntity> states, int table);

  /**
   * What the database filled in rows of one class that were just written to one of its tables, by
   * id: a value for each column that is read back, in their order.
   */
  Map<Object, @Nullable Object[]> filled(List<ManagedEntity> states, int table, boolean insert);

  /** Loads the other side of a one-to-one association, and those of its cohort. */
  void loadInverse(ManagedEntity owner, InverseToOneAttribute attribute);

  /**
   * Gives back the connection that a read of a detached object leased.
   *
   * @return whether there was one
   */
  boolean endRead();
}
