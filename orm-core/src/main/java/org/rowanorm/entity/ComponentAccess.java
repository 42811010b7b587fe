package org.rowanorm.entity;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How the engine makes the objects of an embeddable class, or of an id class, and takes them apart:
 * part by part, a record by its constructor. They have no traps. Immutable and thread-safe.
 */
public final class ComponentAccess {

  private static final MethodType READ = MethodType.methodType(Object.class, Object.class);
  private static final MethodType WRITE =
      MethodType.methodType(void.class, Object.class, Object.class);

  private static final ClassValue<ComponentAccess> CACHE =
      new ClassValue<>() {
        @Override
        protected ComponentAccess computeValue(Class<?> type) {
          try {
            return new ComponentAccess(type);
          } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " gives no access: " + e.getMessage(), e);
          }
        }
      };

  private final Class<?> type;
  private final List<Slot> slots;
  private final MethodHandle[] readers;
  private final MethodHandle @Nullable [] writers;
  private final MethodHandle constructor;

  /**
   * The access to one class.
   *
   * @throws IllegalArgumentException where the class gives no access and has not handed over its
   *     lookup, or has no constructor that can be used
   */
  public static ComponentAccess of(Class<?> type) {
    return CACHE.get(type);
  }

  private ComponentAccess(Class<?> type) throws ReflectiveOperationException {
    this.type = type;
    this.slots = slots(type);
    this.readers = new MethodHandle[slots.size()];
    this.writers = type.isRecord() ? null : new MethodHandle[slots.size()];
    for (int i = 0; i < readers.length; i++) {
      Slot slot = slots.get(i);
      Lookup lookup = lookup(slot.level());
      readers[i] = reader(lookup, slot).asType(READ);
      if (writers != null) {
        writers[i] = writer(lookup, slot).asType(WRITE);
      }
    }
    this.constructor = type.isRecord() ? canonical(type) : plain(type);
  }

  /** What the enhancer found in an embeddable; an id class is not enhanced, and has its fields. */
  private static List<Slot> slots(Class<?> type) throws NoSuchFieldException {
    if (type.isRecord()) {
      return recordFields(type).stream().map(Slot::of).toList();
    }
    if (type.getDeclaredAnnotation(Enhancement.class) == null) {
      return fields(type).stream().map(Slot::of).toList();
    }
    Access access = Access.of(type);
    return IntStream.range(0, access.slots()).mapToObj(access::slot).toList();
  }

  private static MethodHandle reader(Lookup lookup, Slot slot) throws IllegalAccessException {
    return slot.member() instanceof Field field
        ? lookup.unreflectGetter(field)
        : lookup.unreflect((Method) slot.member());
  }

  private static MethodHandle writer(Lookup lookup, Slot slot) throws IllegalAccessException {
    if (slot.setter() != null) {
      return lookup.unreflect(slot.setter());
    }
    Field field = (Field) slot.member();
    if (Modifier.isFinal(field.getModifiers())) {
      field.setAccessible(true);
    }
    return lookup.unreflectSetter(field);
  }

  private static List<Field> recordFields(Class<?> type) throws NoSuchFieldException {
    List<Field> found = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      found.add(type.getDeclaredField(component.getName()));
    }
    return found;
  }

  /** The fields with a state, superclasses first, in the order of their declaration. */
  private static List<Field> fields(Class<?> type) {
    Deque<Class<?>> levels = new ArrayDeque<>();
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      levels.push(c);
    }
    List<Field> found = new ArrayList<>();
    for (Class<?> level : levels) {
      for (Field field : level.getDeclaredFields()) {
        int modifiers = field.getModifiers();
        boolean state = !Modifier.isStatic(modifiers) && !Modifier.isTransient(modifiers);
        if (state && !field.isSynthetic() && !isMarkedTransient(field)) {
          found.add(field);
        }
      }
    }
    return found;
  }

  private static boolean isMarkedTransient(Field field) {
    return Arrays.stream(field.getAnnotations())
        .anyMatch(a -> a.annotationType().getSimpleName().equals("Transient"));
  }

  /** The class's own lookup, where it handed it over; else one that an open package gives. */
  private static Lookup lookup(Class<?> type) throws IllegalAccessException {
    if (type.getDeclaredAnnotation(Enhancement.class) != null) {
      initialize(type);
    }
    Lookup own = Linkage.of(type);
    return own != null ? own : MethodHandles.privateLookupIn(type, MethodHandles.lookup());
  }

  /** Runs the static initialiser, which hands the class's lookup over. */
  private static void initialize(Class<?> type) {
    try {
      Class.forName(type.getName(), true, type.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("a loaded class is not found: " + type, e);
    }
  }

  private static MethodHandle canonical(Class<?> type) throws ReflectiveOperationException {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    return lookup(type)
        .findConstructor(type, MethodType.methodType(void.class, types))
        .asSpreader(Object[].class, types.length)
        .asType(MethodType.methodType(Object.class, Object[].class));
  }

  private static MethodHandle plain(Class<?> type) throws ReflectiveOperationException {
    Lookup lookup = lookup(type);
    MethodType result = MethodType.methodType(Object.class);
    try {
      return lookup.findConstructor(type, MethodType.methodType(void.class)).asType(result);
    } catch (NoSuchMethodException e) {
      MethodHandle added =
          lookup.findConstructor(type, MethodType.methodType(void.class, Hydrating.class));
      return MethodHandles.insertArguments(added, 0, (Object) null).asType(result);
    }
  }

  /** The class. */
  public Class<?> type() {
    return type;
  }

  /** The number of parts. */
  public int parts() {
    return slots.size();
  }

  /** The attribute in a part. */
  public Slot slot(int part) {
    return slots.get(part);
  }

  /** The number of a part, or -1 where there is none of that name. */
  public int part(String name) {
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** A new object of these parts; a null for a primitive is zero. */
  public Object make(@Nullable Object[] values) {
    @Nullable Object[] given = values.clone();
    for (int i = 0; i < given.length; i++) {
      if (given[i] == null) {
        given[i] = zero(slots.get(i).type());
      }
    }
    MethodHandle[] setters = writers;
    try {
      if (setters == null) {
        return constructor.invokeExact(given);
      }
      Object made = constructor.invokeExact();
      for (int i = 0; i < given.length; i++) {
        setters[i].invokeExact(made, given[i]);
      }
      return made;
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  /** The value of a part. */
  public @Nullable Object read(Object component, int part) {
    try {
      return readers[part].invokeExact(component);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  /** Whether the parts of an object can be set: not those of a record. */
  public boolean isWritable() {
    return writers != null;
  }

  /**
   * Sets the value of a part.
   *
   * @throws IllegalStateException where it is that of a record
   */
  public void write(Object component, int part, @Nullable Object value) {
    MethodHandle[] setters = writers;
    if (setters == null) {
      throw new IllegalStateException(type + " is a record");
    }
    try {
      setters[part].invokeExact(component, value);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  private static RuntimeException rethrown(Throwable error) {
    if (error instanceof Error fatal) {
      throw fatal;
    }
    return error instanceof RuntimeException known ? known : new IllegalStateException(error);
  }

  private static @Nullable Object zero(Class<?> type) {
    return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
  }
}
