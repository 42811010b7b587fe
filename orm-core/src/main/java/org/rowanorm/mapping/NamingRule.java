package org.rowanorm.mapping;

import java.util.Locale;

/**
 * The names of tables and columns that the mapping does not give: those of the Jakarta Persistence
 * standard, in lower case, as unquoted names are on most databases.
 */
final class NamingRule {

  private NamingRule() {}

  static String table(String entityName) {
    return entityName.toLowerCase(Locale.ROOT);
  }

  static String column(String attributeName) {
    return attributeName.toLowerCase(Locale.ROOT);
  }

  /** A foreign key: the attribute that refers, and the id column it refers to. */
  static String foreignKey(String attributeName, String idColumn) {
    return attributeName.toLowerCase(Locale.ROOT) + "_" + idColumn;
  }

  /** The table between two entities. */
  static String joinTable(TableName owner, TableName target) {
    return unquoted(owner.name()) + "_" + unquoted(target.name());
  }

  private static String unquoted(String name) {
    return name.replaceAll("[\"`]", "");
  }

  /** The table of an element collection. */
  static String collectionTable(String entityName, String attributeName) {
    return (entityName + "_" + attributeName).toLowerCase(Locale.ROOT);
  }

  /** The column of a list's index. */
  static String order(String attributeName) {
    return attributeName.toLowerCase(Locale.ROOT) + "_order";
  }

  /** The column of a map's key. */
  static String mapKey(String attributeName) {
    return attributeName.toLowerCase(Locale.ROOT) + "_key";
  }
}
