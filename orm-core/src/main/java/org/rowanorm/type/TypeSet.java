package org.rowanorm.type;

import jakarta.persistence.TemporalType;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The column types of one database: by the Java type of the attribute, and those that a mapping
 * asks for by an annotation. A dialect fills it; not thread-safe while it does, but after.
 */
public final class TypeSet {

  private final Map<Class<?>, ColumnType<?>> byJavaType = new ConcurrentHashMap<>();
  private final ColumnType<OffsetDateTime> point;
  private ColumnType<String> json = ColumnTypes.jsonText();
  private @Nullable ColumnType<String> enumName;
  private boolean arrays;

  /**
   * The types that are there without registration.
   *
   * @param timestamp {@link ColumnTypes#TIMESTAMP} or {@link ColumnTypes#timestampInParts()}
   * @param point {@link ColumnTypes#ZONED_TIMESTAMP}, or {@link ColumnTypes#utc} where the database
   *     has no zones
   * @param uuid {@link ColumnTypes#nativeUuid()} or {@link ColumnTypes#textUuid()}
   */
  public TypeSet(
      ColumnType<LocalDateTime> timestamp,
      ColumnType<OffsetDateTime> point,
      ColumnType<UUID> uuid) {
    this.point = point;
    add(timestamp);
    add(uuid);
  }

  /** Adds a type, in place of the one for the same Java type. */
  public TypeSet add(ColumnType<?> type) {
    byJavaType.put(type.javaType(), type);
    return this;
  }

  /** Sets how the text of a JSON column is bound and read. */
  public TypeSet json(ColumnType<String> text) {
    json = text;
    return this;
  }

  /** Says that the database has enum types, and how the name of a constant is bound and read. */
  public TypeSet nativeEnums(ColumnType<String> name) {
    enumName = name;
    return this;
  }

  /** Says that the database has columns of arrays. */
  public TypeSet arrays() {
    arrays = true;
    return this;
  }

  /** The type for a Java type, a primitive by its wrapper, or null. */
  public @Nullable ColumnType<?> find(Class<?> javaType) {
    ColumnType<?> known = byJavaType.get(javaType);
    if (known == null) {
      known = BuiltInTypes.of(javaType, point);
      if (known != null) {
        byJavaType.put(javaType, known);
      }
    }
    return known;
  }

  /** The type for a Java type that it is known to have. */
  @SuppressWarnings("unchecked")
  public <T> ColumnType<T> get(Class<T> javaType) {
    return (ColumnType<T>) Objects.requireNonNull(find(javaType), () -> "no type for " + javaType);
  }

  /** The type for a {@code Date} or {@code Calendar} of which a part is kept, or null. */
  @SuppressWarnings("deprecation") // mappings still say it
  public @Nullable ColumnType<?> find(Class<?> javaType, TemporalType part) {
    return LegacyTimes.of(javaType, part, point);
  }

  /** How the text of a JSON column is bound and read. */
  public ColumnType<String> json() {
    return json;
  }

  /** How the name of a constant in a native enum is bound and read; null where there are none. */
  public @Nullable ColumnType<String> enumName() {
    return enumName;
  }

  /** Whether the database has columns of arrays. */
  public boolean hasArrays() {
    return arrays;
  }
}
