package org.rowanorm.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.dialect.Dialect;
import org.rowanorm.dialect.TableNaming;
import org.rowanorm.mapping.Check;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.ColumnDefinition.KeyTerms;
import org.rowanorm.mapping.IdCounter.Sequence;
import org.rowanorm.mapping.TableDetails;
import org.rowanorm.mapping.TableName;
import org.rowanorm.schema.TableDefinition.ForeignKey;
import org.rowanorm.sql.Statement.Table;

/** Writes the statements that make tables and take them away. For one use by one thread. */
final class Ddl {

  /** The length of a name, without prefix, that every database takes. */
  private static final int MAX_NAME = 60;

  private final Dialect dialect;
  private final TableNaming naming;

  Ddl(Dialect dialect, TableNaming naming) {
    this.dialect = dialect;
    this.naming = naming;
  }

  /** A table as the database is told of it. */
  Table resolved(TableName name) {
    return naming.resolve(new Table(name.schema(), name.name()));
  }

  private String text(TableName name) {
    return dialect.table(resolved(name));
  }

  /** Those that others refer to first, as far as they do not refer to each other in a circle. */
  static List<TableDefinition> inOrder(List<TableDefinition> tables) {
    Map<TableName, TableDefinition> byName = new LinkedHashMap<>();
    tables.forEach(table -> byName.put(table.name(), table));
    Set<TableDefinition> sorted = new LinkedHashSet<>();
    Set<TableName> underWay = new LinkedHashSet<>();
    tables.forEach(table -> sort(table, byName, underWay, sorted));
    return List.copyOf(sorted);
  }

  private static void sort(
      TableDefinition table,
      Map<TableName, TableDefinition> byName,
      Set<TableName> underWay,
      Set<TableDefinition> sorted) {
    if (!underWay.add(table.name())) {
      return;
    }
    for (ForeignKey key : table.foreignKeys()) {
      TableDefinition target = byName.get(key.to());
      if (target != null) {
        sort(target, byName, underWay, sorted);
      }
    }
    sorted.add(table);
  }

  // ---- create

  List<String> create(List<Sequence> sequences, List<TableDefinition> tables) {
    List<String> statements = new ArrayList<>();
    for (Sequence sequence : sequences) {
      statements.add(createSequence(sequence));
    }
    tables.forEach(table -> declareTypes(statements, table));
    tables.forEach(table -> statements.add(createTable(table)));
    tables.forEach(table -> addIndexes(statements, table));
    tables.forEach(table -> table.foreignKeys().forEach(key -> addKey(statements, table, key)));
    if (!dialect.commentsInline()) {
      tables.forEach(table -> addComments(statements, table));
    }
    return statements;
  }

  private String createSequence(Sequence sequence) {
    return "create sequence "
        + text(sequence.name())
        + " start with "
        + sequence.start()
        + " increment by "
        + sequence.allocationSize()
        + spaced(sequence.options());
  }

  private void declareTypes(List<String> statements, TableDefinition table) {
    for (Column column : table.columns()) {
      String declaration = dialect.declaration(column.type());
      if (declaration != null && !statements.contains(declaration)) {
        statements.add(declaration);
      }
    }
  }

  private String createTable(TableDefinition table) {
    List<String> lines = new ArrayList<>();
    List<Check> checks = new ArrayList<>();
    for (Column column : table.columns()) {
      lines.add(column(column, table.isMadeByDatabase(column)));
      checks.addAll(column.definition().checks());
    }
    if (!table.key().isEmpty()) {
      lines.add("primary key (" + identifiers(table.key()) + ")");
    }
    TableDetails details = table.details();
    table.uniques(dialect).forEach(unique -> lines.add(unique(table, unique)));
    checks.addAll(details.checks());
    checks.forEach(check -> lines.add(check(check)));
    return "create table "
        + text(table.name())
        + " ("
        + String.join(", ", lines)
        + ")"
        + inlineComment(details.comment())
        + spaced(details.options());
  }

  private String column(Column column, boolean madeByDatabase) {
    return dialect.identifier(column.name())
        + " "
        + type(column)
        + (madeByDatabase ? dialect.identity() : "")
        + (column.nullable() ? "" : " not null")
        + (column.unique() ? " unique" : "")
        + inlineComment(column.definition().comment())
        + spaced(column.definition().options());
  }

  /** The type of a column, as the user wrote it or as the database names it. */
  String type(Column column) {
    String said = column.definition().type();
    return said.isEmpty() ? dialect.typeName(column.type(), column.size()) : said;
  }

  private String inlineComment(String comment) {
    return comment.isEmpty() || !dialect.commentsInline()
        ? ""
        : " comment " + dialect.literal(comment);
  }

  private static String spaced(String text) {
    return text.isEmpty() ? "" : " " + text;
  }

