package org.rowanorm.entity;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the engine makes the objects of an embeddable class, or of an id class, and takes them apart:
 * part by part, a record by its constructor. Their fields have no traps. Immutable and thread-safe.
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
  private final List<Field> fields;
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
    this.fields = type.isRecord() ? recordFields(type) : fields(type);
    this.readers = new MethodHandle[fields.size()];
    this.writers = type.isRecord() ? null : new MethodHandle[fields.size()];
    for (int i = 0; i < readers.length; i++) {
      Field field = fields.get(i);
      Lookup lookup = lookup(field.getDeclaringClass());
      readers[i] = lookup.unreflectGetter(field).asType(READ);
      if (writers != null) {
        writers[i] = writer(lookup, field);
      }
    }
    this.constructor = type.isRecord() ? canonical(type) : plain(type);
  }

  private static MethodHandle writer(Lookup lookup, Field field) throws IllegalAccessException {
    if (Modifier.isFinal(field.getModifiers())) {
      field.setAccessible(true);
    }
    return lookup.unreflectSetter(field).asType(WRITE);
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
    Lookup own = Linkage.of(type);
    return own != null ? own : MethodHandles.privateLookupIn(type, MethodHandles.lookup());
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
    return fields.size();
  }

  /** The field of a part; for its type and annotations, never for its value. */
  public Field field(int part) {
    return fields.get(part);
  }

  /** The number of a part, or -1 where there is none of that name. */
  public int part(String name) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).getName().equals(name)) {
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
        given[i] = zero(fields.get(i).getType());
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
