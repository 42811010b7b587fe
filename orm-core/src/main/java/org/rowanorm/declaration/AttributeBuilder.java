package org.rowanorm.declaration;

import jakarta.persistence.Basic;
import jakarta.persistence.FetchType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rowanorm.annotation.ReadBack;
import org.rowanorm.declaration.AttributeDeclaration.TableDeclaration;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.EmbeddedAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.ModelDraft;
import org.rowanorm.mapping.NamingStrategy;
import org.rowanorm.mapping.Place;
import org.rowanorm.mapping.RowKey;
import org.rowanorm.mapping.TableName;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.type.ColumnSize;
import org.rowanorm.type.ColumnType;

/**
 * Makes the attributes that have columns in their entity's table, and the columns. For one use by
 * one thread.
 */
final class AttributeBuilder {

  /**
   * Where an attribute is made: in an entity, or inside one of its embeddables.
   *
   * @param row whether it stands in a row of the entity, and not in one of a collection
   */
  private record Spot(
      EntityModel model, String prefix, @Nullable EmbeddedPlace outer, boolean id, boolean row) {

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
  private final ReferencedColumns referenced;
  private final Faults faults;

  AttributeBuilder(
      AttributeTypes types,
      Map<Class<?>, EntityModel> models,
      ReferencedColumns referenced,
      NamingStrategy naming,
      Faults faults) {
    this.types = types;
    this.models = models;
    this.referenced = referenced;
    this.naming = naming;
    this.faults = faults;
  }

  /** How names are made that are not given. */
  NamingStrategy naming() {
    return naming;
  }

  /** The attribute of a declaration; null, with a fault, where it cannot be made. */
  @Nullable Attribute make(EntityModel model, AttributeDeclaration said) {
    return make(new Spot(model, "", null, said.id(), true), said);
  }

  /**
   * The same of what a collection holds.
   *
   * @param collection the collection's own name, which may stand in an embeddable
   */
  @Nullable Attribute makeIn(String collection, EntityModel model, AttributeDeclaration said) {
    String prefix = collection.substring(0, collection.length() - said.name().length());
    return make(new Spot(model, prefix, null, said.id(), false), said);
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
            isLazy(spot, said),
            readBack(spot, said));
  }

  /** Some attributes could not take a value that somebody else made. */
  private ReadBack.@Nullable After readBack(Spot spot, AttributeDeclaration.Basic said) {
    ReadBack asked = said.member().annotation(ReadBack.class);
    boolean ofCollection = !spot.row() && spot.outer() == null; // which is refused as a whole
    if (asked == null || ofCollection) {
      return null;
    }
    String what = null;
    if (spot.id()) {
      what = "An id";
    } else if (said.version()) {
      what = "A version";
    } else if (isLazy(spot, said)) {
      what = "A value that is loaded when it is first read";
    } else if (!spot.row()) {
      what = "A part of an element or a key of a collection";
    }
    if (what != null) {
      refuseReadBack(said, what);
    }
    return asked.value();
  }

  /** Refuses to read back what is more than one value. */
  void refuseReadBack(AttributeDeclaration said, String what) {
    if (said.member().has(ReadBack.class)) {
      faults.add(
          ErrorCode.WRONG_READ_BACK,
          what + " cannot be read back after each write",
          "at " + said.place(),
          "take @ReadBack away, or put it on an attribute that holds one value");
    }
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
    Basic asked = said.member().annotation(Basic.class);
    boolean optional =
        (asked == null || asked.optional())
            && (spot.outer() != null || !said.member().type().isPrimitive());
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
    if (spot.row()) {
      refuseReadBack(said, "An embeddable");
    }
    Place place = spot.place(said.slot());
    String name = spot.prefix() + said.name();
    Spot inside =
        new Spot(spot.model(), name + ".", new EmbeddedPlace(place, said), spot.id(), spot.row());
    List<Attribute> parts = new ArrayList<>();
    for (AttributeDeclaration part : said.parts()) {
      if (EmbeddedParts.isSide(part)) {
        continue; // it refers to what is not made yet
      }
      Attribute made = make(inside, part);
      if (made == null) {
        return null;
      }
      parts.add(made);
    }
    return new EmbeddedAttribute(spot.model(), name, place, said.component(), parts);
  }

