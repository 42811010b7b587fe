package org.rowanorm.declaration;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
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
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Linkage;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.mapping.Callbacks;
import org.rowanorm.mapping.Moment;

/**
 * Reads the callbacks of entities. A listener class has one instance for all of them. For one use
 * by one thread.
 */
final class CallbackReader {

  private static final MethodType CALL = MethodType.methodType(void.class, Object.class);

  private final Map<Class<?>, Object> listeners = new HashMap<>();
  private final Faults faults;

  CallbackReader(Faults faults) {
    this.faults = faults;
  }

  /** The callbacks of a class: listeners first, then methods; of superclasses first. */
  Callbacks read(Class<?> type) {
    Deque<Class<?>> levels = new ArrayDeque<>();
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      if (c.isAnnotationPresent(Entity.class) || c.isAnnotationPresent(MappedSuperclass.class)) {
        levels.push(c);
      }
    }
    Map<Moment, List<MethodHandle>> found = new EnumMap<>(Moment.class);
    for (Class<?> listener : listenersOf(levels)) {
      addListener(found, listener);
    }
    for (Class<?> level : levels) {
      for (Method method : level.getDeclaredMethods()) {
        if (!isOverridden(method, type)) {
          add(found, method, null);
        }
      }
    }
    return new Callbacks(found);
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

  private void addListener(Map<Moment, List<MethodHandle>> found, Class<?> listener) {
    Deque<Class<?>> levels = new ArrayDeque<>();
    for (Class<?> c = listener; c != null && c != Object.class; c = c.getSuperclass()) {
      levels.push(c);
    }
    Object instance = instance(listener);
    for (Class<?> level : levels) {
      for (Method method : level.getDeclaredMethods()) {
        if (instance != null && !isOverridden(method, listener)) {
          add(found, method, instance);
        }
      }
    }
  }

  private @Nullable Object instance(Class<?> listener) {
    Object known = listeners.get(listener);
    if (known == null) {
      try {
        MethodType constructor = MethodType.methodType(void.class);
        known = lookup(listener).findConstructor(listener, constructor).invoke();
        listeners.put(listener, known);
      } catch (Throwable e) {
        faults.add(
            ErrorCode.WRONG_CALLBACK,
            "The listener " + listener.getName() + " cannot be made",
            String.valueOf(e.getMessage()),
            "give it a no-arg constructor that does not fail");
      }
    }
    return known;
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
