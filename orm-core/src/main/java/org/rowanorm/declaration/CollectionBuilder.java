package org.rowanorm.declaration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rowanorm.declaration.AttributeBuilder.ForeignKey;
import org.rowanorm.declaration.AttributeBuilder.KeyDeclaration;
import org.rowanorm.declaration.AttributeDeclaration.Elements;
import org.rowanorm.declaration.AttributeDeclaration.TableDeclaration;
import org.rowanorm.declaration.EmbeddedParts.Side;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.Nearest;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.Cascades;
import org.rowanorm.mapping.CollectionKind;
import org.rowanorm.mapping.CollectionLink;
import org.rowanorm.mapping.CollectionShape;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.EmbeddedAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.InverseToOneAttribute;
import org.rowanorm.mapping.Place;
import org.rowanorm.mapping.RowKey;
import org.rowanorm.mapping.RowPart;
import org.rowanorm.mapping.TableDetails;
import org.rowanorm.mapping.TableName;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToManyAttribute.SortKey;
import org.rowanorm.mapping.ToOneAttribute;

/**
 * Makes the attributes without columns in their entity's table: collections, and the other sides of
 * one-to-one associations. For one use by one thread.
 */
final class CollectionBuilder {

  /** A collection to make. */
  private record Spot(EntityModel model, Side side, CollectionKind kind) {

    AttributeDeclaration.ToMany said() {
      return (AttributeDeclaration.ToMany) side.said();
    }

    String name() {
      return side.name();
    }

    Place place() {
      return side.place();
    }

    String path() {
      return model.name() + "." + name();
    }
  }

  private final AttributeBuilder builder;
  private final Map<EntityModel, EntityDeclaration> declarations;
  private final Map<EntityModel, List<Attribute>> attributes;
  private final Faults faults;
  private final Map<String, String> tables = new HashMap<>();
  private final Map<EntityModel, Map<String, Attribute>> within = new HashMap<>();

  /** A builder that finds the attributes with columns in {@code attributes}, and adds its own. */
  CollectionBuilder(
      AttributeBuilder builder,
      Map<EntityModel, EntityDeclaration> declarations,
      Map<EntityModel, List<Attribute>> attributes,
      Faults faults) {
    this.builder = builder;
    this.declarations = declarations;
    this.attributes = attributes;
    this.faults = faults;
  }

  /** Makes all of them; those that others map come last. */
  void build() {
    declarations.forEach((model, declaration) -> build(model, declaration, false));
    declarations.forEach((model, declaration) -> build(model, declaration, true));
    declarations.forEach(
        (model, declaration) ->
            EmbeddedParts.complete(of(model), ModelBuilder.own(model, declaration), within(model)));
  }

  private void build(EntityModel model, EntityDeclaration declaration, boolean mapped) {
    List<AttributeDeclaration> own = ModelBuilder.own(model, declaration);
    for (Side side : EmbeddedParts.sides(model.access(), own)) {
      Attribute made = null;
      if (side.said() instanceof AttributeDeclaration.ToMany toMany && isMapped(toMany) == mapped) {
        made = toMany(model, side, toMany);
      } else if (side.said() instanceof AttributeDeclaration.InverseToOne inverse && mapped) {
        made = inverse(model, side, inverse);
      }
      if (made != null && side.place().isSlot()) {
        of(model).add(made);
      } else if (made != null) {
        within(model).put(side.name(), made);
      }
    }
  }

  /** The attributes without columns that stand in embeddables, by their names. */
  private Map<String, Attribute> within(EntityModel model) {
    return within.computeIfAbsent(model, m -> new HashMap<>());
  }

  private static boolean isMapped(AttributeDeclaration.ToMany said) {
    return said.elements() instanceof Elements.Objects objects && !objects.mappedBy().isEmpty();
  }

  private List<Attribute> of(EntityModel model) {
    return attributes.computeIfAbsent(model, m -> new ArrayList<>());
  }

  // ---- collections

