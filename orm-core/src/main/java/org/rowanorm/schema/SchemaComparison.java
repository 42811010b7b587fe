package org.rowanorm.schema;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rowanorm.dialect.Dialect;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.ColumnDefinition.KeyTerms;
import org.rowanorm.mapping.IdCounter.Sequence;
import org.rowanorm.mapping.TableDetails;
import org.rowanorm.schema.ExistingTables.Located;
import org.rowanorm.schema.TableDefinition.ForeignKey;
import org.rowanorm.type.SqlType;

/** Gathers what a database has otherwise than the mapping. For one use by one thread. */
final class SchemaComparison {

  /** A column that the database has. */
  private record Live(
      int jdbcType,
      String typeName,
      int size,
      int scale,
      boolean nullable,
      boolean filled,
      String comment) {}

  private final ExistingTables existing;
  private final Dialect dialect;
  private final Ddl ddl;
  private final List<String> differences = new ArrayList<>();
  private final DetailComparison details;

  SchemaComparison(ExistingTables existing, Dialect dialect, Ddl ddl) {
    this.existing = existing;
    this.dialect = dialect;
    this.ddl = ddl;
    this.details = new DetailComparison(existing, ddl, differences);
  }

  List<String> differences() {
    return differences;
  }

  // ---- sequences

  void compare(Sequence wanted) throws SQLException {
    Long increment = existing.sequence(ddl.resolved(wanted.name()));
    String name = dialect.table(ddl.resolved(wanted.name()));
    if (increment == null) {
      differences.add("sequence " + name + " is missing");
    } else if (increment != 0 && increment != wanted.allocationSize()) {
      differences.add(
          "sequence "
              + name
              + " counts by "
              + increment
              + ", mapped is "
              + wanted.allocationSize());
    }
  }

  // ---- tables

  void compare(TableDefinition wanted) throws SQLException {
    String name = dialect.table(ddl.resolved(wanted.name()));
    Located table = existing.find(ddl.resolved(wanted.name()));
    if (table == null) {
      differences.add("table " + name + " is missing");
      return;
    }
    Map<String, Live> columns = columns(table);
    for (Column column : wanted.columns()) {
      Live live = columns.get(comparable(column.name()));
      String path = "column " + name + "." + column.name();
      if (live == null) {
        differences.add(path + " is missing");
      } else {
        compareType(path, column, live);
        compareNullability(path, column, live);
        details.compareComment(path, column.definition().comment(), live.comment());
      }
    }
    details.compareTableComment(name, wanted);
    details.compareChecks(name, wanted);
    comparePrimaryKey(name, wanted, table);
    compareUniques(name, wanted, table);
    compareIndexes(name, wanted, table);
    compareForeignKeys(name, wanted, table);
  }

  private String comparable(String mapped) {
    return existing.comparableTo(mapped);
  }

  private Map<String, Live> columns(Located table) throws SQLException {
    DatabaseMetaData database = existing.database();
    Map<String, Live> columns = new HashMap<>();
    try (ResultSet rows =
        database.getColumns(table.catalog(), pattern(table.schema()), pattern(table.name()), "%")) {
      while (rows.next()) {
        boolean filled =
            rows.getString("COLUMN_DEF") != null
                || "YES".equals(rows.getString("IS_AUTOINCREMENT"))
                || "YES".equals(rows.getString("IS_GENERATEDCOLUMN"));
        columns.put(
            existing.comparable(rows.getString("COLUMN_NAME")),
            new Live(
                rows.getInt("DATA_TYPE"),
                rows.getString("TYPE_NAME"),
                rows.getInt("COLUMN_SIZE"),
                rows.getInt("DECIMAL_DIGITS"),
                rows.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls,
                filled,
                Objects.requireNonNullElse(rows.getString("REMARKS"), "")));
      }
    }
    return columns;
  }

  /** A name as a pattern that matches nothing else. */
  private @Nullable String pattern(@Nullable String name) throws SQLException {
    if (name == null) {
      return null;
    }
    String escape = existing.database().getSearchStringEscape();
    return name.replace(escape, escape + escape)
        .replace("_", escape + "_")
        .replace("%", escape + "%");
  }

  private void compareType(String path, Column column, Live live) {
    if (!column.definition().type().isEmpty()) {
      return;
    }
    String wanted = ddl.type(column);
    SqlType kind = column.type().sqlType();
    boolean fits =
        plain(wanted).equalsIgnoreCase(plain(live.typeName()))
            || dialect.holds(kind, live.jdbcType(), plain(live.typeName()));
    if (!fits) {
      differences.add(path + " is of type " + live.typeName() + ", mapped is " + wanted);
    } else if (isTooShort(kind, wanted, column, live)) {
      differences.add(path + " is of size " + size(kind, live) + ", mapped is " + wanted);
    }
  }

  private static String size(SqlType kind, Live live) {
    return kind == SqlType.NUMERIC ? live.size() + ", " + live.scale() : "" + live.size();
  }

  /** The name of a type without sizes. */
  private static String plain(String type) {
    return type.replaceAll("\\s*\\(.*?\\)", "");
  }

  private static boolean isTooShort(SqlType kind, String wanted, Column column, Live live) {
    boolean sized = live.jdbcType() != Types.CLOB && live.jdbcType() != Types.BLOB;
    if (kind == SqlType.NUMERIC) {
      return live.size() < column.size().precision() || live.scale() != column.size().scale();
    }
    boolean said = wanted.endsWith("(" + column.size().length() + ")");
    return sized && said && live.size() > 0 && live.size() < column.size().length();
  }

