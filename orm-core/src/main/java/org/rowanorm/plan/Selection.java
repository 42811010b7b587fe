package org.rowanorm.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.DeletionMark;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.EntityTable;
import org.rowanorm.mapping.Hierarchy;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.sql.Comparison;
import org.rowanorm.sql.Condition;
import org.rowanorm.sql.Statement.From;
import org.rowanorm.sql.Statement.Join;
import org.rowanorm.sql.Statement.Table;
import org.rowanorm.sql.Statement.TableAlias;
import org.rowanorm.sql.Term;

/**
 * The SELECT of whole objects of an entity and of those that extend it: its tables and columns, and
 * how a row tells the class of its object. Immutable and thread-safe.
 */
public final class Selection {

  /** A column of the SELECT, the number of its table, and what it is called there. */
  private record Selected(int table, Column column, String name) {}

  /**
   * One class of objects that the rows make.
   *
   * @param mark where its mark stands in the row, from 0: the discriminator, or the key of its own
   *     table; -1 where no mark is needed
   * @param value what the mark holds, or null for anything that is not null
   */
  public record Member(RowLayout layout, int mark, @Nullable Object value) {}

  private final EntityModel model;
  private final @Nullable DeletionMark deletion;
  private final TablePlan first;
  private final List<EntityTable> tables;
  private final @Nullable TableUnion union;
  private final List<Selected> columns = new ArrayList<>();
  private final List<Member> members = new ArrayList<>();

  /**
   * A selection.
   *
   * @param owners those of the family in whose own tables rows are found
   */
  Selection(EntityPlan plan, List<EntityPlan> family, List<EntityPlan> owners) {
    this.model = plan.model();
    this.deletion = plan.deletion();
    this.first = (owners.isEmpty() ? plan : owners.get(0)).tables().get(0);
    this.tables = tables(model.root());
    this.union = owners.size() > 1 ? new TableUnion(owners, plan) : null;
    Map<Attribute, Integer> positions = new HashMap<>(); // of the first column of each
    for (EntityPlan member : family) {
      for (PlannedColumn column : member.selected()) {
        int first = positions.computeIfAbsent(column.source(), source -> columns.size());
        if (first + column.part() == columns.size()) {
          String name = union == null ? column.name() : union.name(column);
          columns.add(new Selected(number(column.source()), column.column(), name));
        }
      }
    }
    Column discriminator = model.hierarchy().discriminator();
    int mark = -1;
    if (discriminator != null && model.isPolymorphic()) {
      mark = columns.size();
      columns.add(new Selected(0, discriminator, discriminator.name()));
    } else if (union != null) {
      mark = columns.size();
      columns.add(new Selected(0, TableUnion.MARK, TableUnion.MARK.name()));
    }
    for (EntityPlan member : family) {
      if (!member.model().isAbstract()) {
        RowLayout layout = new RowLayout(member, places(member, positions));
        members.add(
            union == null
                ? member(layout, mark)
                : new Member(layout, mark, owners.indexOf(member)));
      }
    }
  }

  /** Where the columns of an entity stand; those of one attribute stand side by side. */
  private static int[] places(EntityPlan of, Map<Attribute, Integer> positions) {
    int[] places = new int[of.selected().size()];
    for (int i = 0; i < places.length; i++) {
      PlannedColumn column = of.selected().get(i);
      places[i] = Objects.requireNonNull(positions.get(column.source())) + column.part();
    }
    return places;
  }

  /** All tables of a hierarchy, in the order that numbers them: own ones first. */
  private static List<EntityTable> tables(EntityModel root) {
    List<EntityTable> own = new ArrayList<>();
    List<EntityTable> further = new ArrayList<>();
    for (EntityModel member : root.hierarchy().family()) {
      for (EntityTable table : member.tables()) {
        if (table.declaring() == member) {
          (table.isOptional() ? further : own).add(table);
        }
      }
    }
    own.addAll(further);
    return own;
  }

  /** The number of the table that an attribute stands in. */
  private int number(Attribute attribute) {
    EntityModel owner =
        attribute instanceof ToManyAttribute collection ? collection.target() : attribute.owner();
    return number(owner.tables().get(owner.tableOf(attribute)));
  }

  private int number(EntityTable table) {
    boolean first = model.hierarchy().isTablePerClass() && !table.isOptional();
    return first ? 0 : tables.indexOf(table);
  }

  /** Those that extend others are asked first, since the keys of the others are there too. */
  private Member member(RowLayout layout, int mark) {
    EntityModel entity = layout.plan().model();
    if (mark >= 0 || !model.isPolymorphic() || model.hierarchy().isTablePerClass()) {
      return new Member(layout, mark, entity.hierarchy().value());
    }
    if (entity == model) {
      return new Member(layout, -1, null);
    }
    EntityTable own = entity.ownTable();
    Column key = own.key().get(0);
    columns.add(new Selected(number(own), key, key.name()));
    return new Member(layout, columns.size() - 1, null);
  }

  /** The classes of objects, those that extend others after these. */
  public List<Member> members() {
    return members;
  }

  /** The number of columns. */
  public int width() {
    return columns.size();
  }