  private @Nullable ToManyAttribute toMany(
      EntityModel model, Side side, AttributeDeclaration.ToMany said) {
    builder.refuseReadBack(said, "A collection");
    CollectionKind kind = CollectionKind.of(said.member().type());
    Elements elements = said.elements();
    EntityModel target =
        elements instanceof Elements.Objects objects
            ? builder.target(said, objects.target())
            : null;
    if (kind == null) {
      faults.add(
          ErrorCode.WRONG_COLLECTION_TYPE,
          "A to-many attribute cannot be of type " + said.member().type().getSimpleName(),
          "at " + said.place(),
          said.member().type().getSimpleName().startsWith("Sorted")
                  || said.member().type().getSimpleName().startsWith("Navigable")
              ? "declare it as Set or Map and sort what is loaded with @OrderBy"
              : "declare it as List, Set, Collection or Map");
      return null;
    }
    Spot spot = new Spot(model, side, kind);
    if (elements instanceof Elements.Values values) {
      return ofValues(spot, values);
    }
    return target == null ? null : ofObjects(spot, (Elements.Objects) elements, target);
  }

  private @Nullable ToManyAttribute ofValues(Spot spot, Elements.Values values) {
    Attribute value = builder.makeIn(spot.name(), spot.model(), values.value());
    CollectionShape shape = shape(spot, null, false);
    if (value == null || shape == null) {
      return null;
    }
    RowPart element =
        new RowPart(value instanceof BasicAttribute basic ? basic.asNullable(false) : value);
    TableDeclaration table = spot.said().table();
    String name = builder.naming().collectionTable(spot.model().name(), spot.said().name());
    KeyDeclaration key =
        new KeyDeclaration(
            spot.model().name(), table == null ? List.of() : table.ownerColumns(), false);
    ForeignKey owner = builder.foreignKey(spot.said(), key, spot.model());
    CollectionLink link =
        new CollectionLink.InTable(
            table == null ? new TableName(null, name) : table.nameOr(name),
            table == null ? TableDetails.NONE : table.details(),
            owner.key(),
            owner.columns(),
            null);
    return made(spot, shape, link, element, valueOrder(spot, element));
  }

  private @Nullable ToManyAttribute ofObjects(
      Spot spot, Elements.Objects objects, EntityModel target) {
    Attribute other = objects.mappedBy().isEmpty() ? null : mappedBy(spot, objects, target);
    if (other == null && !objects.mappedBy().isEmpty()) {
      return null;
    }
    CollectionLink link = link(spot, objects, other, target);
    CollectionShape shape = shape(spot, target, link instanceof CollectionLink.InTarget);
    if (shape == null || !checkMapped(spot, shape, link)) {
      return null;
    }
    ForeignKey key = elementKey(spot, other, target);
    RowPart element =
        new RowPart(
            new ToOneAttribute(
                spot.model(),
                spot.name(),
                Place.ofSlot(spot.model().access(), spot.place().slot()),
                target,
                key.key(),
                key.columns(),
                Cascades.NONE,
                false));
    return made(spot, shape, link, element, orderBy(spot.said(), target));
  }

  private @Nullable ToManyAttribute made(
      Spot spot,
      CollectionShape shape,
      CollectionLink link,
      RowPart element,
      List<SortKey> orderBy) {
    Elements.Objects objects = spot.said().elements() instanceof Elements.Objects of ? of : null;
    ToManyAttribute attribute =
        new ToManyAttribute(
            spot.model(),
            spot.name(),
            spot.place(),
            shape,
            link,
            element,
            orderBy,
            objects == null ? Cascades.NONE : objects.cascades(),
            objects != null && objects.orphanRemoval(),
            spot.said().loading());
    return checkTable(attribute) ? attribute : null;
  }

