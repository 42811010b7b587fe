package org.rowanorm.declaration;

import jakarta.persistence.AssociationOverride;
import jakarta.persistence.Cacheable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinColumns;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.PrimaryKeyJoinColumns;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.lang.reflect.AnnotatedElement;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rowanorm.annotation.Large;
import org.rowanorm.annotation.Uuid7;
import org.rowanorm.declaration.AttributeDeclaration.TableDeclaration;
import org.rowanorm.entity.Access;
import org.rowanorm.entity.ComponentAccess;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.mapping.Cascades;
import org.rowanorm.mapping.GeneratedId;
import org.rowanorm.mapping.IdCounter;
import org.rowanorm.mapping.IdGeneration;
import org.rowanorm.mapping.TableName;

/** Reads the annotations of one class into a declaration. For one use by one thread. */
final class AnnotationReader {

  private final Class<?> type;
  private final IdCounters counters;
  private final Naming naming;
  private final Faults faults;

  AnnotationReader(Class<?> type, IdCounters counters, Naming naming, Faults faults) {
    this.type = type;
    this.counters = counters;
    this.naming = naming;
    this.faults = faults;
  }

  /** The declaration, or null where the class is no entity. */
  @Nullable EntityDeclaration read() {
    Entity entity = type.getAnnotation(Entity.class);
    if (entity == null) {
      faults.add(
          ErrorCode.NOT_AN_ENTITY,
          type.getName() + " is not an entity",
          "it was given to entities(...)",
          "annotate it with @Entity, or leave it out");
      return null;
    }
    StrayAnnotations.refuse(type, StrayAnnotations.members(type), faults);
    String name = name();
    IdClass idClass = type.getAnnotation(IdClass.class);
    return new EntityDeclaration(
        type,
        name,
        table(name),
        isCacheable(),
        idClass == null ? null : idClass.value(),
        hierarchy(),
        SecondaryTableDeclaration.of(type, naming),
        attributes());
  }

  /** How names come about. */
  Naming naming() {
    return naming;
  }

  private String name() {
    String said = type.getAnnotation(Entity.class).name();
    return said.isEmpty() ? type.getSimpleName() : said;
  }

