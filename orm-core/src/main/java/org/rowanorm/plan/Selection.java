package org.rowanorm.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.EntityModel.JoinedTable;
import org.rowanorm.mapping.Hierarchy;
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

  /** A column, by the attribute and the number among its columns. */
  private record Key(Attribute source, int part) {}

  /** A column of the SELECT, the entity in whose table it stands, and what it is called there. */
  private record Selected(EntityModel declaring, Column column, String name) {}

  /**
   * One class of objects that the rows make.
   *
   * @param mark where its mark stands in the row, from 0: the discriminator, or the key of its own
   *     table; -1 where no mark is needed
   * @param value what the mark holds, or null for anything that is not null
   */
  public record Member(RowLayout layout, int mark, @Nullable Object value) {}

  private final EntityModel model;
  private final TablePlan first;
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
    this.first = (owners.isEmpty() ? plan : owners.get(0)).tables().get(0);
    this.union = owners.size() > 1 ? new TableUnion(owners, plan) : null;
    Map<Key, Integer> positions = new LinkedHashMap<>();
    for (EntityPlan member : family) {
      for (PlannedColumn column : member.selected()) {
        Key key = new Key(column.source(), column.part());
        if (!positions.containsKey(key)) {
          positions.put(key, columns.size());
          String name = union == null ? column.name() : union.name(column);
          columns.add(new Selected(declaring(column), column.column(), name));
        }
      }
    }
    Column discriminator = model.hierarchy().discriminator();
    int mark = -1;
    if (discriminator != null && model.isPolymorphic()) {
      mark = columns.size();
      columns.add(new Selected(model.root(), discriminator, discriminator.name()));
    } else if (union != null) {
      mark = columns.size();
      columns.add(new Selected(model.root(), TableUnion.MARK, TableUnion.MARK.name()));
    }
    for (EntityPlan member : family) {
      if (!member.model().isAbstract()) {
        int[] places =
            member.selected().stream()
                .mapToInt(c -> positions.getOrDefault(new Key(c.source(), c.part()), -1))
                .toArray();
        RowLayout layout = new RowLayout(member, places);
        members.add(
            union == null
                ? member(layout, mark)
                : new Member(layout, mark, owners.indexOf(member)));
      }
    }
  }

  private static EntityModel declaring(PlannedColumn column) {
    return column.source().owner();
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
    List<JoinedTable> tables = entity.tables();
    Column key = tables.get(tables.size() - 1).key().get(0);
    columns.add(new Selected(entity, key, key.name()));
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
      terms.add(new Term.Column(alias(alias, column.declaring()), column.name()));
    }
    return terms;
  }

  /** The column of an attribute. */
  public Term term(String alias, Attribute attribute, Column column) {
    return new Term.Column(alias(alias, attribute.owner()), column.name());
  }

  /** The alias of the table with what an entity declares. */
  public String alias(String alias, EntityModel declaring) {
    if (model.tables().size() == 1 && !isJoined()) {
      return alias;
    }
    int number = model.root().hierarchy().family().indexOf(declaring);
    return number == 0 ? alias : alias + "_" + number;
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

  /** The other tables that a row of the entity always has. */
  public List<Join> ownJoins(String alias) {
    List<Join> joins = new ArrayList<>();
    if (isJoined()) {
      List<EntityModel> lineage = model.hierarchy().lineage();
      for (EntityModel member : lineage.subList(1, lineage.size())) {
        joins.add(join(alias, member, false));
      }
    }
    return joins;
  }

  /** All other tables that the columns stand in. */
  public List<Join> joins(String alias) {
    List<Join> joins = ownJoins(alias);
    if (isJoined()) {
      List<EntityModel> family = model.hierarchy().family();
      for (EntityModel member : family.subList(1, family.size())) {
        joins.add(join(alias, member, true));
      }
    }
    return joins;
  }

  /** The join of what one entity of the hierarchy declares. */
  public Join join(String alias, EntityModel member, boolean outer) {
    List<JoinedTable> tables = member.tables();
    JoinedTable own = tables.get(tables.size() - 1);
    String ownAlias = alias(alias, member);
    List<Condition> equal = new ArrayList<>();
    for (int i = 0; i < own.key().size(); i++) {
      equal.add(
          new Condition.Compare(
              new Term.Column(ownAlias, own.key().get(i).name()),
              Comparison.EQUAL,
              new Term.Column(alias, tables.get(0).key().get(i).name())));
    }
    Condition on = equal.size() == 1 ? equal.get(0) : new Condition.And(equal);
    return new Join(new TableAlias(table(own), ownAlias), outer, on);
  }

  private static Table table(JoinedTable table) {
    return new Table(table.name().schema(), table.name().name());
  }

  @Override
  public String toString() {
    return model.name();
  }

  /** What tells the entity's rows from others in a shared table, or null where nothing need to. */
  public @Nullable Condition restriction(String alias) {
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
