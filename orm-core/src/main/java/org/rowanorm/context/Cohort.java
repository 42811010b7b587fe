package org.rowanorm.context;

import java.util.Arrays;

/**
 * The objects that came in one result: what one of them needs is loaded for the others too. Not
 * thread-safe.
 */
public final class Cohort {

  private ManagedEntity[] members = new ManagedEntity[8];
  private int size;

  /** Adds an object that is in no cohort yet. */
  public void add(ManagedEntity member) {
    if (size == members.length) {
      members = Arrays.copyOf(members, size * 2);
    }
    member.join(this, size);
    members[size++] = member;
  }

  /** The number of members. */
  public int size() {
    return size;
  }

  /** A member by its place, in the order in which they came. */
  public ManagedEntity member(int index) {
    return members[index];
  }
}
