package org.rowanorm.mapping;

import jakarta.persistence.Cacheable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderBy;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Access;
import org.rowanorm.entity.ComponentAccess;
import org.rowanorm.error.ErrorCode;

/** Reads the annotations of one class into a declaration. For one use by one thread. */
final class AnnotationReader {

  /** Annotations of the standard that mean something which is not built yet. */
  private static final Set<String> UNSUPPORTED =
      Set.of(
          "ManyToMany",
          "ElementCollection",
          "MapsId",
          "JoinTable",
          "SecondaryTable",
          "SecondaryTables",
          "OrderColumn",
          "MapKey",
          "MapKeyColumn",
          "EntityListeners",
          "PrePersist",
          "PostPersist",
          "PreUpdate",
          "PostUpdate",
          "PreRemove",
          "PostRemove",
          "PostLoad");

  private final Class<?> type;
  private final Faults faults;

  AnnotationReader(Class<?> type, Faults faults) {
    this.type = type;
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
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      refuseUnsupported(c, c.getSimpleName());
    }
    refuseAnnotatedMethods();
    String name = entity.name().isEmpty() ? type.getSimpleName() : entity.name();
    IdClass idClass = type.getAnnotation(IdClass.class);
    return new EntityDeclaration(
        type,
        name,
        table(name),
        isCacheable(),
        idClass == null ? null : idClass.value(),
        hierarchy(),
        attributes());
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
        Arrays.stream(type.getDeclaredAnnotationsByType(PrimaryKeyJoinColumn.class))
            .map(ColumnDeclaration::of)
            .toList());
  }

  private TableName table(String entityName) {
    Table said = type.getAnnotation(Table.class);
    if (said == null) {
      return new TableName(null, NamingRule.table(entityName));
    }
    String name = said.name().isEmpty() ? NamingRule.table(entityName) : said.name();
    return new TableName(said.schema().isEmpty() ? null : said.schema(), name);
  }

  private List<AttributeDeclaration> attributes() {
    Access access = Access.of(type);
    List<AttributeDeclaration> attributes = new ArrayList<>();
    for (int slot = 0; slot < access.slots(); slot++) {
      Member member = Member.of(type, access.slot(slot));
      AttributeDeclaration said = attribute(new Spot(member, slot, overridesFor(member)));
      if (said != null) {
        attributes.add(said);
      }
    }
    return attributes;
  }

  /** An attribute, and what is said of its columns from outside. */
  private record Spot(Member member, int slot, Overrides overrides) {

    List<ColumnDeclaration> joinColumns() {
      JoinColumn[] given = overrides.joinColumns(member.name());
      JoinColumn[] own = member.annotations().getAnnotationsByType(JoinColumn.class);
      return Arrays.stream(given == null ? own : given).map(ColumnDeclaration::of).toList();
    }

    ColumnDeclaration column() {
      Column given = overrides.column(member.name());
      Column column = given == null ? member.annotation(Column.class) : given;
      return column == null ? ColumnDeclaration.UNSAID : ColumnDeclaration.of(column);
    }
  }

  /**
   * What the entity says of an attribute that it inherits, the most derived class counting most.
   */
  private Overrides overridesFor(Member member) {
    Overrides overrides = Overrides.NONE;
    for (Class<?> c = type; c != null && c != member.declaring(); c = c.getSuperclass()) {
      overrides = Overrides.on(c, "", overrides);
    }
    return Overrides.on(member.declaring(), "", overrides);
  }

  /** The declaration, or null, with a fault, where its class cannot be used. */
  private @Nullable AttributeDeclaration attribute(Spot spot) {
    Member member = spot.member();
    refuseUnsupported(member.annotations(), member.place());
    OneToMany toMany = member.annotation(OneToMany.class);
    if (toMany != null) {
      return toMany(spot, toMany);
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
      refuseInverseOneToOne(member, oneToOne);
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
    return embedded ? embedded(spot) : basic(spot);
  }

  private AttributeDeclaration basic(Spot spot) {
    Member member = spot.member();
    return new AttributeDeclaration.Basic(
        member,
        spot.slot(),
        member.has(Id.class) ? generation(member) : null,
        member.has(Version.class),
        ValueDeclaration.of(member, spot.overrides().convert(member.name())),
        spot.column());
  }

  private @Nullable AttributeDeclaration embedded(Spot spot) {
    Member member = spot.member();
    boolean id = member.has(EmbeddedId.class) || member.has(Id.class);
    ComponentAccess component = component(member.type(), member.place());
    if (component == null) {
      return null;
    }
    StrayAnnotations.refuse(member.type(), StrayAnnotations.parts(component), faults);
    List<AttributeDeclaration> parts = new ArrayList<>();
    Overrides inside = Overrides.on(member.annotations(), member.name() + ".", spot.overrides());
    for (int part = 0; part < component.parts(); part++) {
      Member declared = Member.of(member.type(), component.slot(part));
      AttributeDeclaration said = attribute(new Spot(declared, part, inside));
      if (said instanceof AttributeDeclaration.ToMany) {
        faults.add(
            ErrorCode.UNSUPPORTED_MAPPING,
            "A collection inside an embeddable is not supported yet",
            "at " + declared.place() + ", in " + member.place(),
            "move it to the entity");
      } else if (said != null) {
        parts.add(said);
      }
    }
    return new AttributeDeclaration.Embedded(member, spot.slot(), id, component, parts);
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
    return new AttributeDeclaration.ToOne(
        member,
        spot.slot(),
        member.has(Id.class),
        said == void.class ? member.type() : said,
        optional,
        spot.joinColumns(),
        Cascades.of(cascades),
        orphanRemoval);
  }

  private AttributeDeclaration toMany(Spot spot, OneToMany said) {
    Member member = spot.member();
    OrderBy orderBy = member.annotation(OrderBy.class);
    Class<?> target = said.targetEntity();
    return new AttributeDeclaration.ToMany(
        member,
        spot.slot(),
        target == void.class ? member.argument(0) : target,
        said.mappedBy(),
        spot.joinColumns(),
        orderBy == null ? null : orderBy.value(),
        Cascades.of(List.of(said.cascade())),
        said.orphanRemoval());
  }

  private IdGeneration generation(Member member) {
    GeneratedValue said = member.annotation(GeneratedValue.class);
    if (said == null) {
      return IdGeneration.ASSIGNED;
    }
    boolean uuid = member.type() == UUID.class;
    GenerationType strategy = said.strategy();
    if (strategy == GenerationType.AUTO) {
      strategy = uuid ? GenerationType.UUID : GenerationType.IDENTITY;
    }
    if (strategy == GenerationType.UUID && uuid) {
      return IdGeneration.UUID;
    }
    if (strategy == GenerationType.IDENTITY && isWholeNumber(member.type())) {
      return IdGeneration.IDENTITY;
    }
    faults.add(
        ErrorCode.WRONG_GENERATED_ID,
        "Ids of type " + member.type().getSimpleName() + " cannot be generated by " + strategy,
        "at " + member.place(),
        "use IDENTITY for long and int, UUID for java.util.UUID, or assign the id yourself");
    return IdGeneration.ASSIGNED;
  }

  private static boolean isWholeNumber(Class<?> type) {
    return type == long.class || type == Long.class || type == int.class || type == Integer.class;
  }

  private void refuseUnsupported(AnnotatedElement element, String place) {
    for (Annotation annotation : element.getAnnotations()) {
      Class<?> kind = annotation.annotationType();
      if (kind.getPackageName().equals("jakarta.persistence")
          && UNSUPPORTED.contains(kind.getSimpleName())) {
        faults.add(
            ErrorCode.UNSUPPORTED_MAPPING,
            "@" + kind.getSimpleName() + " is not supported yet",
            "at " + place,
            "see the list of what is in docs/mapping.md");
      }
    }
  }

  /** What stands on methods that are no getters of attributes, such as callbacks. */
  private void refuseAnnotatedMethods() {
    Set<AnnotatedElement> members = StrayAnnotations.members(type);
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      for (Method method : c.getDeclaredMethods()) {
        if (!method.isSynthetic() && !members.contains(method)) {
          refuseUnsupported(method, c.getSimpleName() + "." + method.getName() + "()");
        }
      }
    }
    StrayAnnotations.refuse(type, members, faults);
  }

  private void refuseInverseOneToOne(Member member, OneToOne said) {
    if (!said.mappedBy().isEmpty()) {
      faults.add(
          ErrorCode.UNSUPPORTED_MAPPING,
          "@OneToOne(mappedBy = ...) is not supported yet",
          "at " + member.place(),
          "map the side that holds the foreign key");
    }
  }
}
