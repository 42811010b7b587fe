package org.rowanorm.context;

import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.InverseToOneAttribute;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;

/** Loads what a trapped access needs, for all members of its cohort that lack it. */
public interface LazyLoader {

  /** Loads the row of an uninitialised reference, and those of its cohort. */
  void loadReference(ManagedEntity reference);

  /** Finds the object of a reference whose class is not known, and the same ones of its cohort. */
  void loadDeferred(ManagedEntity owner, ToOneAttribute attribute);

  /** Loads a collection of an object, and the same collections of its cohort. */
  void loadCollection(ManagedEntity owner, ToManyAttribute attribute);

  /** Loads a value that is not loaded with its row, and those of its cohort. */
  void loadValue(ManagedEntity owner, BasicAttribute attribute);

  /** Loads the other side of a one-to-one association, and those of its cohort. */
  void loadInverse(ManagedEntity owner, InverseToOneAttribute attribute);
}
