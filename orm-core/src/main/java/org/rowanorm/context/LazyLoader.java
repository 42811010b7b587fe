package org.rowanorm.context;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
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

  /**
   * How many elements the database has of a collection, and of the same ones of its cohort.
   *
   * @param others which owners of the cohort are asked for too
   */
  Map<ManagedEntity, Long> countElements(
      ManagedEntity owner, ToManyAttribute attribute, Predicate<ManagedEntity> others);

  /** Whether the database has an element in a collection, and in the same ones of its cohort. */
  Map<ManagedEntity, Boolean> haveElement(
      ManagedEntity owner,
      ToManyAttribute attribute,
      Object element,
      Predicate<ManagedEntity> others);

  /**
   * What stands at an index or under a key of a collection, and of the same ones of its cohort;
   * null where nothing does.
   */
  Map<ManagedEntity, @Nullable Object> elementsAt(
      ManagedEntity owner,
      ToManyAttribute attribute,
      Object position,
      Predicate<ManagedEntity> others);

  /**
   * What stands at the indexes of a list from one to below another: up to the last one that is
   * there, and null where an index is missing.
   */
  List<@Nullable Object> elementsBetween(
      ManagedEntity owner, ToManyAttribute attribute, int from, int below);

  /** How many objects are loaded in one go. */
  int cohortSize();

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

  /** Those of some keys under which one of an entity's tables has a row. */
  Set<Object> keysInTable(EntityModel model, int table, List<Object> keys);

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
