package org.rowanorm.dialect;

/** How a database spells an insert that changes the rows that are there already. */
public enum Upserts {
  /** {@code on conflict (key) do update set …} after the insert; names the key that decides. */
  ON_CONFLICT,
  /** {@code on duplicate key update …} after the insert; any unique key decides. */
  ON_DUPLICATE_KEY,
  /** {@code merge into … using …} in place of the insert. */
  MERGE
}
