package org.rowanorm.declaration;

import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.MapKey;
import jakarta.persistence.MapKeyClass;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.MapKeyEnumerated;
import jakarta.persistence.MapKeyJoinColumn;
import jakarta.persistence.MapKeyJoinColumns;
import jakarta.persistence.MapKeyTemporal;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.OrderColumn;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rowanorm.annotation.Large;
import org.rowanorm.declaration.AnnotationReader.Spot;
import org.rowanorm.declaration.AttributeDeclaration.Elements;
import org.rowanorm.declaration.AttributeDeclaration.TableDeclaration;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.mapping.Cascades;
import org.rowanorm.mapping.CollectionKind;
import org.rowanorm.mapping.CollectionLoading;
import org.rowanorm.mapping.ColumnDefinition;
import org.rowanorm.mapping.TableDetails;

/** Reads the annotations of one collection into a declaration. For one use by one thread. */
@SuppressWarnings("deprecation") // mappings still say @MapKeyTemporal
final class CollectionReader {

  private final AnnotationReader attributes;
  private final Faults faults;
  private final Spot spot;
  private final Member member;
  private final boolean map;

  CollectionReader(AnnotationReader attributes, Faults faults, Spot spot) {
    this.attributes = attributes;
    this.faults = faults;
    this.spot = spot;
    this.member = spot.member();
    this.map = member.type() == Map.class;
  }

  /** The declaration, or null where the attribute is no collection, or one with a fault. */
  AttributeDeclaration.@Nullable ToMany read() {
    Elements elements = elements();
    if (elements == null || !checkOrder()) {
      return null;
    }
    MapKey mapKey = map ? member.annotation(MapKey.class) : null;
    OrderBy orderBy = member.annotation(OrderBy.class);
    return new AttributeDeclaration.ToMany(
        member,
        spot.slot(),
        elements,
        table(elements),
        spot.joinColumns(),
        mapKey == null ? position() : null,
        mapKey == null ? null : mapKey.name(),
        orderBy == null ? null : orderBy.value(),
        loading());
  }

  private CollectionLoading loading() {
    Large large = member.annotation(Large.class);
    if (large == null) {
      return CollectionLoading.WHOLE;
    }
    return large.writeOnly() ? CollectionLoading.NEVER : CollectionLoading.PARTS;
  }

  private @Nullable Elements elements() {
    OneToMany oneToMany = member.annotation(OneToMany.class);
    if (oneToMany != null) {
      return new Elements.Objects(
          target(oneToMany.targetEntity()),
          oneToMany.mappedBy(),
          false,
          Cascades.of(List.of(oneToMany.cascade())),
          oneToMany.orphanRemoval());
    }
    ManyToMany manyToMany = member.annotation(ManyToMany.class);
    if (manyToMany != null) {
      List<CascadeType> cascades = List.of(manyToMany.cascade());
      return new Elements.Objects(
          target(manyToMany.targetEntity()),
          manyToMany.mappedBy(),
          true,
          Cascades.of(cascades),
          false);
    }
    ElementCollection values = member.annotation(ElementCollection.class);
    return values == null ? null : values(target(values.targetClass()));
  }

  private Class<?> target(Class<?> said) {
    return said == void.class ? member.argument(map ? 1 : 0) : said;
  }

  private @Nullable Elements values(Class<?> type) {
    if (type == void.class
        || type.isAnnotationPresent(Entity.class)
        || CollectionKind.of(type) != null) {
      faults.add(
          ErrorCode.WRONG_ELEMENT,
          type == void.class
              ? "The elements of a collection are of no known class"
              : "An element collection cannot hold " + type.getSimpleName(),
          "at " + member.place(),
          type.isAnnotationPresent(Entity.class)
              ? "use @OneToMany or @ManyToMany for entities"
              : "write the element type, such as List<String>, or targetClass");
      return null;
    }
    AttributeDeclaration value = value(member.part(map ? 1 : 0, type));
    return value == null ? null : new Elements.Values(value);
  }

  private @Nullable AttributeDeclaration value(Member part) {
    if (part.type().isAnnotationPresent(Embeddable.class)) {
      return embedded(part, map ? "value." : "");
    }
    return new AttributeDeclaration.Basic(
        part,
        spot.slot(),
        null,
        false,
        ValueDeclaration.of(part, convert(map ? "value" : "")),
        spot.column());
  }

  private @Nullable AttributeDeclaration embedded(Member part, String prefix) {
    Overrides own = Overrides.on(member.annotations(), member.name() + ".", spot.overrides());
    return attributes.embedded(
        new Spot(part, spot.slot(), spot.overrides(), "an element or a key of a collection"),
        Overrides.within(prefix, own));
  }

  /** The conversion of the keys or the values of a map, or of elements; null where none is said. */
  private @Nullable Convert convert(String name) {
    Convert given = spot.overrides().convert(member.name());
    for (Convert said : member.annotations().getAnnotationsByType(Convert.class)) {
      boolean ofValues = said.attributeName().isEmpty() && !name.equals("key");
      if (said.attributeName().equals(name) || ofValues) {
        return given == null || name.equals("key") ? said : given;
      }
    }
    return name.equals("key") ? null : given;
  }

  // ---- order and keys

