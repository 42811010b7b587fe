package org.rowanorm.context;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.EmbeddedAttribute;
import org.rowanorm.mapping.ValueAttribute;

/**
 * Which slots of an object are dirty, and what they held when they were clean, which is their base.
 * Not thread-safe.
 */
public abstract sealed class DirtyState extends PlacedState permits ManagedEntity {

  /** The slots that have a bit of their own. */
  private static final int LOW_SLOTS = Integer.SIZE;

  /** {@link RareParts}, or the base of the only dirty slot, or null. */
  private @Nullable Object rest;

  /** The dirty slots, by their bits. */
  private int dirty;

  DirtyState(Provenance provenance, Enhanced entity, Status status) {
    super(provenance, entity, status);
  }

  final @Nullable RareParts rareOrNull() {
    return rest instanceof RareParts rare ? rare : null;
  }

  final RareParts rare() {
    if (rest instanceof RareParts rare) {
      return rare;
    }
    RareParts made = new RareParts();
    if (is(ONE_BASE)) {
      made.base(Integer.numberOfTrailingZeros(dirty), rest, model().access().slots());
      is(ONE_BASE, false);
    }
    rest = made;
    return made;
  }

  /** Whether any slot is dirty. */
  public boolean isDirty() {
    return dirty != 0 || isMoreDirty();
  }

  /** Whether a slot is dirty. */
  public boolean isDirty(int slot) {
    if (slot < LOW_SLOTS) {
      return (dirty & (1 << slot)) != 0;
    }
    RareParts rare = rareOrNull();
    return rare != null && rare.isMoreDirty(slot);
  }

  /** Whether the same slots are dirty as in another object, and no more than have a bit. */
  public boolean isDirtyLike(DirtyState other) {
    return dirty == other.dirty && !isMoreDirty() && !other.isMoreDirty();
  }

  private boolean isMoreDirty() {
    RareParts rare = rareOrNull();
    return rare != null && rare.isMoreDirty();
  }

  /** The first dirty slot from a slot on, or -1. */
  public int nextDirty(int from) {
    int low = from < LOW_SLOTS ? dirty >>> from << from : 0;
    if (low != 0) {
      return Integer.numberOfTrailingZeros(low);
    }
    RareParts rare = rareOrNull();
    BitSet more = rare == null ? null : rare.moreDirty();
    return more == null ? -1 : more.nextSetBit(from);
  }

  /** The dirty slots; a copy. */
  public BitSet dirtySlots() {
    BitSet slots = BitSet.valueOf(new long[] {Integer.toUnsignedLong(dirty)});
    RareParts rare = rareOrNull();
    if (rare != null && rare.moreDirty() != null) {
      slots.or(rare.moreDirty());
    }
    return slots;
  }

  /** Whether no slot is dirty and nothing rare is known. */
  final boolean isBare() {
    return dirty == 0 && rest == null;
  }

  /** Notes that a bare object's slot changed, which held a value. */
  final void noteOnly(int slot, @Nullable Object old) {
    dirty = 1 << slot;
    rest = old;
    is(ONE_BASE, true);
  }

  /** Makes a slot dirty, whatever it held. */
  final void mark(int slot) {
    if (slot >= LOW_SLOTS) {
      rare().markMoreDirty(slot);
    } else if ((dirty & (1 << slot)) == 0) {
      if (is(ONE_BASE)) {
        rare(); // two slots need their bases by slot
      }
      dirty |= 1 << slot;
    }
  }

  /** Whether one slot is dirty alone, and its base is known. */
  final boolean knowsOnlyBase() {
    return is(ONE_BASE);
  }

  /** Whether anything is known of it but that bits say. */
  final boolean hasMore() {
    return rest != null;
  }

  /** Whether a slot can be noted as the only one, see {@link #noteOnly}. */
  static boolean isLow(int slot) {
    return slot < LOW_SLOTS;
  }

  /** Makes all slots clean. */
  final void forgetDirty() {
    dirty = 0;
    if (is(ONE_BASE)) {
      rest = null;
      is(ONE_BASE, false);
    }
    RareParts rare = rareOrNull();
    if (rare != null) {
      rare.clearMoreDirty();
      rare.forgetBases();
    }
  }

  /** Notes what a slot that is about to be dirty held when it was clean. */
  void noteBase(int slot, @Nullable Object value) {
    if (!isDirty(slot) && !knowsBase(slot)) {
      rare().base(slot, value, model().access().slots());
    }
  }

  /** Notes what the row that was read just now holds of a slot that was written unread. */
  public void noteRead(int slot) {
    if (model().attribute(slot) instanceof BasicAttribute value
        && !value.lazy()
        && !value.version()
        && !knowsBase(slot)) {
      base(slot, true, value.snapshot(value.read(entity())));
    }
  }

  /** Whether it is known what a dirty slot held when it was clean. */
  public boolean knowsBase(int slot) {
    if (is(ONE_BASE)) {
      return dirty == 1 << slot && slot < LOW_SLOTS;
    }
    RareParts rare = rareOrNull();
    return rare != null && rare.knowsBase(slot);
  }

  /** What a dirty slot held when it was clean, of a value that can change the snapshot. */
  public @Nullable Object base(int slot) {
    if (is(ONE_BASE)) {
      return knowsBase(slot) ? rest : null;
    }
    RareParts rare = rareOrNull();
    return rare == null ? null : rare.base(slot);
  }

  void base(int slot, boolean known, @Nullable Object value) {
    if (known && rest == null && slot < LOW_SLOTS && dirty == 1 << slot) {
      rest = value;
      is(ONE_BASE, true);
    } else if (known) {
      rare().base(slot, value, model().access().slots());
    } else if (rest != null || is(ONE_BASE)) {
      rare().forgetBase(slot);
    }
  }

  /** Takes over what another state knows of the slots that are dirty in both. */
  void takeBases(DirtyState before) {
    dirtySlots().stream().forEach(slot -> base(slot, before.knowsBase(slot), before.base(slot)));
  }

  /** Whether a dirty slot holds again what it held when it was clean. */
  public boolean isBack(int slot) {
    if (!knowsBase(slot)) {
      return false;
    }
    Object now = model().access().read(entity(), slot);
    return model().attribute(slot) instanceof ValueAttribute value
        ? value.isSame(base(slot), now)
        : base(slot) == now;
  }

  /** What the leaves of a dirty embeddable hold in the database, or null where it is not known. */
  public @Nullable Object @Nullable [] storedLeaves(int slot) {
    return model().attribute(slot) instanceof EmbeddedAttribute
            && base(slot) instanceof @Nullable Object[] leaves
        ? leaves
        : null;
  }

  /** What the row holds of a leaf; null too where that is not known. */
  public @Nullable Object stored(ColumnAttribute leaf) {
    if (!isDirty(leaf.slot())) {
      return leaf.read(entity());
    }
    @Nullable Object @Nullable [] leaves = storedLeaves(leaf.slot());
    return leaves != null && model().attribute(leaf.slot()) instanceof EmbeddedAttribute whole
        ? leaves[whole.leaves().indexOf(leaf)]
        : base(leaf.slot());
  }
}