  private CollectionLink link(
      Spot spot, Elements.Objects objects, @Nullable Attribute other, EntityModel target) {
    AttributeDeclaration.ToMany said = spot.said();
    if (other instanceof ToOneAttribute toOne) {
      return new CollectionLink.InTarget(toOne.key(), toOne.columns(), toOne);
    }
    if (other instanceof ToManyAttribute toMany && toMany.table() != null) {
      RowKey owner = ((ToOneAttribute) toMany.element().attribute()).key();
      return new CollectionLink.InTable(
          toMany.table().table(), TableDetails.NONE, owner, toMany.element().columns(), toMany);
    }
    TableDeclaration table = said.table();
    if (table == null) {
      KeyDeclaration declared = new KeyDeclaration(said.name(), said.columns(), true);
      ForeignKey key = builder.foreignKey(said, declared, spot.model());
      return new CollectionLink.InTarget(key.key(), key.columns(), null);
    }
    KeyDeclaration declared =
        new KeyDeclaration(keyBase(spot, objects, target), table.ownerColumns(), false);
    ForeignKey key = builder.foreignKey(said, declared, spot.model());
    return new CollectionLink.InTable(
        builder.joinTable(table, spot.model(), target),
        table.details(),
        key.key(),
        key.columns(),
        null);
  }

  /** The key of the owner is named by the attribute of the other side, or by the entity. */
  private String keyBase(Spot spot, Elements.Objects objects, EntityModel target) {
    EntityDeclaration declaration = declarations.get(target);
    if (objects.shared() && declaration != null) {
      for (Side other : EmbeddedParts.sides(target.access(), declaration.attributes())) {
        if (other.said() instanceof AttributeDeclaration.ToMany toMany
            && toMany.elements() instanceof Elements.Objects back
            && back.mappedBy().equals(spot.name())
            && back.target() == spot.model().type()) {
          return toMany.name();
        }
      }
    }
    return spot.model().name();
  }

  /** What in a join table names the element; no columns where its own table holds the key. */
  private ForeignKey elementKey(Spot spot, @Nullable Attribute other, EntityModel target) {
    TableDeclaration table = spot.said().table();
    if (other instanceof ToManyAttribute toMany) {
      return new ForeignKey(toMany.ownerKey(), toMany.key());
    }
    if (other != null || table == null) {
      return new ForeignKey(target.id(), List.of());
    }
    KeyDeclaration key = new KeyDeclaration(spot.said().name(), table.targetColumns(), false);
    return builder.foreignKey(spot.said(), key, target);
  }

  // ---- index and key

  /** The shape, or null, with a fault. Columns in the target's table are empty in other rows. */
  private @Nullable CollectionShape shape(
      Spot spot, @Nullable EntityModel target, boolean inTarget) {
    AttributeDeclaration.ToMany said = spot.said();
    if (said.mapKey() != null) {
      Attribute key = target == null ? null : mapKey(said.mapKey(), target);
      if (key == null) {
        faults.add(
            ErrorCode.WRONG_MAP_KEY,
            target == null
                ? "@MapKey needs a map of entities"
                : "No attribute '" + said.mapKey() + "' in " + target.name() + " to be a map key",
            "at " + said.place(),
            "use @MapKeyColumn, or name an attribute of the elements");
        return null;
      }
      return new CollectionShape(spot.kind(), null, key);
    }
    AttributeDeclaration position = said.position();
    if (position == null) {
      return spot.kind() == CollectionKind.MAP
          ? null
          : new CollectionShape(spot.kind(), null, null);
    }
    Attribute made = builder.makeIn(spot.name(), spot.model(), position);
    if (made == null) {
      return null;
    }
    RowPart part = new RowPart(withNulls(made, inTarget));
    return new CollectionShape(spot.kind(), part, null);
  }

  private static Attribute withNulls(Attribute position, boolean nullable) {
    if (position instanceof BasicAttribute basic) {
      return basic.asNullable(nullable);
    }
    return position instanceof ToOneAttribute toOne ? toOne.asNullable(nullable) : position;
  }

  private @Nullable Attribute mapKey(String name, EntityModel target) {
    if (name.isEmpty()) {
      List<Attribute> ids = target.id().attributes();
      return ids.size() == 1 ? ids.get(0) : null;
    }
    return find(target, name);
  }

