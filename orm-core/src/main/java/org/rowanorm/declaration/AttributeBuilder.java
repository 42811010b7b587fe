package org.rowanorm.declaration;

import jakarta.persistence.Basic;
import jakarta.persistence.FetchType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rowanorm.declaration.AttributeDeclaration.TableDeclaration;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.EmbeddedAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.IdModel;
import org.rowanorm.mapping.ModelDraft;
import org.rowanorm.mapping.NamingStrategy;
import org.rowanorm.mapping.Place;
import org.rowanorm.mapping.TableName;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.type.ColumnSize;
import org.rowanorm.type.ColumnType;

/**
 * Makes the attributes that have columns in their entity's table, and the columns. For one use by
 * one thread.
 */
final class AttributeBuilder {

  /** Where an attribute is made: in an entity, or inside one of its embeddables. */
  private record Spot(EntityModel model, String prefix, @Nullable EmbeddedPlace outer, boolean id) {

    Place place(int number) {
      return outer == null
          ? Place.ofSlot(model.access(), number)
          : outer.place().part(outer.said().component(), number);
    }
  }

  private record EmbeddedPlace(Place place, AttributeDeclaration.Embedded said) {}

  private final AttributeTypes types;
  private final Map<Class<?>, EntityModel> models;
  private final NamingStrategy naming;
  private final Faults faults;

  AttributeBuilder(
      AttributeTypes types,
      Map<Class<?>, EntityModel> models,
      NamingStrategy naming,
      Faults faults) {
    this.types = types;
    this.models = models;
    this.naming = naming;
    this.faults = faults;
  }

  /** How names are made that are not given. */
  NamingStrategy naming() {
    return naming;
  }

  /** The attribute of a declaration; null, with a fault, where it cannot be made. */
  @Nullable Attribute make(EntityModel model, AttributeDeclaration said) {
    return make(new Spot(model, "", null, said.id()), said);
  }

  private @Nullable Attribute make(Spot spot, AttributeDeclaration said) {
    if (said instanceof AttributeDeclaration.Basic basic) {
      return basic(spot, basic);
    }
    return said instanceof AttributeDeclaration.Embedded embedded
        ? embedded(spot, embedded)
        : toOne(spot, (AttributeDeclaration.ToOne) said);
  }

  private @Nullable Attribute basic(Spot spot, AttributeDeclaration.Basic said) {
    ColumnType<?> type = types.of(said);
    return type == null
        ? null
        : new BasicAttribute(
            spot.model(),
            spot.prefix() + said.name(),
            spot.place(said.slot()),
            said.member().type(),
            column(spot, said, type),
            said.version(),
            isLazy(spot, said));
  }

  /** A primitive has no null that could stand for what is not loaded. */
  private static boolean isLazy(Spot spot, AttributeDeclaration.Basic said) {
    Basic asked = said.member().annotation(Basic.class);
    return asked != null
        && asked.fetch() == FetchType.LAZY
        && spot.outer() == null
        && !spot.id()
        && !said.version()
        && !said.member().type().isPrimitive();
  }

  private Column column(Spot spot, AttributeDeclaration.Basic said, ColumnType<?> type) {
    ColumnDeclaration column = said.column();
    boolean optional = spot.outer() != null || !said.member().type().isPrimitive();
    return new Column(
        column.name().isEmpty() ? naming.column(said.name()) : column.name(),
        type,
        column.nullable() && !spot.id() && optional,
        column.unique(),
        column.insertable(),
        column.updatable() && !spot.id(),
        size(column, type),
        column.definition(),
        column.table());
  }

  private static ColumnSize size(ColumnDeclaration column, ColumnType<?> type) {
    ColumnSize unsaid = ColumnSize.UNSAID;
    return new ColumnSize(
        column.length(),
        column.precision() == 0 ? unsaid.precision() : column.precision(),
        AttributeTypes.scale(type, column),
        column.seconds() < 0 ? unsaid.seconds() : column.seconds());
  }

  private @Nullable Attribute embedded(Spot spot, AttributeDeclaration.Embedded said) {
    Place place = spot.place(said.slot());
    String name = spot.prefix() + said.name();
    Spot inside = new Spot(spot.model(), name + ".", new EmbeddedPlace(place, said), spot.id());
    List<Attribute> parts = new ArrayList<>();
    for (AttributeDeclaration part : said.parts()) {
      Attribute made = make(inside, part);
      if (made == null) {
        return null;
      }
      parts.add(made);
    }
    return new EmbeddedAttribute(spot.model(), name, place, said.component(), parts);
  }

