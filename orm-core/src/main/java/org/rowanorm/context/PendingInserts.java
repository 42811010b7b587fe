package org.rowanorm.context;

/** Inserts a pending object before its time, because its id is asked for (the id trap). */
public interface PendingInserts {

  /**
   * Inserts this object and what it depends on, and nothing else; where a column that must not be
   * null is still unset, nothing.
   */
  void insertNow(ManagedEntity pending);
}
