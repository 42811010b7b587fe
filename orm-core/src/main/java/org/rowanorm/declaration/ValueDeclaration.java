package org.rowanorm.declaration;

import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Temporal;
import jakarta.persistence.TemporalType;
import jakarta.persistence.Version;
import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rowanorm.annotation.ArrayColumn;
import org.rowanorm.annotation.Json;
import org.rowanorm.annotation.NativeEnum;

/**
 * What was declared of how a value stands in its column.
 *
 * @param key whether it is an id or a version, which no converter is applied to by itself
 * @param explicit whether {@code @Basic} or {@code @Lob} asks for a column
 */
@SuppressWarnings("deprecation") // mappings still say @Temporal
record ValueDeclaration(
    Member member,
    boolean key,
    boolean explicit,
    @Nullable EnumType enumerated,
    @Nullable TemporalType temporal,
    @Nullable NativeEnum nativeEnum,
    @Nullable Convert convert) {

  /**
   * What stands at an attribute.
   *
   * @param given the conversion that a class or an embedded attribute declares for it, or null
   */
  static ValueDeclaration of(Member said, @Nullable Convert given) {
    Enumerated enumerated = said.annotation(Enumerated.class);
    Temporal temporal = said.annotation(Temporal.class);
    return new ValueDeclaration(
        said,
        said.has(Id.class) || said.has(Version.class),
        said.has(Lob.class) || said.has(Basic.class),
        enumerated == null ? null : enumerated.value(),
        temporal == null ? null : temporal.value(),
        said.annotation(NativeEnum.class),
        given == null ? own(said) : given);
  }

  /** The conversion of the value itself; one with a name is of the keys of a map. */
  private static @Nullable Convert own(Member said) {
    Convert own = said.annotation(Convert.class);
    return own != null && own.attributeName().isEmpty() ? own : null;
  }

  /** The declared type with its arguments. */
  Type type() {
    return member.generic();
  }

  /** The attribute as messages name it. */
  String place() {
    return member.place();
  }

  /** The class loader of the class that declares it. */
  ClassLoader loader() {
    ClassLoader loader = member.declaring().getClassLoader();
    return loader == null ? ClassLoader.getSystemClassLoader() : loader;
  }

  boolean lob() {
    return member.has(Lob.class);
  }

  boolean json() {
    return member.has(Json.class);
  }

  boolean array() {
    return member.has(ArrayColumn.class);
  }

  /** The digits of a second that its column holds, or -1. */
  int seconds() {
    Column column = member.annotation(Column.class);
    return column == null ? -1 : column.secondPrecision();
  }

  /** The declared class; the wrapper for a primitive. */
  Class<?> javaType() {
    return boxed(member.type());
  }

  /** The wrapper of a primitive; any other class itself. */
  static Class<?> boxed(Class<?> type) {
    return MethodType.methodType(type).wrap().returnType();
  }

  /** The name of the native enum type, where it has one. */
  String nativeEnumName() {
    String name = nativeEnum == null ? "" : nativeEnum.name();
    return name.isEmpty() ? javaType().getSimpleName().toLowerCase(Locale.ROOT) : name;
  }

  /** The annotation, beside a converter, that says how the value stands in its column; or null. */
  @Nullable String form() {
    if (json()) {
      return "@Json";
    }
    if (array()) {
      return "@ArrayColumn";
    }
    if (nativeEnum != null) {
      return "@NativeEnum";
    }
    if (enumerated != null) {
      return "@Enumerated";
    }
    return temporal == null ? null : "@Temporal";
  }
}
