package org.rowanorm.session;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;

/** Makes objects by the constructor that takes the values of a row. Immutable and thread-safe. */
final class Maker<R> implements Function<@Nullable Object[], R> {

  private final Class<?> type;
  private final Class<?>[] parameters;
  private final MethodHandle handle;

  private Maker(Class<?> type, Constructor<?> constructor, MethodHandle handle) {
    this.type = type;
    this.parameters = constructor.getParameterTypes();
    this.handle = handle;
  }

  /**
   * The maker for a class.
   *
   * @param given the types of the values
   * @throws QueryException where no constructor takes them
   */
  static <R> Maker<R> of(Class<?> type, List<Class<?>> given, Object query) {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (takes(constructor.getParameterTypes(), given)) {
        return new Maker<>(type, constructor, handle(constructor, query));
      }
    }
    throw new QueryException(
        ErrorCode.WRONG_CONSTRUCTOR,
        null,
        type.getSimpleName() + " has no constructor that takes " + names(given),
        "in query " + query,
        "select what one of its constructors takes, in its order");
  }

  private static boolean takes(Class<?>[] parameters, List<Class<?>> given) {
    if (parameters.length != given.size()) {
      return false;
    }
    for (int i = 0; i < parameters.length; i++) {
      Class<?> wrapped = MethodType.methodType(parameters[i]).wrap().returnType();
      if (!wrapped.isAssignableFrom(given.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static String names(List<Class<?>> types) {
    return String.join(", ", types.stream().map(Class::getSimpleName).toList());
  }

  private static MethodHandle handle(Constructor<?> constructor, Object query) {
    try {
      constructor.setAccessible(true);
      MethodHandle found = MethodHandles.lookup().unreflectConstructor(constructor);
      return found
          .asType(found.type().generic())
          .asSpreader(Object[].class, found.type().parameterCount());
    } catch (IllegalAccessException | RuntimeException e) {
      throw new QueryException(
          ErrorCode.WRONG_CONSTRUCTOR,
          e,
          "The constructor of " + constructor.getDeclaringClass().getName() + " cannot be called",
          "in query " + query,
          "make it public, or open its package");
    }
  }

  @Override
  @SuppressWarnings("unchecked") // the constructor makes objects of the class
  public R apply(@Nullable Object[] values) {
    for (int i = 0; i < parameters.length; i++) {
      if (values[i] == null && parameters[i].isPrimitive()) {
        throw new QueryException(
            ErrorCode.WRONG_CONSTRUCTOR,
            null,
            "Value "
                + (i + 1)
                + " of a row is null, but "
                + type.getSimpleName()
                + " takes "
                + parameters[i]
                + " there",
            "declare it with the wrapper type, or select orElse(...)");
      }
    }
    try {
      return (R) handle.invokeExact(values);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new QueryException(
          ErrorCode.WRONG_CONSTRUCTOR, e, "The constructor of " + type.getName() + " failed");
    }
  }
}
