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
}