  private String named(String name) {
    return name.isEmpty() ? "" : "constraint " + dialect.identifier(name) + " ";
  }

  private String check(Check check) {
    return named(check.name()) + "check (" + check.condition() + ")" + spaced(check.options());
  }

  private String unique(TableDefinition table, TableDetails.Unique unique) {
    List<String> columns =
        unique.columns().stream()
            .map(name -> table.nameOf(name, dialect))
            .map(dialect::identifier)
            .toList();
    return named(unique.name())
        + "unique ("
        + String.join(", ", columns)
        + ")"
        + spaced(unique.options());
  }

  private void addIndexes(List<String> statements, TableDefinition table) {
    for (TableDetails.Index index : table.details().indexes()) {
      List<String> columns =
          index.columns().stream().map(c -> table.nameOf(c.name(), dialect)).toList();
      List<String> parts = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        boolean descending = index.columns().get(i).descending();
        parts.add(dialect.identifier(columns.get(i)) + (descending ? " desc" : ""));
      }
      String name = index.name().isEmpty() ? "ix_" + name(table.name(), columns) : index.name();
      statements.add(
          (index.unique() ? "create unique index " : "create index ")
              + dialect.identifier(name)
              + " on "
              + text(table.name())
              + " ("
              + String.join(", ", parts)
              + ")"
              + spaced(index.options()));
    }
  }

  private void addComments(List<String> statements, TableDefinition table) {
    String name = text(table.name());
    if (!table.details().comment().isEmpty()) {
      String comment = dialect.literal(table.details().comment());
      statements.add("comment on table " + name + " is " + comment);
    }
    for (Column column : table.columns()) {
      String comment = column.definition().comment();
      if (!comment.isEmpty()) {
        String path = name + "." + dialect.identifier(column.name());
        statements.add("comment on column " + path + " is " + dialect.literal(comment));
      }
    }
  }

  private static List<String> names(List<Column> columns) {
    return columns.stream().map(Column::name).toList();
  }

  private String identifiers(List<Column> columns) {
    return String.join(", ", names(columns).stream().map(dialect::identifier).toList());
  }

  private void addKey(List<String> statements, TableDefinition from, ForeignKey key) {
    String table = text(from.name());
    String columns = identifiers(key.columns());
    String name = name(from.name(), names(key.columns()));
    KeyTerms terms = key.columns().get(0).definition().key();
    boolean constrained = terms == null || terms.constraint();
    if (constrained) {
      statements.add("alter table " + table + " add constraint " + constraint(key, terms, name));
    }
    if (!constrained || !dialect.indexesForeignKeys()) {
      String index = dialect.identifier("ix_" + name);
      statements.add("create index " + index + " on " + table + " (" + columns + ")");
    }
  }

  private String constraint(ForeignKey key, @Nullable KeyTerms terms, String name) {
    String usual =
        "foreign key ("
            + identifiers(key.columns())
            + ") references "
            + text(key.to())
            + " ("
            + identifiers(key.toColumns())
            + ")";
    if (terms == null) {
      return dialect.identifier("fk_" + name) + " " + usual;
    }
    return dialect.identifier(terms.name().isEmpty() ? "fk_" + name : terms.name())
        + " "
        + (terms.definition().isEmpty() ? usual : terms.definition())
        + spaced(terms.options());
  }

  /** Table and columns; where letters had to go, a number that tells it from others like it. */
  private String name(TableName table, List<String> columns) {
    String whole =
        dialect.stored(table.name())
            + '_'
            + String.join("_", columns.stream().map(dialect::stored).toList());
    String letters = whole.replaceAll("\\W", "").toLowerCase(Locale.ROOT);
    if (letters.length() == whole.length() && letters.length() <= MAX_NAME) {
      return letters;
    }
    String number = '_' + Integer.toHexString(whole.hashCode());
    return letters.substring(0, Math.min(letters.length(), MAX_NAME - number.length())) + number;
  }

  // ---- drop

  /** Those that refer to others first; what is not there is passed over. */
  List<String> drop(List<Sequence> sequences, List<TableDefinition> tables) {
    List<String> statements = new ArrayList<>();
    Set<String> types = new LinkedHashSet<>();
    for (int i = tables.size() - 1; i >= 0; i--) {
      statements.add(dialect.dropTable(resolved(tables.get(i).name())));
      for (Column column : tables.get(i).columns()) {
        String drop = dialect.dropDeclaration(column.type());
        if (drop != null) {
          types.add(drop);
        }
      }
    }
    if (!statements.isEmpty()) {
      statements.addAll(0, dialect.beforeDrop());
      statements.addAll(dialect.afterDrop());
    }
    statements.addAll(types);
    for (Sequence sequence : sequences) {
      statements.add("drop sequence if exists " + text(sequence.name()));
    }
    return statements;
  }
}
