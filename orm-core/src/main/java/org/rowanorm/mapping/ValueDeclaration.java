package org.rowanorm.mapping;

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
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Member;
import java.lang.reflect.Type;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rowanorm.annotation.ArrayColumn;
import org.rowanorm.annotation.Json;
import org.rowanorm.annotation.NativeEnum;

/**
 * What was declared of how a value stands in its column.
 *
 * @param type the declared type, without type variables
 * @param owner the class that declares it
 * @param place the attribute as messages name it
 * @param key whether it is an id or a version, which no converter is applied to by itself
 * @param explicit whether {@code @Basic} or {@code @Lob} asks for a column
 * @param seconds the digits of a second, or -1
 */
record ValueDeclaration(
    Type type,
    Class<?> owner,
    String place,
    boolean key,
    boolean explicit,
    boolean lob,
    boolean json,
    boolean array,
    int seconds,
    @Nullable EnumType enumerated,
    @Nullable TemporalType temporal,
    @Nullable NativeEnum nativeEnum,
    @Nullable Convert convert) {

  /** What stands at a field, or at the getter of a property, for a value of a type. */
  static <M extends AnnotatedElement & Member> ValueDeclaration of(
      M said, Type type, String name) {
    Class<?> owner = said.getDeclaringClass();
    Enumerated enumerated = said.getAnnotation(Enumerated.class);
    Temporal temporal = said.getAnnotation(Temporal.class);
    Column column = said.getAnnotation(Column.class);
    boolean lob = said.isAnnotationPresent(Lob.class);
    return new ValueDeclaration(
        type,
        owner,
        owner.getSimpleName() + "." + name,
        said.isAnnotationPresent(Id.class) || said.isAnnotationPresent(Version.class),
        lob || said.isAnnotationPresent(Basic.class),
        lob,
        said.isAnnotationPresent(Json.class),
        said.isAnnotationPresent(ArrayColumn.class),
        column == null ? -1 : column.secondPrecision(),
        enumerated == null ? null : enumerated.value(),
        temporal == null ? null : temporal.value(),
        said.getAnnotation(NativeEnum.class),
        said.getAnnotation(Convert.class));
  }

  /** The same with what a class says of the attribute instead of the attribute itself. */
  ValueDeclaration converted(@Nullable Convert said) {
    return said == null
        ? this
        : new ValueDeclaration(
            type, owner, place, key, explicit, lob, json, array, seconds, enumerated, temporal, nativeEnum,
            said);
  }

  /** The declared class; the wrapper for a primitive. */
  Class<?> javaType() {
    return DeclaredTypes.boxed(DeclaredTypes.raw(type));
  }

  /** The name of the native enum type, where it has one. */
  String nativeEnumName() {
    String name = nativeEnum == null ? "" : nativeEnum.name();
    return name.isEmpty() ? javaType().getSimpleName().toLowerCase(Locale.ROOT) : name;
  }

  /** The annotation, beside a converter, that says how the value stands in its column; or null. */
  @Nullable String form() {
    if (json) {
      return "@Json";
    }
    if (array) {
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
