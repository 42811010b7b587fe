package org.rowanorm.declaration;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.ExcludeDefaultListeners;
import jakarta.persistence.ExcludeSuperclassListeners;
import jakarta.persistence.MappedSuperclass;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Linkage;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.mapping.Callbacks;
import org.rowanorm.mapping.Moment;

/**
 * Reads the callbacks of entities, those of default listeners first. A listener class has one
 * instance for all of them. For one use by one thread.
 */
final class CallbackReader {

  private static final MethodType CALL = MethodType.methodType(void.class, Object.class);
  private static final String DEFAULTS = "in defaultListeners(...)";

  private final Map<Class<?>, Optional<Object>> listeners = new HashMap<>();
  private final List<Object> defaults = new ArrayList<>();
  private final Faults faults;

  /**
   * A reader.
   *
   * @param defaults the listeners of all entities, each as an object or as a class
   */
  CallbackReader(List<Object> defaults, Faults faults) {
    this.faults = faults;
    for (Object listener : defaults) {
      Class<?> type = listener instanceof Class<?> said ? said : listener.getClass();
      refuseSilent(type);
      Optional<Object> instance =
          listener == type ? instance(type, DEFAULTS) : Optional.of(listener);
      instance.ifPresent(this.defaults::add);
    }
  }

  /** Refuses a default listener that has nothing to tell anybody. */
  private void refuseSilent(Class<?> type) {
    boolean tells =
        levels(type).stream()
            .flatMap(level -> Arrays.stream(level.getDeclaredMethods()))
            .anyMatch(CallbackReader::isCallback);
    if (!tells) {
      faults.add(
          ErrorCode.WRONG_CALLBACK,
          "The default listener " + type.getName() + " listens to nothing",
          DEFAULTS,
          "annotate a method of it with @PrePersist or another of the callbacks");
    }
  }

  private static boolean isCallback(Method method) {
    return Arrays.stream(Moment.values())
        .anyMatch(moment -> method.isAnnotationPresent(moment.annotation()));
  }

  /**
   * The callbacks of a class: default listeners first, then its own, then methods; of superclasses
   * first.
   */
  Callbacks read(Class<?> type) {
    Deque<Class<?>> levels = levels(type);
    levels.removeIf(level -> !isMapped(level));
    Map<Moment, List<MethodHandle>> found = new EnumMap<>(Moment.class);
    if (levels.stream().noneMatch(l -> l.isAnnotationPresent(ExcludeDefaultListeners.class))) {
      defaults.forEach(listener -> addListener(found, listener, type));
    }
    for (Class<?> listener : listenersOf(levels)) {
      instance(listener, "in @EntityListeners of " + type.getName())
          .ifPresent(instance -> addListener(found, instance, type));
    }
    for (Class<?> level : levels) {
      for (Method method : level.getDeclaredMethods()) {
        if (isAnnotated(method) && !isOverridden(method, type)) {
          add(found, method, null);
        }
      }
    }
    return new Callbacks(found);
  }

  /** A class and those above it, the topmost first. */
  private static Deque<Class<?>> levels(Class<?> type) {
    Deque<Class<?>> levels = new ArrayDeque<>();
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      levels.push(c);
    }
    return levels;
  }

  private static boolean isMapped(Class<?> level) {
    return level.isAnnotationPresent(Entity.class)
        || level.isAnnotationPresent(MappedSuperclass.class);
  }

  private static List<Class<?>> listenersOf(Deque<Class<?>> levels) {
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> level : levels) {
      if (level.isAnnotationPresent(ExcludeSuperclassListeners.class)) {
        found.clear();
      }
      EntityListeners said = level.getDeclaredAnnotation(EntityListeners.class);
      if (said != null) {
        found.addAll(List.of(said.value()));
      }
    }
    return found;
  }

  /** Adds the methods of a listener that take the objects of an entity. */
  private void addListener(
      Map<Moment, List<MethodHandle>> found, Object listener, Class<?> entity) {
    Class<?> type = listener.getClass();
    for (Class<?> level : levels(type)) {
      for (Method method : level.getDeclaredMethods()) {
        if (!isOverridden(method, type) && takes(method, entity)) {
          add(found, method, listener);
        }
      }
    }
  }

  /** Whether a listener's method is for the objects of an entity, as its parameter says. */
  private static boolean takes(Method method, Class<?> entity) {
    return method.getParameterCount() != 1
        || method.getParameterTypes()[0].isAssignableFrom(entity);
  }

  /** The one object of a listener class; none, with one fault, where it cannot be made. */
  private Optional<Object> instance(Class<?> listener, String place) {
    return listeners.computeIfAbsent(listener, type -> Optional.ofNullable(make(type, place)));
  }

  private @Nullable Object make(Class<?> listener, String place) {
    String reason;
    try {
      MethodType constructor = MethodType.methodType(void.class);
      return lookup(listener).findConstructor(listener, constructor).invoke();
    } catch (NoSuchMethodException e) {
      reason = "it has no constructor without parameters";
    } catch (Throwable e) {
      reason = "its constructor fails: " + e;
    }
    faults.add(
        ErrorCode.WRONG_CALLBACK,
        "The listener " + listener.getName() + " cannot be made, since " + reason,
        place,
        "give it a no-arg constructor that does not fail");
    return null;
  }

  /** Asked first: of a woven class, hardly any method is. */
  private static boolean isAnnotated(Method method) {
    return method.getDeclaredAnnotations().length > 0;
  }

  private static boolean isOverridden(Method method, Class<?> type) {
    if (Modifier.isPrivate(method.getModifiers())) {
      return false;
    }
    for (Class<?> c = type; c != method.getDeclaringClass(); c = c.getSuperclass()) {
      try {
        if (c.getDeclaredMethod(method.getName(), method.getParameterTypes()) != null) {
          return true;
        }
      } catch (NoSuchMethodException e) {
        // not here
      }
    }
    return false;
  }

  private void add(
      Map<Moment, List<MethodHandle>> found, Method method, @Nullable Object listener) {
    for (Moment moment : Moment.values()) {
      if (method.isAnnotationPresent(moment.annotation()) && !method.isSynthetic()) {
        MethodHandle handle = handle(method, listener);
        if (handle != null) {
          found.computeIfAbsent(moment, m -> new ArrayList<>()).add(handle);
        }
      }
    }
  }

  private @Nullable MethodHandle handle(Method method, @Nullable Object listener) {
    boolean fits =
        !Modifier.isStatic(method.getModifiers())
            && method.getReturnType() == void.class
            && method.getParameterCount() == (listener == null ? 0 : 1);
    if (fits) {
      try {
        MethodHandle handle = lookup(method.getDeclaringClass()).unreflect(method);
        return (listener == null ? handle : handle.bindTo(listener)).asType(CALL);
      } catch (IllegalAccessException e) {
        fits = false;
      }
    }
    faults.add(
        ErrorCode.WRONG_CALLBACK,
        "A callback cannot be called",
        "at " + method.getDeclaringClass().getSimpleName() + "." + method.getName() + "()",
        listener == null
            ? "declare it void, not static and without parameters"
            : "declare it void, not static, with one parameter for the object,"
                + " in a class that org.rowanorm.core may open");
    return null;
  }

  private static Lookup lookup(Class<?> type) throws IllegalAccessException {
    Lookup own = Linkage.of(type);
    return own != null ? own : MethodHandles.privateLookupIn(type, MethodHandles.lookup());
  }
}