  private boolean checkOrder() {
    boolean ordered = member.has(OrderColumn.class);
    if (ordered && member.type() != List.class) {
      faults.add(
          ErrorCode.WRONG_ORDER_COLUMN,
          "@OrderColumn needs a List, but this is a " + member.type().getSimpleName(),
          "at " + member.place(),
          "declare it as List, or take the annotation away");
      return false;
    }
    if (ordered && member.has(OrderBy.class)) {
      faults.add(
          ErrorCode.WRONG_ORDER_COLUMN,
          "A list cannot have both @OrderColumn and @OrderBy",
          "at " + member.place(),
          "keep @OrderColumn to store the order of the list, @OrderBy to sort what is loaded");
      return false;
    }
    boolean keyed =
        member.has(MapKey.class) || member.has(MapKeyColumn.class) || isKeyJoined(member);
    if (keyed && !map) {
      faults.add(
          ErrorCode.WRONG_MAP_KEY,
          "A map key needs a Map, but this is a " + member.type().getSimpleName(),
          "at " + member.place(),
          "declare it as Map, or take the annotation away");
      return false;
    }
    return true;
  }

  private static boolean isKeyJoined(Member member) {
    return member.annotations().getAnnotationsByType(MapKeyJoinColumn.class).length > 0;
  }

  private @Nullable AttributeDeclaration position() {
    OrderColumn order = member.annotation(OrderColumn.class);
    if (order != null) {
      return index(order);
    }
    return map ? key() : null;
  }

  private AttributeDeclaration index(OrderColumn order) {
    String name =
        order.name().isEmpty() ? attributes.naming().strategy().order(member.name()) : order.name();
    Member index =
        new Member(
            member.declaring(), member.name(), Integer.class, Integer.class, member.annotations());
    return key(
        index.plain(),
        null,
        new ColumnDeclaration(
            name,
            order.nullable(),
            false,
            order.insertable(),
            order.updatable(),
            255,
            0,
            0,
            -1,
            ColumnDefinition.of(order),
            "",
            ""));
  }

  /** The annotations of a map are about its values. */
  private AttributeDeclaration.Basic key(
      Member part, @Nullable EnumType enumerated, ColumnDeclaration column) {
    MapKeyTemporal temporal = map ? member.annotation(MapKeyTemporal.class) : null;
    ValueDeclaration value =
        new ValueDeclaration(
            part,
            false,
            false,
            enumerated,
            temporal == null ? null : temporal.value(),
            null,
            map ? convert("key") : null);
    return new AttributeDeclaration.Basic(part, spot.slot(), null, false, value, column);
  }

  private @Nullable AttributeDeclaration key() {
    MapKeyClass said = member.annotation(MapKeyClass.class);
    Class<?> type = said == null ? member.argument(0) : said.value();
    if (type == void.class) {
      faults.add(
          ErrorCode.WRONG_MAP_KEY,
          "The keys of a map are of no known class",
          "at " + member.place(),
          "write the key type, such as Map<String, Book>, or name it with @MapKeyClass");
      return null;
    }
    if (type.isAnnotationPresent(Entity.class)) {
      return keyReference(type);
    }
    Member part = member.part(0, type);
    if (type.isAnnotationPresent(Embeddable.class)) {
      return embedded(part, "key.");
    }
    MapKeyColumn column = member.annotation(MapKeyColumn.class);
    MapKeyEnumerated enumerated = member.annotation(MapKeyEnumerated.class);
    String name = attributes.naming().strategy().mapKey(member.name());
    return key(
        part.plain(),
        enumerated == null ? null : enumerated.value(),
        (column == null ? ColumnDeclaration.UNSAID : ColumnDeclaration.of(column)).named(name));
  }

  private AttributeDeclaration keyReference(Class<?> type) {
    MapKeyJoinColumn[] said = member.annotations().getAnnotationsByType(MapKeyJoinColumn.class);
    MapKeyJoinColumns held = member.annotation(MapKeyJoinColumns.class);
    List<ColumnDeclaration> columns =
        said.length == 0
            ? List.of(
                ColumnDeclaration.UNSAID.named(
                    attributes.naming().strategy().mapKey(member.name())))
            : ColumnDeclaration.of(
                Arrays.stream(said).map(ColumnDeclaration::of).toList(),
                held == null ? null : held.foreignKey());
    return new AttributeDeclaration.ToOne(
        member.part(0, type),
        spot.slot(),
        false,
        type,
        false,
        columns,
        null,
        null,
        Cascades.NONE,
        false);
  }

  // ---- tables

  private @Nullable TableDeclaration table(Elements elements) {
    JoinTable given = spot.overrides().joinTable(member.name());
    JoinTable join = given == null ? member.annotation(JoinTable.class) : given;
    if (elements instanceof Elements.Values) {
      return given == null ? tableOfValues() : TableDeclaration.of(given, attributes.naming());
    }
    Elements.Objects objects = (Elements.Objects) elements;
    boolean joinColumns = !objects.shared() && !spot.joinColumns().isEmpty();
    if (join != null && (joinColumns || !objects.mappedBy().isEmpty())) {
      faults.add(
          ErrorCode.WRONG_JOIN_TABLE,
          joinColumns
              ? "A collection cannot have both @JoinTable and @JoinColumn"
              : "A collection with mappedBy cannot have a @JoinTable",
          "at " + member.place(),
          joinColumns
              ? "keep @JoinColumn for a foreign key in the table of the elements"
              : "put it on the attribute that mappedBy names");
    }
    if (join != null) {
      return TableDeclaration.of(join, attributes.naming());
    }
    return joinColumns || !objects.mappedBy().isEmpty()
        ? null
        : new TableDeclaration("", "", List.of(), List.of(), TableDetails.NONE);
  }

  private TableDeclaration tableOfValues() {
    CollectionTable said = member.annotation(CollectionTable.class);
    if (said == null) {
      return new TableDeclaration("", "", spot.joinColumns(), List.of(), TableDetails.NONE);
    }
    List<ColumnDeclaration> own = ColumnDeclaration.of(said.joinColumns(), said.foreignKey());
    return new TableDeclaration(
        attributes.naming().qualifier(said.catalog(), said.schema()),
        said.name(),
        spot.overrides().joinColumns(member.name(), own),
        List.of(),
        TableDetails.of(said));
  }
}