  private @Nullable Attribute toOne(Spot spot, AttributeDeclaration.ToOne said) {
    refuseReadBack(said, "A reference");
    EntityModel target = target(said, said.target());
    if (target == null || !ModelDraft.of(target).isIdentified()) {
      return null;
    }
    boolean optional = said.optional() && !spot.id();
    TableDeclaration table = said.table();
    KeyDeclaration declared = new KeyDeclaration(said.name(), targetColumns(said), optional);
    ForeignKey key = foreignKey(said, declared, target);
    return new ToOneAttribute(
        spot.model(),
        spot.prefix() + said.name(),
        spot.place(said.slot()),
        target,
        key.key(),
        table == null ? key.columns() : inTable(joinTable(table, spot.model(), target), key),
        said.cascades(),
        said.orphanRemoval());
  }

  /** What was declared of the columns that name what a reference leads to. */
  private static List<ColumnDeclaration> targetColumns(AttributeDeclaration.ToOne said) {
    TableDeclaration table = said.table();
    return table == null ? said.columns() : table.targetColumns();
  }

  private static List<Column> inTable(TableName table, ForeignKey key) {
    return key.columns().stream().map(column -> column.inTable(table.name())).toList();
  }

  /** Whether an attribute refers to columns of other attributes, which must be made before it. */
  boolean refersToAttributes(AttributeDeclaration said) {
    if (said instanceof AttributeDeclaration.Embedded embedded) {
      return embedded.parts().stream().anyMatch(this::refersToAttributes);
    }
    if (!(said instanceof AttributeDeclaration.ToOne toOne)) {
      return false;
    }
    EntityModel target = models.get(toOne.target());
    return target != null
        && ModelDraft.of(target).isIdentified()
        && ReferencedColumns.reachBeyondId(targetColumns(toOne), target);
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

  /**
   * A foreign key.
   *
   * @param key what of the target it holds
   * @param columns a column for each of the key, in the same order
   */
  record ForeignKey(RowKey key, List<Column> columns) {}

  /** The foreign key to an entity: a column for each of its id, or of the key that is declared. */
  ForeignKey foreignKey(AttributeDeclaration said, KeyDeclaration declared, EntityModel target) {
    RowKey found = referenced.keyOf(said, declared.columns(), target);
    RowKey key = found == null ? target.id() : found;
    if (found != null && declared.columns().size() > key.columns().size()) {
      faults.add(
          ErrorCode.WRONG_JOIN_COLUMNS,
          declared.columns().size() + " join columns for an id of " + key.columns().size(),
          "at " + said.place(),
          "declare one for each column of " + key.path());
    }
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < key.columns().size(); i++) {
      Column wanted = key.columns().get(i);
      ColumnDeclaration column =
          declaration(declared.columns(), key, i)
              .named(naming.foreignKey(declared.base(), wanted.name()));
      columns.add(keyColumn(said, column, wanted, declared.optional()));
    }
    return new ForeignKey(key, columns);
  }

  /** What was declared for a column of the key: by its name, or without one by its number. */
  private static ColumnDeclaration declaration(
      List<ColumnDeclaration> declared, RowKey key, int number) {
    String wanted = key.columns().get(number).name();
    for (ColumnDeclaration column : declared) {
      if (column.referenced().equalsIgnoreCase(wanted)) {
        return column;
      }
    }
    boolean byNumber = number < declared.size() && declared.get(number).referenced().isEmpty();
    return byNumber ? declared.get(number) : ColumnDeclaration.UNSAID;
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