  /** What is mapped by another collection has no columns of its own. */
  private boolean checkMapped(Spot spot, CollectionShape shape, CollectionLink link) {
    boolean mapped = link instanceof CollectionLink.InTable inTable && inTable.mappedBy() != null;
    if (!mapped || shape.position() == null) {
      return true;
    }
    boolean map = shape.kind() == CollectionKind.MAP;
    faults.add(
        map ? ErrorCode.WRONG_MAP_KEY : ErrorCode.WRONG_ORDER_COLUMN,
        "A collection that another one maps cannot have a column for its "
            + (map ? "keys" : "order"),
        "at " + spot.said().place(),
        map
            ? "take an attribute of the elements with @MapKey"
            : "put @OrderColumn on the other side, or sort with @OrderBy");
    return false;
  }

  // ---- tables

  private boolean checkTable(ToManyAttribute attribute) {
    CollectionLink.InTable table = attribute.table();
    if (table == null || table.mappedBy() != null) {
      return true;
    }
    String name = (table.table().schema() + "." + table.table().name()).toLowerCase(Locale.ROOT);
    String other = tables.put(name, attribute.path());
    if (other != null) {
      faults.add(
          ErrorCode.WRONG_JOIN_TABLE,
          "Two collections stand in the table " + table.table().name(),
          "at " + other + " and " + attribute.path(),
          attribute.place().isSlot()
              ? "name another table with @JoinTable or @CollectionTable,"
                  + " or make one the other side with mappedBy"
              : "name another table with joinTable of an @AssociationOverride at the embeddable");
      return false;
    }
    return checkColumns(attribute, table);
  }

  private boolean checkColumns(ToManyAttribute attribute, CollectionLink.InTable table) {
    List<Column> columns = new ArrayList<>(table.key());
    if (attribute.shape().position() != null) {
      columns.addAll(attribute.shape().position().columns());
    }
    columns.addAll(attribute.element().columns());
    HashSet<String> names = new HashSet<>();
    for (Column column : columns) {
      if (!names.add(column.name().toLowerCase(Locale.ROOT))) {
        faults.add(
            ErrorCode.DUPLICATE_COLUMN,
            "Column " + column.name() + " of " + table.table().name() + " stands for two things",
            "at " + attribute.path(),
            "name the columns of the owner, the index or key and the element apart");
        return false;
      }
    }
    return true;
  }

  // ---- the other side

  private @Nullable Attribute mappedBy(Spot spot, Elements.Objects said, EntityModel target) {
    Attribute found = find(target, said.mappedBy());
    if (isOtherSide(found, spot.model(), said.shared())) {
      return found;
    }
    List<String> right =
        Stream.concat(all(target), leaves(target))
            .filter(a -> isOtherSide(a, spot.model(), said.shared()))
            .map(Attribute::name)
            .distinct()
            .sorted()
            .toList();
    String what = said.shared() ? "collection" : "reference";
    faults.add(
        ErrorCode.WRONG_MAPPED_BY,
        "mappedBy = '"
            + said.mappedBy()
            + "' names no "
            + what
            + " from "
            + target.name()
            + " to "
            + spot.model().name(),
        "at " + spot.said().place(),
        right.isEmpty() ? add(said.shared(), target) : "name one of " + String.join(", ", right));
    return null;
  }

  private static String add(boolean shared, EntityModel target) {
    return shared
        ? "add a @ManyToMany to " + target.name() + ", or leave mappedBy away"
        : "add a @ManyToOne to " + target.name() + ", or use @JoinColumn instead of mappedBy";
  }

  private static boolean isOtherSide(@Nullable Attribute found, EntityModel model, boolean shared) {
    return shared
        ? found instanceof ToManyAttribute toMany
            && toMany.writesRows()
            && toMany.isAssociation()
            && toMany.target() == model
        : found instanceof ToOneAttribute toOne && toOne.target() == model;
  }