  private @Nullable Attribute toOne(Spot spot, AttributeDeclaration.ToOne said) {
    EntityModel target = target(said, said.target());
    return target == null || !ModelDraft.of(target).isIdentified()
        ? null
        : new ToOneAttribute(
            spot.model(),
            spot.prefix() + said.name(),
            spot.place(said.slot()),
            target,
            columns(spot, said, target),
            said.cascades(),
            said.orphanRemoval());
  }

  private List<Column> columns(Spot spot, AttributeDeclaration.ToOne said, EntityModel target) {
    TableDeclaration table = said.table();
    List<ColumnDeclaration> declared = table == null ? said.columns() : table.targetColumns();
    boolean optional = said.optional() && !spot.id();
    List<Column> key =
        foreignKey(said, new KeyDeclaration(said.name(), declared, optional), target.id());
    if (table == null) {
      return key;
    }
    String name = joinTable(table, spot.model(), target).name();
    return key.stream().map(column -> column.inTable(name)).toList();
  }

  /** The table between two entities. */
  TableName joinTable(TableDeclaration said, EntityModel owner, EntityModel target) {
    return said.nameOr(
        naming.joinTable(unquoted(owner.table().name()), unquoted(target.table().name())));
  }

  private static String unquoted(String name) {
    return name.replaceAll("[\"`]", "");
  }

  /** The model that an association leads to; null, with a fault, where it is none. */
  @Nullable EntityModel target(AttributeDeclaration said, Class<?> type) {
    EntityModel target = models.get(type);
    if (target == null) {
      faults.add(
          ErrorCode.UNKNOWN_TARGET,
          type == void.class
              ? "The target of an association is not known"
              : type.getSimpleName() + " is not among the entities",
          "at " + said.place(),
          type == void.class
              ? "write the element type, such as List<Book>, or targetEntity"
              : "add it to entities(...), and annotate it with @Entity");
    }
    return target;
  }

  /**
   * What was declared of a foreign key.
   *
   * @param base what the names of columns begin with that were not given
   */
  record KeyDeclaration(String base, List<ColumnDeclaration> columns, boolean optional) {}

  /** The foreign key to an id: a column for each of its columns. */
  List<Column> foreignKey(AttributeDeclaration said, KeyDeclaration declared, IdModel id) {
    if (declared.columns().size() > id.columns().size()) {
      faults.add(
          ErrorCode.WRONG_JOIN_COLUMNS,
          declared.columns().size() + " join columns for an id of " + id.columns().size(),
          "at " + said.place(),
          "declare one for each column of " + id.path());
    }
    List<Column> key = new ArrayList<>();
    for (int i = 0; i < id.columns().size(); i++) {
      Column target = id.columns().get(i);
      ColumnDeclaration column =
          declaration(said, declared.columns(), id, i)
              .named(naming.foreignKey(declared.base(), target.name()));
      key.add(keyColumn(said, column, target, declared.optional()));
    }
    return key;
  }

  /** What was declared for a column of the id: by its name, or without one by its number. */
  private ColumnDeclaration declaration(
      AttributeDeclaration said, List<ColumnDeclaration> declared, IdModel id, int number) {
    String wanted = id.columns().get(number).name();
    for (ColumnDeclaration column : declared) {
      if (column.referenced().equalsIgnoreCase(wanted)) {
        return column;
      }
    }
    if (number >= declared.size()) {
      return ColumnDeclaration.UNSAID;
    }
    ColumnDeclaration column = declared.get(number);
    boolean named =
        id.columns().stream().anyMatch(c -> c.name().equalsIgnoreCase(column.referenced()));
    if (named) {
      return ColumnDeclaration.UNSAID;
    }
    if (!column.referenced().isEmpty()) {
      faults.add(
          ErrorCode.UNSUPPORTED_MAPPING,
          "A foreign key to a column that is not the id is not supported yet",
          "at " + said.place() + ", which refers to " + column.referenced(),
          "refer to the id column " + wanted);
    }
    return column;
  }

  private static Column keyColumn(
      AttributeDeclaration said, ColumnDeclaration column, Column target, boolean optional) {
    return new Column(
        column.name(),
        target.type(),
        column.nullable() && optional,
        column.unique(),
        column.insertable(),
        column.updatable() && !said.id(),
        target.size(),
        column.definition().orTypeOf(target.definition()),
        column.table());
  }
}
