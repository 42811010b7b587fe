package org.rowanorm.context;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The objects that came in one result: what one of them needs is loaded for the others too. Those
 * that left their session are held weakly. Not thread-safe.
 */
public final class Cohort implements Provenance {

  private final Origin origin;

  /** States, and weak references to states. */
  private Object[] members = new Object[8];

  private int size;

  /** An empty cohort of objects that one query led to. */
  public Cohort(Origin origin) {
    this.origin = origin;
  }

  @Override
  public Origin origin() {
    return origin;
  }

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

  /** A member by its place, in the order in which they came; null where it is gone. */
  public @Nullable ManagedEntity member(int index) {
    Object member = members[index];
    return member instanceof WeakReference<?> weak
        ? (ManagedEntity) weak.get()
        : (ManagedEntity) member;
  }

  /** Holds a member weakly from now on. */
  void release(int place, WeakReference<ManagedEntity> member) {
    members[place] = member;
  }
}
