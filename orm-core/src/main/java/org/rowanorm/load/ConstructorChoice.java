package org.rowanorm.load;

import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.load.ItemReader.Item;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A constructor that rows may be given to, with its makers: one for each way to read the values. It
 * keeps nothing of a query, nor of a factory. Thread-safe.
 */
final class ConstructorChoice {

  private static final Logger LOG = LoggerFactory.getLogger("org.rowanorm.sql");

  private final Constructor<?> constructor;
  private final Class<?>[] parameters;
  private final MethodType wrapped;
  private final Map<BitSet, ConstructorMaker<?>> makers = new ConcurrentHashMap<>();

  ConstructorChoice(Constructor<?> constructor) {
    this.constructor = constructor;
    this.parameters = constructor.getParameterTypes();
    this.wrapped = MethodType.methodType(void.class, parameters).wrap();
  }

  boolean takes(List<Item> items) {
    if (parameters.length != items.size()) {
      return false;
    }
    for (int i = 0; i < parameters.length; i++) {
      if (!wrapped.parameterType(i).isAssignableFrom(items.get(i).javaType())) {
        return false;
      }
    }
    return true;
  }

  /** The maker for rows of items that it takes. */
  ConstructorMaker<?> maker(List<Item> items, Object query) {
    BitSet direct = new BitSet(parameters.length);
    for (int place = 0; place < parameters.length; place++) {
      direct.set(
          place, items.get(place).isDirect() && MakerGenerator.readsDirectly(parameters[place]));
    }
    ConstructorMaker<?> known = makers.get(direct);
    return known == null ? makers.computeIfAbsent(direct, ways -> make(ways, query)) : known;
  }

  private ConstructorMaker<?> make(BitSet direct, Object query) {
    open(query);
    try {
      return MakerGenerator.generate(constructor, direct);
    } catch (ReflectiveOperationException
        | IllegalArgumentException
        | LinkageError
        | UnsupportedOperationException e) {
      Class<?> made = constructor.getDeclaringClass();
      LOG.warn("No class can be generated to make {}: it is made by reflection", made, e);
      return new ReflectiveMaker<>(constructor);
    }
  }

  private void open(Object query) {
    try {
      constructor.setAccessible(true);
    } catch (RuntimeException e) {
      throw new QueryException(
          ErrorCode.WRONG_CONSTRUCTOR,
          e,
          "The constructor of " + constructor.getDeclaringClass().getName() + " cannot be called",
          "in query " + query,
          "make it public, or open its package");
    }
  }
}