  private @Nullable InverseToOneAttribute inverse(
      EntityModel model, Side side, AttributeDeclaration.InverseToOne said) {
    builder.refuseReadBack(said, "A reference");
    EntityModel target = builder.target(said, said.target());
    if (target == null) {
      return null;
    }
    if (find(target, said.mappedBy()) instanceof ToOneAttribute toOne && toOne.target() == model) {
      return new InverseToOneAttribute(
          model, side.name(), side.place(), target, toOne, said.cascades(), said.orphanRemoval());
    }
    faults.add(
        ErrorCode.WRONG_MAPPED_BY,
        "mappedBy = '"
            + said.mappedBy()
            + "' names no reference from "
            + target.name()
            + " to "
            + model.name(),
        "at " + said.place(),
        "add a @OneToOne to " + target.name() + ", or leave mappedBy away");
    return null;
  }

  /** All attributes with columns that an entity has so far, those of embeddables too. */
  private Stream<ColumnAttribute> leaves(EntityModel model) {
    return all(model)
        .flatMap(
            attribute ->
                attribute instanceof EmbeddedAttribute embedded
                    ? embedded.leaves().stream()
                    : Stream.of(attribute)
                        .filter(ColumnAttribute.class::isInstance)
                        .map(ColumnAttribute.class::cast));
  }

  private Stream<Attribute> within(List<EntityModel> lineage) {
    return lineage.stream().flatMap(member -> within(member).values().stream());
  }

  private Stream<Attribute> all(EntityModel model) {
    return model.hierarchy().lineage().stream().flatMap(member -> of(member).stream());
  }

  private @Nullable Attribute find(EntityModel model, String name) {
    return Stream.of(all(model), leaves(model), within(model.hierarchy().lineage()))
        .flatMap(some -> some)
        .filter(a -> a.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  // ---- order

  private List<SortKey> orderBy(AttributeDeclaration.ToMany declaration, EntityModel target) {
    List<SortKey> keys = new ArrayList<>();
    String said = declaration.orderBy();
    if (said == null) {
      return keys;
    }
    if (said.isBlank()) {
      for (ColumnAttribute leaf : target.id().leaves()) {
        if (leaf instanceof BasicAttribute basic) {
          keys.add(new SortKey(basic, false));
        }
      }
      return keys;
    }
    for (Word word : words(said)) {
      if (find(target, word.name()) instanceof BasicAttribute attribute) {
        keys.add(new SortKey(attribute, word.descending()));
      } else {
        List<String> names = all(target).map(Attribute::name).toList();
        refuseOrder(declaration, word.name(), target.name(), names);
      }
    }
    return keys;
  }

  /** A word of an order: an attribute and its direction. */
  private record Word(String name, boolean descending) {}

  private static List<Word> words(String said) {
    List<Word> found = new ArrayList<>();
    for (String part : said.split(",", -1)) {
      String[] words = part.trim().split("\\s+", -1);
      if (!words[0].isEmpty()) {
        boolean descending = words.length > 1 && words[1].toUpperCase(Locale.ROOT).equals("DESC");
        found.add(new Word(words[0], descending));
      }
    }
    return found;
  }

  private List<SortKey> valueOrder(Spot spot, RowPart element) {
    List<SortKey> keys = new ArrayList<>();
    String said = spot.said().orderBy();
    if (said == null) {
      return keys;
    }
    if (element.attribute() instanceof BasicAttribute basic) {
      keys.add(new SortKey(basic, said.trim().toUpperCase(Locale.ROOT).equals("DESC")));
      return keys;
    }
    String prefix = spot.name() + ".";
    for (Word word : words(said)) {
      Attribute leaf =
          element.leaves().stream()
              .filter(l -> l.name().equals(prefix + word.name()))
              .findFirst()
              .orElse(null);
      if (leaf instanceof BasicAttribute basic) {
        keys.add(new SortKey(basic, word.descending()));
      } else {
        List<String> names =
            element.leaves().stream().map(l -> l.name().substring(prefix.length())).toList();
        refuseOrder(spot.said(), word.name(), spot.path(), names);
      }
    }
    return keys;
  }

  private void refuseOrder(
      AttributeDeclaration declaration, String word, String where, List<String> names) {
    faults.add(
        ErrorCode.UNKNOWN_ATTRIBUTE,
        "No attribute '" + word + "' in " + where + Nearest.hint(word, new HashSet<>(names)),
        "in @OrderBy at " + declaration.place());
  }
}