  /** The place of the mark's column, as {@link Member#mark}, is bound and read as this column. */
  public Column column(int position) {
    return columns.get(position).column();
  }

  // ---- SQL

  /** The columns, where the entity's first table has this alias. */
  public List<Term> terms(String alias) {
    List<Term> terms = new ArrayList<>(columns.size());
    for (Selected column : columns) {
      terms.add(new Term.Column(alias(alias, column.table()), column.name()));
    }
    return terms;
  }

  /** The column of an attribute. */
  public Term term(String alias, Attribute attribute, Column column) {
    String name = union == null ? column.name() : union.name(attribute, column);
    return new Term.Column(alias(alias, attribute), name);
  }

  /** The columns of the attribute by which a map has its elements; none where it is none. */
  List<Term> keyOfMap(String alias, ToManyAttribute collection) {
    return collection.shape().mapKey() instanceof BasicAttribute key
        ? List.of(term(alias, key, key.column()))
        : List.of();
  }

  /** The alias of the table that an attribute stands in. */
  public String alias(String alias, Attribute attribute) {
    return alias(alias, number(attribute));
  }

  private static String alias(String alias, int table) {
    return table == 0 ? alias : alias + "_" + table;
  }

  private boolean isJoined() {
    return model.hierarchy().strategy() == jakarta.persistence.InheritanceType.JOINED;
  }

  /** What the alias stands for: the first table, or the tables that rows are found in together. */
  public From from(String alias) {
    return union == null ? new TableAlias(first.table(), alias) : union.as(alias);
  }

  /** Whether rows are found in several tables, each whole in one of them. */
  public boolean isUnion() {
    return union != null;
  }

  /** The other tables that have a row for each object of the entity. */
  public List<Join> ownJoins(String alias) {
    List<Join> joins = new ArrayList<>();
    if (isJoined()) {
      List<EntityModel> lineage = model.hierarchy().lineage();
      for (EntityModel member : lineage.subList(1, lineage.size())) {
        joins.add(join(alias, member.ownTable(), false));
      }
    }
    return joins;
  }

  /** All other tables that the columns stand in. */
  public List<Join> joins(String alias) {
    List<Join> joins = ownJoins(alias);
    List<EntityModel> family = model.hierarchy().family();
    if (isJoined()) {
      for (EntityModel member : family.subList(1, family.size())) {
        joins.add(join(alias, member.ownTable(), true));
      }
    }
    Set<EntityTable> further = new LinkedHashSet<>();
    family.forEach(
        member -> member.tables().stream().filter(EntityTable::isOptional).forEach(further::add));
    further.forEach(table -> joins.add(join(alias, table, true)));
    return joins;
  }

  /** The outer join of the table that an attribute stands in; null where that is the first one. */
  public @Nullable Join join(String alias, Attribute attribute) {
    int number = number(attribute);
    return number == 0 ? null : join(alias, tables.get(number), true);
  }

  /** The outer join of the own table of an entity of the hierarchy. */
  public Join join(String alias, EntityModel member) {
    return join(alias, member.ownTable(), true);
  }

  /** A column that every row has in the own table of an entity of the hierarchy. */
  Term key(String alias, EntityModel member) {
    EntityTable own = member.ownTable();
    return new Term.Column(alias(alias, number(own)), own.key().get(0).name());
  }

  private Join join(String alias, EntityTable table, boolean outer) {
    String ownAlias = alias(alias, number(table));
    List<Column> owner = table.isById() ? model.tables().get(0).key() : table.owner().columns();
    List<Condition> equal = new ArrayList<>();
    for (int i = 0; i < table.key().size(); i++) {
      equal.add(
          new Condition.Compare(
              new Term.Column(ownAlias, table.key().get(i).name()),
              Comparison.EQUAL,
              new Term.Column(alias, owner.get(i).name())));
    }
    Condition on = equal.size() == 1 ? equal.get(0) : new Condition.And(equal);
    Table named = new Table(table.name().schema(), table.name().name());
    return new Join(new TableAlias(named, ownAlias), outer, on);
  }

  @Override
  public String toString() {
    return model.name();
  }

  /**
   * What tells the entity's rows from others in a shared table, and from those that are marked as
   * deleted; null where nothing need to.
   */
  public @Nullable Condition restriction(String alias) {
    Condition kind = kind(alias);
    Condition live = live(alias);
    if (kind == null || live == null) {
      return kind == null ? live : kind;
    }
    return new Condition.And(List.of(kind, live));
  }

  /** That a row is not marked as deleted; null where none is. */
  public @Nullable Condition live(String alias) {
    return deletion == null ? null : TablePlan.Marked.isLive(deletion, alias);
  }

  private @Nullable Condition kind(String alias) {
    Hierarchy place = model.hierarchy();
    Column discriminator = place.discriminator();
    if (discriminator == null || !place.sharesTable() || place.parent() == null) {
      return null;
    }
    List<Object> values = new ArrayList<>();
    for (EntityModel member : place.concrete()) {
      Object value = member.hierarchy().value();
      if (value != null) {
        values.add(value);
      }
    }
    return new Condition.Among(new Term.Column(alias, discriminator.name()), values);
  }
}
