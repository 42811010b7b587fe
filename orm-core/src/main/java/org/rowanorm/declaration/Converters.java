package org.rowanorm.declaration;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import java.lang.reflect.Constructor;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;

/**
 * The converters of a mapping: those that attributes name, and those that apply by themselves. Each
 * class has one instance. For one use by one thread.
 */
final class Converters {

  /**
   * A converter.
   *
   * @param attribute the type of the attributes that it is for
   * @param column the type that it makes of them
   */
  record Known(AttributeConverter<?, ?> converter, Type attribute, Class<?> column) {}

  private final Faults faults;
  private final Map<Class<?>, Known> known = new HashMap<>();
  private final List<Known> automatic = new ArrayList<>();

  Converters(List<Class<?>> listed, Faults faults) {
    this.faults = faults;
    for (Class<?> type : listed) {
      Known made = known(type, "it was given to converters(...)");
      Converter said = type.getAnnotation(Converter.class);
      if (made != null && said != null && said.autoApply() && !automatic.contains(made)) {
        refuseRival(made);
        automatic.add(made);
      }
    }
  }

  private void refuseRival(Known made) {
    for (Known other : automatic) {
      if (other.attribute().equals(made.attribute())) {
        faults.add(
            ErrorCode.WRONG_CONVERTER,
            "Two converters apply to all attributes of type " + made.attribute().getTypeName(),
            "at " + nameOf(other) + " and " + nameOf(made),
            "take autoApply = true from one of them, and name it with @Convert where it is meant");
      }
    }
  }

  private static String nameOf(Known converter) {
    return converter.converter().getClass().getName();
  }

  /** The converter of an attribute, or null where it has none. */
  @Nullable Known of(ValueDeclaration said) {
    Convert convert = said.convert();
    if (convert != null && convert.disableConversion()) {
      return null;
    }
    if (convert != null && convert.converter() != AttributeConverter.class) {
      return named(said, convert.converter());
    }
    Known found = said.key() || said.form() != null ? null : automatic(said.type());
    if (convert != null && found == null) {
      faults.add(
          ErrorCode.WRONG_CONVERTER,
          "@Convert names no converter, and none applies to "
              + said.type().getTypeName()
              + " by itself",
          "at " + said.place(),
          "write @Convert(converter = ...)");
    }
    return found;
  }

  private @Nullable Known automatic(Type type) {
    Type boxed = type instanceof Class<?> plain ? ValueDeclaration.boxed(plain) : type;
    for (Known one : automatic) {
      if (one.attribute().equals(boxed)) {
        return one;
      }
    }
    return null;
  }

  private @Nullable Known named(ValueDeclaration said, Class<?> type) {
    Known found = known(type, "at " + said.place());
    if (found == null) {
      return null;
    }
    Class<?> takes = TypeVariables.erase(found.attribute());
    if (!takes.isAssignableFrom(said.javaType())) {
      faults.add(
          ErrorCode.WRONG_CONVERTER,
          type.getSimpleName()
              + " converts "
              + takes.getName()
              + ", not "
              + said.javaType().getName(),
          "at " + said.place(),
          "name a converter for the type of the attribute");
      return null;
    }
    return found;
  }

  private @Nullable Known known(Class<?> type, String place) {
    Known found = known.get(type);
    if (found == null) {
      found = make(type, place);
      if (found != null) {
        known.put(type, found);
      }
    }
    return found;
  }

  private @Nullable Known make(Class<?> type, String place) {
    if (!AttributeConverter.class.isAssignableFrom(type)) {
      faults.add(
          ErrorCode.WRONG_CONVERTER,
          type.getName() + " is no AttributeConverter",
          place,
          "let it implement jakarta.persistence.AttributeConverter");
      return null;
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      TypeVariables seen = TypeVariables.of(type);
      return new Known(
          (AttributeConverter<?, ?>) constructor.newInstance(),
          seen.argument(AttributeConverter.class, 0),
          ValueDeclaration.boxed(TypeVariables.erase(seen.argument(AttributeConverter.class, 1))));
    } catch (ReflectiveOperationException | RuntimeException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      faults.add(
          ErrorCode.WRONG_CONVERTER,
          "No converter can be made of " + type.getName(),
          place,
          "it says: " + cause,
          "give it a constructor without parameters, and open its package to Rowan in a module");
      return null;
    }
  }
}
