package org.rowanorm.mapping;

import java.util.Locale;

/**
 * The names of tables and columns that the mapping does not give, made from those of entities and
 * attributes. A strategy need only turn one name into another; what is made of two names follows,
 * and may be overridden too. Thread-safe.
 */
@FunctionalInterface
public interface NamingStrategy {

  /**
   * The names of the Jakarta Persistence standard, in lower case, as unquoted names are on most
   * databases: {@code firstName} is {@code firstname}.
   */
  NamingStrategy STANDARD = name -> name.toLowerCase(Locale.ROOT);

  /** Words apart: {@code firstName} is {@code first_name}, {@code HTMLPage html_page}. */
  NamingStrategy SNAKE_CASE =
      name ->
          name.replaceAll("([\\p{Ll}\\d])(\\p{Lu})", "$1_$2")
              .replaceAll("(\\p{Lu}+)(\\p{Lu}\\p{Ll})", "$1_$2")
              .toLowerCase(Locale.ROOT);

  /** What a name of Java, of an entity or an attribute, is in the database. */
  String of(String name);

  /** The table of an entity. */
  default String table(String entityName) {
    return of(entityName);
  }

  /** The column of an attribute. */
  default String column(String attributeName) {
    return of(attributeName);
  }

  /**
   * A foreign key.
   *
   * @param name the attribute that refers, or the entity where no attribute does
   * @param idColumn the id column that it refers to
   */
  default String foreignKey(String name, String idColumn) {
    return of(name) + "_" + idColumn;
  }

  /** The table between two entities, by their tables. */
  default String joinTable(String owner, String target) {
    return owner + "_" + target;
  }

  /** The table of an element collection. */
  default String collectionTable(String entityName, String attributeName) {
    return of(entityName) + "_" + of(attributeName);
  }

  /** The column of a list's index. */
  default String order(String attributeName) {
    return of(attributeName) + "_order";
  }

  /** The column of a map's key. */
  default String mapKey(String attributeName) {
    return of(attributeName) + "_key";
  }

  /** The sequence of an entity. */
  default String sequence(String entityName) {
    return of(entityName) + "_seq";
  }
}
