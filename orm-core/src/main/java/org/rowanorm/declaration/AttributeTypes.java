package org.rowanorm.declaration;

import jakarta.persistence.AttributeConverter;
import java.io.Serializable;
import java.lang.reflect.ParameterizedType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.mapping.TypeSettings;
import org.rowanorm.type.ArrayType;
import org.rowanorm.type.ColumnType;
import org.rowanorm.type.ColumnTypes;
import org.rowanorm.type.ConverterType;
import org.rowanorm.type.JsonFormat;
import org.rowanorm.type.JsonType;
import org.rowanorm.type.TypeSet;

/**
 * Finds the column type of a basic value, by what its attribute says and by its Java type. For one
 * use by one thread.
 */
final class AttributeTypes {

  private static final int MAX_SECONDS = 6;

  /** Classes whose objects never change, beside enums and those of {@code java.time}. */
  private static final Set<Class<?>> IMMUTABLE =
      Set.of(
          Boolean.class,
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          Character.class,
          String.class,
          BigDecimal.class,
          BigInteger.class,
          java.util.UUID.class,
          java.util.Currency.class,
          java.util.Locale.class,
          java.net.URI.class,
          java.net.URL.class,
          Class.class);

  private static final Set<Class<?>> VERSIONS =
      Set.of(
          Integer.class,
          Long.class,
          Short.class,
          java.time.Instant.class,
          java.time.LocalDateTime.class,
          java.sql.Timestamp.class);

  private final TypeSet types;
  private final Converters converters;
  private final EnumColumns enums;
  private final @Nullable JsonFormat givenJson;
  private final Faults faults;
  private @Nullable JsonFormat json;

  AttributeTypes(TypeSettings settings, Faults faults) {
    this.types = settings.types();
    this.converters = new Converters(settings.converters(), faults);
    this.enums = new EnumColumns(settings.types(), faults);
    this.givenJson = settings.json();
    this.faults = faults;
  }

  /** The column type of an attribute, or null, with a fault, where there is none. */
  @Nullable ColumnType<?> of(AttributeDeclaration.Basic said) {
    Class<?> type = said.value().javaType();
    if (said.version() && !VERSIONS.contains(type)) {
      faults.add(
          ErrorCode.UNSUPPORTED_TYPE,
          "A version cannot be of type " + said.member().type().getSimpleName(),
          "at " + said.place(),
          "declare it as int, long, short, Instant, LocalDateTime or java.sql.Timestamp");
      return null;
    }
    return of(said.value());
  }

  /** The column type of a value, or null, with a fault, where there is none. */
  @Nullable ColumnType<?> of(ValueDeclaration said) {
    int before = faults.count();
    Converters.Known converter = converters.of(said);
    ColumnType<?> found = converter == null ? unconverted(said) : converted(said, converter);
    if (faults.count() > before) {
      return null;
    }
    if (found == null) {
      faults.add(
          ErrorCode.UNSUPPORTED_TYPE,
          "No column type for " + said.javaType().getName(),
          "at " + said.place(),
          Serializable.class.isAssignableFrom(said.javaType())
              ? "annotate it with @Json, @Convert or an association; with @Basic for its"
                  + " serialised bytes, or with @Transient for no column"
              : "annotate it with @Json, @Convert or an association, or with @Transient"
                  + " for no column");
      return null;
    }
    return said.seconds() < 0 ? found : withSeconds(said, found);
  }

  private @Nullable ColumnType<?> withSeconds(ValueDeclaration said, ColumnType<?> found) {
    boolean inRange = said.seconds() <= MAX_SECONDS;
    // the type that cuts at none and the one that cuts at six digits differ where there are seconds
    if (inRange && found.withSeconds(0) != found) {
      return found.withSeconds(said.seconds());
    }
    refuse(
        said,
        "secondPrecision = " + said.seconds(),
        inRange ? "a value without seconds" : "any database",
        "give it from 0 to " + MAX_SECONDS + " digits, on a time");
    return null;
  }

  private @Nullable ColumnType<?> unconverted(ValueDeclaration said) {
    Class<?> type = said.javaType();
    if (said.json()) {
      return json(said, type);
    }
    if (type.isEnum()) {
      return enums.of(said);
    }
    if (said.enumerated() != null || said.nativeEnum() != null) {
      return refuse(said, said.form(), type.getName(), "only an enum can have it");
    }
    if (said.temporal() != null) {
      ColumnType<?> part = types.find(type, said.temporal());
      return part != null
          ? part
          : refuse(
              said, "@Temporal", type.getName(), "only Date and Calendar need it; leave it out");
    }
    if (said.array()) {
      return list(said, type);
    }
    return plain(said, type);
  }

