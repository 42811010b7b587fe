package org.rowanorm.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.ColumnDefinition;
import org.rowanorm.sql.Statement.Body;
import org.rowanorm.sql.Statement.Combination;
import org.rowanorm.sql.Statement.Combined;
import org.rowanorm.sql.Statement.Derived;
import org.rowanorm.sql.Statement.Ending;
import org.rowanorm.sql.Statement.Grouping;
import org.rowanorm.sql.Statement.Item;
import org.rowanorm.sql.Statement.Select;
import org.rowanorm.sql.Statement.TableAlias;
import org.rowanorm.sql.Term;
import org.rowanorm.type.ColumnSize;
import org.rowanorm.type.ColumnTypes;

/**
 * The tables of entities that have one each, as one derived table: all columns of all of them, and
 * one that tells the entity of a row. Columns that all have keep their names; of others that have
 * the same name in two tables, each has its own. Immutable and thread-safe.
 */
final class TableUnion {

  /** The column that tells the entity of a row, by its place among those of the union. */
  static final Column MARK =
      new Column(
          "rowan_class",
          ColumnTypes.INTEGER,
          false,
          false,
          false,
          false,
          ColumnSize.UNSAID,
          ColumnDefinition.UNSAID,
          "");

  /** A column, by the attribute and the number among its columns. */
  private record Key(Attribute source, int part) {}

  /** A column of the union: its name, and one of the columns that it is made of. */
  private record Output(String name, Column column) {}

  private final Map<Key, Output> outputs = new LinkedHashMap<>();
  private final Body body;

  /** The union of the tables of entities; those of attributes that all have must come first. */
  TableUnion(List<EntityPlan> members, EntityPlan first) {
    Set<String> names = new HashSet<>(Set.of(MARK.name()));
    List<EntityPlan> all = new ArrayList<>(List.of(first));
    all.addAll(members);
    for (EntityPlan member : all) {
      for (PlannedColumn column : member.written()) {
        outputs.computeIfAbsent(
            key(column), key -> new Output(newName(column.name(), names), column.column()));
      }
    }
    List<Body> branches = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      branches.add(branch(members.get(i), i));
    }
    body = new Combined(Combination.UNION_ALL, branches, Ending.NONE);
  }

  private static Key key(PlannedColumn column) {
    return new Key(column.source(), column.part());
  }

  private static String newName(String name, Set<String> taken) {
    String letters = name.replaceAll("^[\"`]|[\"`]$", "");
    String made = name;
    for (int i = 2; !taken.add(made.toLowerCase(Locale.ROOT)); i++) {
      made = letters + '_' + i;
    }
    return made;
  }

  private Body branch(EntityPlan member, int number) {
    TableAlias table =
        new TableAlias(
            member.tables().get(0).table(), EntityPlan.alias(member.model().table().name()));
    Map<Key, PlannedColumn> own = new LinkedHashMap<>();
    member.written().forEach(column -> own.put(key(column), column));
    List<Item> items = new ArrayList<>();
    outputs.forEach((key, output) -> items.add(item(own.get(key), output, table.alias())));
    items.add(new Item(new Term.Whole(number), MARK.name()));
    return new Select(items, false, List.of(table), List.of(), null, Grouping.NONE, Ending.NONE);
  }

  private static Item item(@Nullable PlannedColumn own, Output output, String alias) {
    if (own == null) {
      Term none = new Term.NullOf(output.column().type(), output.column().size());
      return new Item(none, output.name());
    }
    boolean renamed = !own.name().equals(output.name());
    return new Item(new Term.Column(alias, own.name()), renamed ? output.name() : null);
  }

  /** The derived table. */
  Derived as(String alias) {
    return new Derived(body, alias, false);
  }

  /** What a column of an entity is called. */
  String name(PlannedColumn column) {
    return Objects.requireNonNull(outputs.get(key(column))).name();
  }

  /** What a column of an attribute of any of the entities is called. */
  String name(Attribute attribute, Column column) {
    for (Map.Entry<Key, Output> entry : outputs.entrySet()) {
      if (entry.getKey().source() == attribute && entry.getValue().column().equals(column)) {
        return entry.getValue().name();
      }
    }
    return column.name();
  }
}
