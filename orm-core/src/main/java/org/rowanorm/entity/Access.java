package org.rowanorm.entity;

import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import java.lang.invoke.VarHandle;
import java.lang.reflect.AnnotatedElement;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rowanorm.annotation.ArrayColumn;
import org.rowanorm.annotation.Json;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.Nearest;
import org.rowanorm.error.QueryException;

/**
 * How the engine reads, writes and arms the objects of one class: by slot, and without traps. Of an
 * embeddable it tells the attributes only. Immutable and thread-safe.
 */
public final class Access {

  /** The bit of a write mask that says: this object was managed once. */
  private static final long TRACKED = 1L << 63;

  /** The bit of a read mask that says: a slot has changed whose write trap is still set. */
  private static final long CHANGED = 1L << 63;

  private static final int BITS = Long.SIZE;

  private static final ClassValue<Access> CACHE =
      new ClassValue<>() {
        @Override
        protected Access computeValue(Class<?> type) {
          return new Access(type);
        }
      };

  private final Slot[] slots;
  private final boolean[] watchable;
  private final int[] word;
  private final long[] bit;
  private final int words;

  /** The word with the engine's own bits. */
  private final int own;

  private final long[] all;
  private final boolean properties;

  private Access(Class<?> type) {
    Deque<Class<?>> levels = new ArrayDeque<>();
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      if (c.getDeclaredAnnotation(Enhancement.class) != null) {
        levels.push(c);
      }
    }
    List<Slot> found = new ArrayList<>();
    List<Integer> foundBits = new ArrayList<>();
    int base = 0;
    int ownWord = 0;
    for (Class<?> level : levels) {
      List<Slot> here = Slot.of(level, level.getDeclaredAnnotation(Enhancement.class));
      found.addAll(here);
      for (int i = 0; i < here.size(); i++) {
        foundBits.add(base * BITS + i);
      }
      int full = (here.size() + BITS - 1) / BITS;
      boolean further = here.size() >= BITS; // no bit is left for the engine
      if (base == 0) {
        ownWord = further ? full : 0;
      }
      base += further ? full + 1 : full;
    }
    slots = found.toArray(Slot[]::new);
    word = new int[slots.length];
    bit = new long[slots.length];
    words = base;
    own = ownWord;
    watchable = new boolean[slots.length];
    all = new long[words];
    if (words > 0) {
      all[own] = TRACKED;
    }
    boolean anyProperty = false;
    for (int slot = 0; slot < slots.length; slot++) {
      word[slot] = foundBits.get(slot) / BITS;
      bit[slot] = 1L << (foundBits.get(slot) % BITS);
      anyProperty |= slots[slot].isProperty();
      watchable[slot] = isWatchable(slots[slot]);
      all[word[slot]] |= bit[slot];
    }
    properties = anyProperty;
  }

  /** The access to one enhanced class; for a class that is not enhanced it has no slots. */
  public static Access of(Class<?> type) {
    return CACHE.get(type);
  }

  /** A collection is one of values, and no association, where it says how it is written. */
  private static boolean isWatchable(Slot slot) {
    AnnotatedElement member = slot.member();
    return isWatchable(slot.type())
        || member.isAnnotationPresent(Json.class)
        || member.isAnnotationPresent(ArrayColumn.class)
        || member.isAnnotationPresent(Convert.class);
  }

  /** Whether a value of this type can change in place without a write to its slot. */
  public static boolean isWatchable(Class<?> type) {
    return !(type.isPrimitive()
        || type.isEnum()
        || type == String.class
        || type == Boolean.class
        || type == Character.class
        || type == UUID.class
        || type == BigDecimal.class
        || type == BigInteger.class
        || (Number.class.isAssignableFrom(type) && type.getName().startsWith("java.lang."))
        || Temporal.class.isAssignableFrom(type)
        || TemporalAmount.class.isAssignableFrom(type)
        || type.getName().startsWith("java.time.")
        || Iterable.class.isAssignableFrom(type)
        || java.util.Map.class.isAssignableFrom(type)
        || isEntity(type));
  }

  /** An embeddable may extend a mapped superclass, and so be an {@link Enhanced} without traps. */
  private static boolean isEntity(Class<?> type) {
    return Enhanced.class.isAssignableFrom(type) && !type.isAnnotationPresent(Embeddable.class);
  }

  /**
   * Whether an attribute is loaded: its value, the elements of its collection, the row of the
   * object that it refers to. Loads nothing.
   *
   * @throws QueryException where the class of the object has no such attribute
   */
  public static boolean isLoaded(Enhanced entity, String attribute) {
    Access access = of(entity.getClass());
    for (int slot = access.slots() - 1; slot >= 0; slot--) { // that of the subclass first
      if (access.name(slot).equals(attribute)) {
        return access.isLoaded(entity, slot);
      }
    }
    throw new QueryException(
        ErrorCode.UNKNOWN_ATTRIBUTE,
        null,
        "No attribute '"
            + attribute
            + "' in "
            + entity.getClass().getSimpleName()
            + Nearest.hint(attribute, Arrays.stream(access.slots).map(Slot::name).toList()),
        "in Rowan.isLoaded(entity, \"" + attribute + "\")");
  }

  private boolean isLoaded(Enhanced entity, int slot) {
    Object value = read(entity, slot);
    if (readArmed(entity, slot)) {
      return value != null && watchable[slot]; // then it is merely not watched yet
    }
    if (value instanceof TrackedCollection collection) {
      return collection.isLoaded();
    }
    return !(value instanceof Enhanced target) || of(target.getClass()).isLoaded(target);
  }

  /** A reference without a state, such as a deserialised one, is known by what it lacks. */
  private boolean isLoaded(Enhanced entity) {
    EntityState state = state(entity);
    if (state != null) {
      return state.isLoaded();
    }
    for (int slot = 0; slot < slots.length; slot++) {
      if (lacks(entity, slot) && !isAssociation(slots[slot].type())) {
        return false;
      }
    }
    return true;
  }

  /** Whether a slot is yet to be loaded; not where its value is merely not watched yet. */
  public boolean lacks(Enhanced entity, int slot) {
    return readArmed(entity, slot) && (!watchable[slot] || read(entity, slot) == null);
  }

  /** An association may be loaded later than its row. */
  private static boolean isAssociation(Class<?> type) {
    return Collection.class.isAssignableFrom(type)
        || java.util.Map.class.isAssignableFrom(type)
        || Enhanced.class.isAssignableFrom(type);
  }

  /** The number of slots. */
  public int slots() {
    return slots.length;
  }

  /** The name of the attribute in a slot. */
  public String name(int slot) {
    return slots[slot].name();
  }

  /** The attribute in a slot. */
  public Slot slot(int slot) {
    return slots[slot];
  }

  /** Whether any slot is reached by getter and setter. */
  public boolean hasProperties() {
    return properties;
  }

  /** Whether the value of a slot can change in place. */
  boolean watchable(int slot) {
    return watchable[slot];
  }

  /** The value of a slot, without any trap. */
  public @Nullable Object read(Enhanced entity, int slot) {
    if (!properties || !slots[slot].isProperty()) {
      return entity.$rowan_raw(slot);
    }
    try (Passage open = Passage.through(entity)) {
      return open.entity().$rowan_raw(slot);
    }
  }

  /** Sets the value of a slot, without any trap. */
  public void write(Enhanced entity, int slot, @Nullable Object value) {
    if (!slots[slot].isProperty()) {
      entity.$rowan_raw(slot, value);
      return;
    }
    try (Passage open = Passage.through(entity)) {
      open.entity().$rowan_raw(slot, value);
      if (value instanceof TrackedCollection && open.entity().$rowan_raw(slot) != value) {
        throw notKept(slots[slot]);
      }
    }
  }

  private static EntityStateException notKept(Slot slot) {
    return new EntityStateException(
        ErrorCode.COLLECTION_NOT_KEPT,
        null,
        "The collection that is set is not what the getter gives",
        "at " + slot.level().getSimpleName() + "." + slot.name(),
        "let getter and setter pass the collection itself, or annotate the field with"
            + " @Access(AccessType.FIELD)");
  }

  /** A hydrator whose calls of setters are not trapped; the same where it calls none. */
  public Hydrator untrapped(Hydrator hydrator) {
    return properties ? new PassingHydrator(hydrator) : hydrator;
  }

  /** The state behind an object, or null where it has none or one of another object (a copy). */
  public @Nullable EntityState state(Enhanced entity) {
    EntityState state = entity.$rowan_entry();
    return state != null && state.entity() == entity ? state : null;
  }

  /** Whether an object was managed once; a copy of a managed object was not. */
  public boolean tracked(Enhanced entity) {
    EntityState state = entity.$rowan_entry();
    return (state == null || state.entity() == entity)
        && words > 0
        && (entity.$rowan_set(own) & TRACKED) != 0;
  }

  /** Puts a state behind an object, or takes it away, and leaves its traps as they are. */
  public void link(Enhanced entity, @Nullable EntityState state) {
    entity.$rowan_entry(state);
  }

  /** Puts a state behind a new, empty object and arms all its write traps. */
  public void attach(Enhanced entity, EntityState state) {
    entity.$rowan_entry(state);
    for (int w = 0; w < words; w++) {
      entity.$rowan_set(w, all[w]);
    }
  }

  /** Arms the write traps of all slots: none has changed. */
  public void armWrites(Enhanced entity) {
    for (int w = 0; w < words; w++) {
      entity.$rowan_set(w, all[w]);
    }
    if (isMarkedChanged(entity)) {
      entity.$rowan_get(own, entity.$rowan_get(own) & ~CHANGED);
    }
  }

  /** Notes, also for a session to come, that a slot has changed whose write trap stays set. */
  public void markChanged(Enhanced entity) {
    entity.$rowan_get(own, entity.$rowan_get(own) | CHANGED);
  }

  /** Whether a slot has changed whose write trap is still set. */
  public boolean isMarkedChanged(Enhanced entity) {
    return words > 0 && (entity.$rowan_get(own) & CHANGED) != 0;
  }

  /** Arms the read traps of all slots. */
  public void armReads(Enhanced entity) {
    for (int w = 0; w < words; w++) {
      boolean holdsOwn = w == own;
      entity.$rowan_get(
          w, holdsOwn ? (all[w] & ~TRACKED) | (entity.$rowan_get(w) & CHANGED) : all[w]);
    }
  }

  /** The read traps of some slots, as {@link #armReads(Enhanced, long[])} takes them. */
  public long[] readTraps(BitSet some) {
    long[] traps = new long[words];
    some.stream().forEach(slot -> traps[word[slot]] |= bit[slot]);
    return traps;
  }

  /** Arms some read traps and clears all others, each word at once. */
  public void armReads(Enhanced entity, long[] traps) {
    VarHandle.releaseFence(); // the values are there before the traps are gone
    for (int w = 0; w < words; w++) {
      entity.$rowan_get(w, traps[w]);
    }
  }

  /** Clears the read traps of all slots. */
  public void disarmReads(Enhanced entity) {
    for (int w = 0; w < words; w++) {
      entity.$rowan_get(w, w == own ? entity.$rowan_get(w) & CHANGED : 0);
    }
  }

  /** Makes an object a plain, new one: no state, no write traps. What was not loaded stays so. */
  public void forget(Enhanced entity) {
    entity.$rowan_entry(null);
    for (int w = 0; w < words; w++) {
      entity.$rowan_set(w, 0);
    }
  }

  /** All traps of an object, as {@link #traps(Enhanced, long[])} puts them back. */
  public long[] traps(Enhanced entity) {
    long[] traps = new long[2 * words];
    for (int w = 0; w < words; w++) {
      traps[2 * w] = entity.$rowan_get(w);
      traps[2 * w + 1] = entity.$rowan_set(w);
    }
    return traps;
  }

  /** Sets all traps of an object as they were. */
  public void traps(Enhanced entity, long[] traps) {
    for (int w = 0; w < words; w++) {
      entity.$rowan_get(w, traps[2 * w]);
      entity.$rowan_set(w, traps[2 * w + 1]);
    }
  }

  /** Whether the read trap of a slot is set. */
  public boolean readArmed(Enhanced entity, int slot) {
    return (entity.$rowan_get(word[slot]) & bit[slot]) != 0;
  }

  /** Whether the write trap of a slot is set. */
  public boolean writeArmed(Enhanced entity, int slot) {
    return (entity.$rowan_set(word[slot]) & bit[slot]) != 0;
  }

  /** Sets the read trap of a slot. */
  public void armRead(Enhanced entity, int slot) {
    entity.$rowan_get(word[slot], entity.$rowan_get(word[slot]) | bit[slot]);
  }

  /** Clears the read trap of a slot. */
  public void disarmRead(Enhanced entity, int slot) {
    entity.$rowan_get(word[slot], entity.$rowan_get(word[slot]) & ~bit[slot]);
  }

  /** Sets the write trap of a slot. */
  public void armWrite(Enhanced entity, int slot) {
    entity.$rowan_set(word[slot], entity.$rowan_set(word[slot]) | bit[slot]);
  }

  /** Whether the traps of a slot are in the first word, as the bit of its own number. */
  public boolean isInFirstWord(int slot) {
    return word[slot] == 0 && bit[slot] == 1L << slot;
  }

  /** Clears the write trap of a slot that {@link #isInFirstWord}. */
  public static void disarmFirstWord(Enhanced entity, int slot) {
    entity.$rowan_set(0, entity.$rowan_set(0) & ~(1L << slot));
  }

  /** Sets the write traps of some slots. */
  public void armWrites(Enhanced entity, BitSet some) {
    for (int slot = some.nextSetBit(0); slot >= 0; slot = some.nextSetBit(slot + 1)) {
      armWrite(entity, slot);
    }
  }

  /** Clears the write trap of a slot. */
  public void disarmWrite(Enhanced entity, int slot) {
    entity.$rowan_set(word[slot], entity.$rowan_set(word[slot]) & ~bit[slot]);
  }

  /** Clears both traps of a slot. */
  public void disarm(Enhanced entity, int slot) {
    int w = word[slot];
    long trap = bit[slot];
    entity.$rowan_set(w, entity.$rowan_set(w) & ~trap);
    long reads = entity.$rowan_get(w);
    if ((reads & trap) != 0) {
      entity.$rowan_get(w, reads & ~trap);
    }
  }
}