  private @Nullable ColumnType<?> plain(ValueDeclaration said, Class<?> type) {
    ColumnType<?> known = type == Class.class ? classes(said) : types.find(type);
    if (said.lob() && (known != null || !isSerializable(type))) {
      ColumnType<?> lob = ColumnTypes.lob(type);
      return lob != null
          ? lob
          : refuse(said, "@Lob", type.getName(), "it needs text, bytes or a Serializable");
    }
    if (known == null && type.isArray()) {
      known = array(said, type);
    }
    if (known == null && said.explicit() && isSerializable(type)) {
      return ColumnTypes.serialized(said.loader(), said.lob());
    }
    return known;
  }

  private static boolean isSerializable(Class<?> type) {
    return Serializable.class.isAssignableFrom(type);
  }

  private ColumnType<?> classes(ValueDeclaration said) {
    return ColumnTypes.classByName(said.loader());
  }

  // ---- converters

  @SuppressWarnings({"unchecked", "rawtypes"})
  private @Nullable ColumnType<?> converted(ValueDeclaration said, Converters.Known converter) {
    String form = said.form();
    if (form != null) {
      return refuse(said, form, "a converted value", "keep one of them");
    }
    ColumnType<?> column = columnOf(said, converter);
    if (column == null) {
      faults.add(
          ErrorCode.WRONG_CONVERTER,
          "No column type for " + converter.column().getName(),
          "at " + said.place() + ", which " + converter.converter().getClass().getName() + " makes",
          "let it make a String, a number, a time or bytes");
      return null;
    }
    return new ConverterType(
        said.javaType(),
        (AttributeConverter) converter.converter(),
        column,
        new ConverterType.Use(!isImmutable(said.javaType()), said.place()));
  }

  private @Nullable ColumnType<?> columnOf(ValueDeclaration said, Converters.Known converter) {
    ColumnType<?> lob = said.lob() ? ColumnTypes.lob(converter.column()) : null;
    return lob == null ? types.find(converter.column()) : lob;
  }

  private static boolean isImmutable(Class<?> type) {
    return IMMUTABLE.contains(type) || type.isEnum() || type.getPackageName().equals("java.time");
  }

  // ---- JSON

  @SuppressWarnings({"unchecked", "rawtypes"})
  private @Nullable ColumnType<?> json(ValueDeclaration said, Class<?> type) {
    JsonFormat format = jsonFormat();
    if (format == null) {
      faults.add(
          ErrorCode.NO_JSON_LIBRARY,
          "No JSON library on the class path",
          "at " + said.place() + ", which is annotated with @Json",
          "add tools.jackson.core:jackson-databind,"
              + " or give a JsonFormat of your own to json(...)");
      return null;
    }
    return new JsonType(
        format, types.json(), new JsonType.Declared(type, said.type(), said.place()));
  }

  private @Nullable JsonFormat jsonFormat() {
    if (json == null) {
      json = givenJson == null ? JsonFormat.ofClassPath().orElse(null) : givenJson;
    }
    return json;
  }

  // ---- arrays

  private @Nullable ColumnType<?> list(ValueDeclaration said, Class<?> type) {
    boolean list = type == List.class && said.type() instanceof ParameterizedType;
    Class<?> element =
        list
            ? TypeVariables.erase(((ParameterizedType) said.type()).getActualTypeArguments()[0])
            : type;
    if (!list || !ArrayType.canHold(element)) {
      return refuse(
          said, "@ArrayColumn", said.type().getTypeName(), "declare it as a List of a basic type");
    }
    return requireArrays(said) ? ArrayType.ofList(types.get(element)) : null;
  }

  private @Nullable ColumnType<?> array(ValueDeclaration said, Class<?> type) {
    Class<?> element = ValueDeclaration.boxed(type.getComponentType());
    if (!ArrayType.canHold(element) || (said.explicit() && !types.hasArrays())) {
      return null;
    }
    return requireArrays(said) ? ArrayType.ofArray(type, types.get(element)) : null;
  }

  private boolean requireArrays(ValueDeclaration said) {
    if (!types.hasArrays()) {
      faults.add(
          ErrorCode.NO_NATIVE_TYPE,
          "The database has no columns of arrays",
          "at " + said.place() + ", of type " + said.type().getTypeName(),
          "annotate it with @Json, which every database can hold, or with @Convert");
    }
    return types.hasArrays();
  }

  private @Nullable ColumnType<?> refuse(
      ValueDeclaration said, @Nullable String annotation, String on, String remedy) {
    faults.add(
        ErrorCode.MISPLACED_ANNOTATION,
        annotation + " does not go with " + on,
        "at " + said.place(),
        remedy);
    return null;
  }

  /** The digits after the point where the mapping gives none: none for whole numbers, else two. */
  static int scale(ColumnType<?> type, ColumnDeclaration column) {
    if (column.precision() != 0 || column.scale() != 0) {
      return column.scale();
    }
    return type.javaType() == BigInteger.class ? 0 : 2;
  }
}
