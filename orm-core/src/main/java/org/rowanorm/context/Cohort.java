package org.rowanorm.context;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The objects that came in one result: what one of them needs is loaded for the others too. Those
 * that left their session are held weakly. Not thread-safe.
 */
public final class Cohort {

  private final Origin origin;

  /** States, and weak references to states. */
  private Object[] members;

  private int size;
  private @Nullable Provenance last;

  /** One for each class, where the members are of several. */
  private @Nullable List<Provenance> others;

  /** An empty cohort of objects that one query led to. */
  public Cohort(Origin origin) {
    this(origin, 0);
  }

  /** An empty cohort with room for a number of objects; 0 where nothing is known. */
  public Cohort(Origin origin, int expected) {
    this.origin = origin;
    this.members = new Object[expected == 0 ? 8 : expected];
  }

  /** Adds an object that is in no cohort yet. One too many for a cohort stays alone. */
  public void add(ManagedEntity member) {
    if (size > ManagedEntity.LAST_PLACE) {
      member.cameAlone(origin);
      return;
    }
    if (size == members.length) {
      members = Arrays.copyOf(members, size * 2);
    }
    member.join(provenance(member), size);
    members[size++] = member;
  }

  private Provenance provenance(ManagedEntity member) {
    Provenance now = last;
    if (now == null || !now.isOf(member)) {
      now = other(member);
      last = now;
    }
    return now;
  }

  /** That of another class than the last member's. */
  private Provenance other(ManagedEntity member) {
    if (last == null) {
      return new Provenance(member.context(), member.model(), origin, this);
    }
    if (others == null) {
      others = new ArrayList<>(2);
      others.add(last);
    }
    for (Provenance known : others) {
      if (known.isOf(member)) {
        return known;
      }
    }
    Provenance made = new Provenance(member.context(), member.model(), origin, this);
    others.add(made);
    return made;
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