  /** What the class says, or else the nearest one above it. */
  private boolean isCacheable() {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      Cacheable said = c.getDeclaredAnnotation(Cacheable.class);
      if (said != null) {
        return said.value();
      }
    }
    return false;
  }

  private HierarchyDeclaration hierarchy() {
    Inheritance said = null;
    Class<?> parent = null;
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      if (c != type && parent == null && c.isAnnotationPresent(Entity.class)) {
        parent = c;
      }
      said = said == null ? c.getDeclaredAnnotation(Inheritance.class) : said;
    }
    DiscriminatorValue value = type.getDeclaredAnnotation(DiscriminatorValue.class);
    return new HierarchyDeclaration(
        parent,
        said == null ? InheritanceType.SINGLE_TABLE : said.strategy(),
        type.getDeclaredAnnotation(DiscriminatorColumn.class),
        value == null ? "" : value.value(),
        keyColumns(type, type.getDeclaredAnnotationsByType(PrimaryKeyJoinColumn.class)));
  }

  private TableName table(String entityName) {
    Table said = type.getAnnotation(Table.class);
    if (said == null) {
      return new TableName(null, naming.strategy().table(entityName));
    }
    String name = said.name().isEmpty() ? naming.strategy().table(entityName) : said.name();
    return naming.table(said.catalog(), said.schema(), name);
  }

  private List<AttributeDeclaration> attributes() {
    Access access = Access.of(type);
    List<AttributeDeclaration> attributes = new ArrayList<>();
    Map<Class<?>, Overrides> overrides = new HashMap<>();
    for (int slot = 0; slot < access.slots(); slot++) {
      Member member = Member.of(type, access.slot(slot));
      Overrides outside = overrides.computeIfAbsent(member.declaring(), this::overridesFor);
      AttributeDeclaration said = attribute(new Spot(member, slot, outside, null));
      if (said != null) {
        MisplacedAnnotations.refuse(said, faults);
        attributes.add(said);
      }
    }
    checkOverrides(attributes);
    return attributes;
  }

  private void checkOverrides(List<AttributeDeclaration> attributes) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      OverrideCheck.check(c, attributes, c.getSimpleName(), faults);
    }
  }

  /**
   * An attribute, and what is said of its columns from outside.
   *
   * @param value what it stands in that is a value, and holds no collections; else null
   */
  record Spot(Member member, int slot, Overrides overrides, @Nullable String value) {

    List<ColumnDeclaration> joinColumns() {
      JoinColumn[] own = member.annotations().getAnnotationsByType(JoinColumn.class);
      JoinColumns held = member.annotation(JoinColumns.class);
      ForeignKey key = held == null ? null : held.foreignKey();
      return overrides.joinColumns(member.name(), ColumnDeclaration.of(own, key));
    }

    ColumnDeclaration column() {
      Column given = overrides.column(member.name());
      Column column = given == null ? member.annotation(Column.class) : given;
      return column == null ? ColumnDeclaration.UNSAID : ColumnDeclaration.of(column);
    }
  }

  /**
   * What the entity says of the attributes that it has of a class, the most derived class counting
   * most.
   */
  private Overrides overridesFor(Class<?> declaring) {
    Overrides overrides = Overrides.NONE;
    for (Class<?> c = type; c != null && c != declaring; c = c.getSuperclass()) {
      overrides = Overrides.on(c, "", overrides);
    }
    return Overrides.on(declaring, "", overrides);
  }

  /** The declaration, or null, with a fault, where its class cannot be used. */
  private @Nullable AttributeDeclaration attribute(Spot spot) {
    Member member = spot.member();
    if (member.has(OneToMany.class)
        || member.has(ManyToMany.class)
        || member.has(ElementCollection.class)) {
      return new CollectionReader(this, faults, spot).read();
    }
    if (member.has(Large.class)) {
      faults.add(
          ErrorCode.MISPLACED_ANNOTATION,
          "@Large does not go with " + member.type().getName(),
          "at " + member.place(),
          "it is for @OneToMany, @ManyToMany and @ElementCollection; leave it out");
    }
    ManyToOne manyToOne = member.annotation(ManyToOne.class);
    if (manyToOne != null) {
      return toOne(
          spot,
          manyToOne.targetEntity(),
          manyToOne.optional(),
          List.of(manyToOne.cascade()),
          false);
    }
    OneToOne oneToOne = member.annotation(OneToOne.class);
    if (oneToOne != null) {
      if (!oneToOne.mappedBy().isEmpty()) {
        refuseJoinTable(member);
        return inverse(spot, oneToOne);
      }
      return toOne(
          spot,
          oneToOne.targetEntity(),
          oneToOne.optional(),
          List.of(oneToOne.cascade()),
          oneToOne.orphanRemoval());
    }
    boolean embedded =
        member.has(Embedded.class)
            || member.has(EmbeddedId.class)
            || member.type().isAnnotationPresent(Embeddable.class);
    return embedded
        ? embedded(spot, Overrides.on(member.annotations(), member.name() + ".", spot.overrides()))
        : basic(spot);
  }

  private void refuseJoinTable(Member member) {
    if (member.has(JoinTable.class)) {
      faults.add(
          ErrorCode.WRONG_JOIN_TABLE,
          "A reference with mappedBy cannot have a @JoinTable",
          "at " + member.place(),
          "put it on the attribute that mappedBy names");
    }
  }

  private static AttributeDeclaration inverse(Spot spot, OneToOne said) {
    Member member = spot.member();
    return new AttributeDeclaration.InverseToOne(
        member,
        spot.slot(),
        said.targetEntity() == void.class ? member.type() : said.targetEntity(),
        said.mappedBy(),
        Cascades.of(List.of(said.cascade())),
        said.orphanRemoval());
  }

  AttributeDeclaration.Basic basic(Spot spot) {
    Member member = spot.member();
    return new AttributeDeclaration.Basic(
        member,
        spot.slot(),
        member.has(Id.class) ? generation(member) : null,
        member.has(Version.class),
        ValueDeclaration.of(member, spot.overrides().convert(member.name())),
        spot.column());
  }

  /** The declaration of an embedded value, with what is said from outside of its columns. */
  @Nullable AttributeDeclaration embedded(Spot spot, Overrides inside) {
    Member member = spot.member();
    boolean id = member.has(EmbeddedId.class) || member.has(Id.class);
    ComponentAccess component = component(member.type(), member.place());
    if (component == null) {
      return null;
    }
    StrayAnnotations.refuse(member.type(), StrayAnnotations.parts(component), faults);
    List<AttributeDeclaration> parts = new ArrayList<>();
    for (int part = 0; part < component.parts(); part++) {
      Member declared = Member.of(member.type(), component.slot(part));
      String value = id ? "an id" : spot.value();
      AttributeDeclaration said = part(new Spot(declared, part, inside, value), member);
      if (said != null) {
        parts.add(said);
      }
    }
    if (parts.size() == component.parts() && spot.value() == null) {
      OverrideCheck.check(member.annotations(), parts, member.place(), faults);
    }
    return new AttributeDeclaration.Embedded(member, spot.slot(), id, component, parts);
  }

  /** The declaration of a part of an embeddable; null, with a fault, where it cannot be one. */
  private @Nullable AttributeDeclaration part(Spot spot, Member holder) {
    AttributeDeclaration said = attribute(spot);
    if (said == null) {
      return null;
    }
    String what = spot.value() == null ? null : needsObject(said);
    if (what == null) {
      MisplacedAnnotations.refuse(said, faults);
      return said;
    }
    faults.add(
        ErrorCode.UNSUPPORTED_MAPPING,
        what + " cannot stand in " + spot.value(),
        "at " + said.place() + ", in " + holder.place(),
        "move it to the entity, or to an embeddable of which the entity holds one");
    return null;
  }

  /** What needs an object with a row of its own, or null. */
  private static @Nullable String needsObject(AttributeDeclaration said) {
    if (said instanceof AttributeDeclaration.ToMany) {
      return "A collection";
    }
    if (said instanceof AttributeDeclaration.InverseToOne) {
      return "A mappedBy";
    }
    return said instanceof AttributeDeclaration.ToOne reference && reference.table() != null
        ? "A @JoinTable"
        : null;
  }

  private @Nullable ComponentAccess component(Class<?> embeddable, String place) {
    try {
      return ComponentAccess.of(embeddable);
    } catch (IllegalArgumentException e) {
      faults.add(
          ErrorCode.NOT_ENHANCED,
          "The embeddable " + embeddable.getName() + " cannot be used",
          "at " + place,
          String.valueOf(e.getMessage()),
          "enhance it with its module, or open its package to org.rowanorm.core");
      return null;
    }
  }

  private AttributeDeclaration toOne(
      Spot spot,
      Class<?> said,
      boolean optional,
      List<CascadeType> cascades,
      boolean orphanRemoval) {
    Member member = spot.member();
    List<ColumnDeclaration> columns = spot.joinColumns();
    return new AttributeDeclaration.ToOne(
        member,
        spot.slot(),
        member.has(Id.class),
        said == void.class ? member.type() : said,
        optional,
        columns.isEmpty() ? primaryKeyColumns(member) : columns,
        table(spot),
        mapsId(member),
        Cascades.of(cascades),
        orphanRemoval);
  }

  private static List<ColumnDeclaration> primaryKeyColumns(Member member) {
    PrimaryKeyJoinColumn[] said =
        Arrays.stream(member.annotations().getAnnotationsByType(PrimaryKeyJoinColumn.class))
            .filter(column -> !column.name().isEmpty())
            .toArray(PrimaryKeyJoinColumn[]::new);
    return keyColumns(member.annotations(), said);
  }

  private static List<ColumnDeclaration> keyColumns(
      AnnotatedElement element, PrimaryKeyJoinColumn[] said) {
    PrimaryKeyJoinColumns held = element.getDeclaredAnnotation(PrimaryKeyJoinColumns.class);
    return ColumnDeclaration.of(
        Arrays.stream(said).map(ColumnDeclaration::of).toList(),
        held == null ? null : held.foreignKey());
  }

  private static AttributeDeclaration.@Nullable MapsIdDeclaration mapsId(Member member) {
    MapsId said = member.annotation(MapsId.class);
    boolean keepsColumns =
        member.annotations().getAnnotationsByType(PrimaryKeyJoinColumn.class).length > 0;
    return said == null && !keepsColumns
        ? null
        : new AttributeDeclaration.MapsIdDeclaration(
            said == null ? "" : said.value(), keepsColumns);
  }

  /** The table of a reference that has one of its own, or null. */
  private @Nullable TableDeclaration table(Spot spot) {
    Member member = spot.member();
    JoinTable given = spot.overrides().joinTable(member.name());
    JoinTable said = given == null ? ownTable(spot) : given;
    if (said == null) {
      return null;
    }
    boolean ofId = member.has(Id.class) || mapsId(member) != null;
    if (ofId || (given == null && !spot.joinColumns().isEmpty())) {
      faults.add(
          ErrorCode.WRONG_JOIN_TABLE,
          ofId
              ? "A reference that is an id cannot have a @JoinTable"
              : "A reference cannot have both @JoinTable and @JoinColumn",
          "at " + member.place(),
          ofId
              ? "keep its key in the row that it identifies"
              : "name the columns with joinColumns and inverseJoinColumns of @JoinTable");
    }
    return TableDeclaration.of(said, naming);
  }

  /** The table that the attribute declares, unless columns are said from outside instead. */
  private static @Nullable JoinTable ownTable(Spot spot) {
    AssociationOverride given = spot.overrides().join(spot.member().name());
    return given == null || given.joinColumns().length == 0
        ? spot.member().annotation(JoinTable.class)
        : null;
  }

  private GeneratedId generation(Member member) {
    GeneratedValue said = member.annotation(GeneratedValue.class);
    if (said == null) {
      return GeneratedId.ASSIGNED;
    }
    IdCounters.Asked asked = new IdCounters.Asked(member, type, name(), said);
    GenerationType strategy = strategy(asked);
    Class<?> id = member.type();
    if (strategy == GenerationType.UUID && (id == UUID.class || id == String.class)) {
      return member.has(Uuid7.class) ? GeneratedId.UUID7 : GeneratedId.UUID;
    }
    if (strategy == GenerationType.IDENTITY && isWholeNumber(id)) {
      return GeneratedId.IDENTITY;
    }
    boolean counted = strategy == GenerationType.SEQUENCE || strategy == GenerationType.TABLE;
    if (counted && (isWholeNumber(id) || isOtherWholeNumber(id))) {
      IdCounter counter = counters.of(asked, strategy);
      return counter == null
          ? GeneratedId.ASSIGNED
          : new GeneratedId(IdGeneration.COUNTED, counter);
    }
    faults.add(
        ErrorCode.WRONG_GENERATED_ID,
        "Ids of type " + id.getSimpleName() + " cannot be generated by " + strategy,
        "at " + member.place(),
        "use IDENTITY, SEQUENCE or TABLE for long and int, UUID for java.util.UUID and String,"
            + " or assign the id yourself");
    return GeneratedId.ASSIGNED;
  }

  private GenerationType strategy(IdCounters.Asked asked) {
    GenerationType said = asked.said().strategy();
    if (said != GenerationType.AUTO) {
      return said;
    }
    Class<?> id = asked.member().type();
    if (id == UUID.class || id == String.class) {
      return GenerationType.UUID;
    }
    GenerationType declared = counters.strategyOf(asked);
    if (declared == null && hierarchy().strategy() == InheritanceType.TABLE_PER_CLASS) {
      return GenerationType.SEQUENCE;
    }
    return declared == null ? GenerationType.IDENTITY : declared;
  }

  private static boolean isWholeNumber(Class<?> type) {
    return type == long.class || type == Long.class || type == int.class || type == Integer.class;
  }

  private static boolean isOtherWholeNumber(Class<?> type) {
    return type == short.class || type == Short.class || type == BigInteger.class;
  }
}