  private void compareNullability(String path, Column column, Live live) {
    if (column.nullable() && !live.nullable() && !live.filled()) {
      differences.add(path + " must not be null, mapped is that it may");
    } else if (!column.nullable() && live.nullable()) {
      differences.add(path + " may be null, mapped is that it must not");
    }
  }

  // ---- keys

  private void comparePrimaryKey(String name, TableDefinition wanted, Located table)
      throws SQLException {
    if (wanted.key().isEmpty()) {
      return;
    }
    Set<String> live = new HashSet<>();
    try (ResultSet rows =
        existing.database().getPrimaryKeys(table.catalog(), table.schema(), table.name())) {
      while (rows.next()) {
        live.add(existing.comparable(rows.getString("COLUMN_NAME")));
      }
    }
    if (!live.equals(comparables(wanted.key().stream().map(Column::name).toList()))) {
      differences.add(
          "table "
              + name
              + (live.isEmpty() ? " has no primary key" : " has another primary key")
              + ", mapped is "
              + list(wanted.key().stream().map(Column::name).toList()));
    }
  }

  private Set<String> comparables(List<String> columns) {
    Set<String> names = new HashSet<>();
    columns.forEach(column -> names.add(comparable(column)));
    return names;
  }

  private static String list(List<String> columns) {
    return "(" + String.join(", ", columns) + ")";
  }

  private void compareUniques(String name, TableDefinition wanted, Located table)
      throws SQLException {
    List<List<String>> uniques = new ArrayList<>();
    for (Column column : wanted.columns()) {
      if (column.unique()) {
        uniques.add(List.of(column.name()));
      }
    }
    wanted.uniques(dialect).forEach(unique -> uniques.add(unique.columns()));
    for (TableDetails.Index index : wanted.details().indexes()) {
      if (index.unique()) {
        uniques.add(index.columns().stream().map(TableDetails.IndexColumn::name).toList());
      }
    }
    if (uniques.isEmpty()) {
      return;
    }
    Set<Set<String>> live = uniqueIndexes(table);
    for (List<String> columns : uniques) {
      List<String> mapped = columns.stream().map(column -> wanted.nameOf(column, dialect)).toList();
      if (!live.contains(comparables(mapped))) {
        differences.add("table " + name + " has no unique key of " + list(mapped));
      }
    }
  }

  private Set<Set<String>> uniqueIndexes(Located table) throws SQLException {
    Set<Set<String>> uniques = new HashSet<>();
    indexes(table, true).forEach(columns -> uniques.add(new HashSet<>(columns)));
    return uniques;
  }

  /**
   * Indexes that no query could tell from the mapped ones fit: those that begin with its columns.
   */
  private void compareIndexes(String name, TableDefinition wanted, Located table)
      throws SQLException {
    List<TableDetails.Index> mapped =
        wanted.details().indexes().stream().filter(index -> !index.unique()).toList();
    Collection<List<String>> live = mapped.isEmpty() ? List.of() : indexes(table, false);
    for (TableDetails.Index index : mapped) {
      List<String> columns =
          index.columns().stream().map(column -> wanted.nameOf(column.name(), dialect)).toList();
      List<String> keys = columns.stream().map(this::comparable).toList();
      boolean there =
          live.stream()
              .anyMatch(
                  all -> all.size() >= keys.size() && all.subList(0, keys.size()).equals(keys));
      if (!there) {
        differences.add("table " + name + " has no index of " + list(columns));
      }
    }
  }

  /** The columns of the indexes of a table, in their order. */
  private Collection<List<String>> indexes(Located table, boolean unique) throws SQLException {
    Map<String, List<String>> byName = new TreeMap<>();
    try (ResultSet rows =
        existing
            .database()
            .getIndexInfo(table.catalog(), table.schema(), table.name(), unique, true)) {
      while (rows.next()) {
        String column = rows.getString("COLUMN_NAME");
        if (column != null) {
          byName
              .computeIfAbsent(rows.getString("INDEX_NAME"), index -> new ArrayList<>())
              .add(existing.comparable(column));
        }
      }
    }
    return byName.values();
  }

  private void compareForeignKeys(String name, TableDefinition wanted, Located table)
      throws SQLException {
    if (wanted.foreignKeys().isEmpty()) {
      return;
    }
    Set<List<Object>> live = foreignKeys(table);
    for (ForeignKey key : wanted.foreignKeys()) {
      KeyTerms terms = key.columns().get(0).definition().key();
      boolean checked = terms == null || (terms.constraint() && terms.definition().isEmpty());
      String target = ddl.resolved(key.to()).name();
      if (checked && !live.contains(List.of(comparable(target), comparables(key.names())))) {
        differences.add(
            "table "
                + name
                + " has no foreign key of "
                + list(key.names())
                + " to "
                + dialect.table(ddl.resolved(key.to())));
      }
    }
  }

  /** The tables that foreign keys lead to, with their columns. */
  private Set<List<Object>> foreignKeys(Located table) throws SQLException {
    Map<String, String> targets = new LinkedHashMap<>();
    Map<String, Set<String>> columns = new HashMap<>();
    try (ResultSet rows =
        existing.database().getImportedKeys(table.catalog(), table.schema(), table.name())) {
      while (rows.next()) {
        String name = rows.getString("FK_NAME");
        targets.put(name, existing.comparable(rows.getString("PKTABLE_NAME")));
        columns
            .computeIfAbsent(name, key -> new HashSet<>())
            .add(existing.comparable(rows.getString("FKCOLUMN_NAME")));
      }
    }
    Set<List<Object>> keys = new HashSet<>();
    columns.forEach((name, names) -> keys.add(List.of(String.valueOf(targets.get(name)), names)));
    return keys;
  }
}
