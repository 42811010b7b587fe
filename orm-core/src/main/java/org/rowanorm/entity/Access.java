package org.rowanorm.entity;

import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.Nearest;
import org.rowanorm.error.QueryException;

/**
 * How the engine reads, writes and arms the objects of one class: by slot, and without traps.
 * Immutable and thread-safe.
 */
public final class Access {

  /** The bit of a write mask that says: this object was managed once. */
  private static final long TRACKED = 1L << 63;

  private static final int BITS = 63;

  private static final ClassValue<Access> CACHE =
      new ClassValue<>() {
        @Override
        protected Access computeValue(Class<?> type) {
          return new Access(type);
        }
      };

  private final Field[] fields;
  private final boolean[] watchable;
  private final int[] word;
  private final long[] bit;
  private final int words;
  private final long[] all;

  private Access(Class<?> type) {
    Deque<Class<?>> levels = new ArrayDeque<>();
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      if (c.getDeclaredAnnotation(Enhancement.class) != null) {
        levels.push(c);
      }
    }
    List<Field> found = new ArrayList<>();
    List<Integer> foundWords = new ArrayList<>();
    List<Long> foundBits = new ArrayList<>();
    int base = 0;
    for (Class<?> level : levels) {
      String[] names = level.getDeclaredAnnotation(Enhancement.class).attributes();
      for (int i = 0; i < names.length; i++) {
        found.add(field(level, names[i]));
        foundWords.add(base + i / BITS);
        foundBits.add(1L << (i % BITS));
      }
      base += (names.length + BITS - 1) / BITS;
    }
    fields = found.toArray(Field[]::new);
    word = foundWords.stream().mapToInt(Integer::intValue).toArray();
    bit = foundBits.stream().mapToLong(Long::longValue).toArray();
    words = base;
    watchable = new boolean[fields.length];
    all = new long[words];
    Arrays.fill(all, TRACKED);
    for (int slot = 0; slot < fields.length; slot++) {
      watchable[slot] = isWatchable(fields[slot].getType());
      all[word[slot]] |= bit[slot];
    }
  }

  private static Field field(Class<?> level, String name) {
    try {
      return level.getDeclaredField(name);
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(level + " is enhanced for a field that it lacks: " + name, e);
    }
  }

  /** The access to one enhanced class; for a class that is not enhanced it has no slots. */
  public static Access of(Class<?> type) {
    return CACHE.get(type);
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
        || Enhanced.class.isAssignableFrom(type));
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
            + Nearest.hint(attribute, Arrays.stream(access.fields).map(Field::getName).toList()),
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
    for (int slot = 0; slot < fields.length; slot++) {
      boolean lacks = readArmed(entity, slot) && (!watchable[slot] || read(entity, slot) == null);
      if (lacks && !isAssociation(fields[slot].getType())) {
        return false;
      }
    }
    return true;
  }

  /** An association may be loaded later than its row. */
  private static boolean isAssociation(Class<?> type) {
    return Collection.class.isAssignableFrom(type)
        || java.util.Map.class.isAssignableFrom(type)
        || Enhanced.class.isAssignableFrom(type);
  }

  /** The number of slots. */
  public int slots() {
    return fields.length;
  }

  /** The name of the attribute in a slot. */
  public String name(int slot) {
    return fields[slot].getName();
  }

  /** The field of a slot; for its type and annotations, never for its value. */
  public Field field(int slot) {
    return fields[slot];
  }

  /** Whether the value of a slot can change in place. */
  boolean watchable(int slot) {
    return watchable[slot];
  }

  /** The value of a slot, without any trap. */
  public @Nullable Object read(Enhanced entity, int slot) {
    return entity.$rowan_raw(slot);
  }

  /** Sets the value of a slot, without any trap. */
  public void write(Enhanced entity, int slot, @Nullable Object value) {
    entity.$rowan_raw(slot, value);
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
        && (entity.$rowan_set(0) & TRACKED) != 0;
  }

  /** Puts a state behind an object and leaves its traps as they are. */
  public void link(Enhanced entity, EntityState state) {
    entity.$rowan_entry(state);
  }

  /** Puts a state behind an object and arms all its write traps. */
  public void attach(Enhanced entity, EntityState state) {
    entity.$rowan_entry(state);
    armWrites(entity);
  }

  /** Arms the write traps of all slots. */
  public void armWrites(Enhanced entity) {
    for (int w = 0; w < words; w++) {
      entity.$rowan_set(w, all[w]);
    }
  }

  /** Arms the read traps of all slots. */
  public void armReads(Enhanced entity) {
    for (int w = 0; w < words; w++) {
      entity.$rowan_get(w, all[w] & ~TRACKED);
    }
  }

  /** Clears the read traps of all slots. */
  public void disarmReads(Enhanced entity) {
    for (int w = 0; w < words; w++) {
      entity.$rowan_get(w, 0);
    }
  }

  /** Makes an object a plain, new one: no state, no write traps. What was not loaded stays so. */
  public void forget(Enhanced entity) {
    entity.$rowan_entry(null);
    for (int w = 0; w < words; w++) {
      entity.$rowan_set(w, 0);
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

  /** Clears the write trap of a slot. */
  public void disarmWrite(Enhanced entity, int slot) {
    entity.$rowan_set(word[slot], entity.$rowan_set(word[slot]) & ~bit[slot]);
  }
}
