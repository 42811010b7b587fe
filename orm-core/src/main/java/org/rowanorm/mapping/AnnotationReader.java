package org.rowanorm.mapping;

import jakarta.persistence.Cacheable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Access;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.mapping.AttributeDeclaration.Kind;

/** Reads the annotations of one class into a declaration. For one use by one thread. */
final class AnnotationReader {

  /** Annotations of the standard that mean something which is not built yet. */
  private static final Set<String> UNSUPPORTED =
      Set.of(
          "ManyToMany",
          "ElementCollection",
          "Embedded",
          "EmbeddedId",
          "IdClass",
          "MapsId",
          "JoinTable",
          "Convert",
          "Inheritance",
          "SecondaryTable",
          "SecondaryTables",
          "OrderColumn",
          "MapKey",
          "MapKeyColumn",
          "Temporal",
          "AttributeOverride",
          "AttributeOverrides",
          "AssociationOverride",
          "AssociationOverrides",
          "JoinColumns",
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
    refuseParentEntity();
    refuseAnnotatedMethods();
    String name = entity.name().isEmpty() ? type.getSimpleName() : entity.name();
    Cacheable cacheable = type.getAnnotation(Cacheable.class);
    return new EntityDeclaration(
        type, name, table(name), cacheable != null && cacheable.value(), attributes());
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
      attributes.add(attribute(access.field(slot), slot));
    }
    return attributes;
  }

  private AttributeDeclaration attribute(Field field, int slot) {
    refuseUnsupported(field, place(field));
    OneToMany toMany = field.getAnnotation(OneToMany.class);
    if (toMany != null) {
      return toMany(field, slot, toMany);
    }
    ManyToOne manyToOne = field.getAnnotation(ManyToOne.class);
    if (manyToOne != null) {
      return toOne(
          field, slot, manyToOne.targetEntity(), manyToOne.optional(), manyToOne.cascade(), false);
    }
    OneToOne oneToOne = field.getAnnotation(OneToOne.class);
    if (oneToOne != null) {
      refuseInverseOneToOne(field, oneToOne);
      return toOne(
          field,
          slot,
          oneToOne.targetEntity(),
          oneToOne.optional(),
          oneToOne.cascade(),
          oneToOne.orphanRemoval());
    }
    return basic(field, slot);
  }

  private AttributeDeclaration basic(Field field, int slot) {
    Enumerated enumerated = field.getAnnotation(Enumerated.class);
    Column column = field.getAnnotation(Column.class);
    return new AttributeDeclaration(
        field,
        slot,
        Kind.BASIC,
        field.isAnnotationPresent(Id.class) ? generation(field) : null,
        field.isAnnotationPresent(Version.class),
        field.isAnnotationPresent(Lob.class),
        enumerated != null && enumerated.value() == EnumType.STRING,
        true,
        column == null ? null : ColumnDeclaration.of(column),
        field.getType(),
        "",
        null,
        false,
        false);
  }

  private AttributeDeclaration toOne(
      Field field,
      int slot,
      Class<?> said,
      boolean optional,
      CascadeType[] cascade,
      boolean orphanRemoval) {
    return association(
        field,
        slot,
        Kind.TO_ONE,
        said == void.class ? field.getType() : said,
        optional,
        "",
        null,
        cascade,
        orphanRemoval);
  }

  private AttributeDeclaration toMany(Field field, int slot, OneToMany said) {
    OrderBy orderBy = field.getAnnotation(OrderBy.class);
    Class<?> target = said.targetEntity();
    return association(
        field,
        slot,
        Kind.TO_MANY,
        target == void.class ? elementType(field) : target,
        true,
        said.mappedBy(),
        orderBy == null ? null : orderBy.value(),
        said.cascade(),
        said.orphanRemoval());
  }

  private AttributeDeclaration association(
      Field field,
      int slot,
      Kind kind,
      Class<?> target,
      boolean optional,
      String mappedBy,
      @Nullable String orderBy,
      CascadeType[] cascade,
      boolean orphanRemoval) {
    JoinColumn column = field.getAnnotation(JoinColumn.class);
    if (field.isAnnotationPresent(Id.class)) {
      faults.add(
          ErrorCode.UNSUPPORTED_MAPPING,
          "An id that is a reference is not supported yet",
          "at " + place(field),
          "give the entity an id of its own");
    }
    List<CascadeType> cascades = List.of(cascade);
    return new AttributeDeclaration(
        field,
        slot,
        kind,
        null,
        false,
        false,
        false,
        optional,
        column == null ? null : ColumnDeclaration.of(column),
        target,
        mappedBy,
        orderBy,
        cascades.contains(CascadeType.ALL) || cascades.contains(CascadeType.REMOVE),
        orphanRemoval);
  }

  private IdGeneration generation(Field field) {
    GeneratedValue said = field.getAnnotation(GeneratedValue.class);
    if (said == null) {
      return IdGeneration.ASSIGNED;
    }
    boolean uuid = field.getType() == UUID.class;
    GenerationType strategy = said.strategy();
    if (strategy == GenerationType.AUTO) {
      strategy = uuid ? GenerationType.UUID : GenerationType.IDENTITY;
    }
    if (strategy == GenerationType.UUID && uuid) {
      return IdGeneration.UUID;
    }
    if (strategy == GenerationType.IDENTITY && isWholeNumber(field.getType())) {
      return IdGeneration.IDENTITY;
    }
    faults.add(
        ErrorCode.WRONG_GENERATED_ID,
        "Ids of type " + field.getType().getSimpleName() + " cannot be generated by " + strategy,
        "at " + place(field),
        "use IDENTITY for long and int, UUID for java.util.UUID, or assign the id yourself");
    return IdGeneration.ASSIGNED;
  }

  private static boolean isWholeNumber(Class<?> type) {
    return type == long.class || type == Long.class || type == int.class || type == Integer.class;
  }

  private static Class<?> elementType(Field field) {
    if (field.getGenericType() instanceof ParameterizedType generic) {
      Type element = generic.getActualTypeArguments()[0];
      if (element instanceof WildcardType wildcard) {
        element = wildcard.getUpperBounds()[0]; // so Kotlin compiles var books: List<Book>
      }
      if (element instanceof Class<?> elementClass && elementClass != Object.class) {
        return elementClass;
      }
    }
    return void.class;
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

  private void refuseParentEntity() {
    for (Class<?> c = type.getSuperclass(); c != null; c = c.getSuperclass()) {
      if (c.isAnnotationPresent(Entity.class)) {
        faults.add(
            ErrorCode.UNSUPPORTED_MAPPING,
            "Inheritance between entities is not supported yet",
            "at " + type.getSimpleName() + ", which extends the entity " + c.getSimpleName(),
            "use @MappedSuperclass for what they share");
      }
    }
  }

  /** What stands on methods: callbacks, and the mapping where it is on getters. */
  private void refuseAnnotatedMethods() {
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      for (Method method : c.getDeclaredMethods()) {
        String place = c.getSimpleName() + "." + method.getName() + "()";
        refuseUnsupported(method, place);
        if (method.isAnnotationPresent(Id.class)) {
          faults.add(
              ErrorCode.UNSUPPORTED_MAPPING,
              "Annotations on getters are not supported yet",
              "at " + place,
              "move @Id and the other annotations to the fields");
        }
      }
    }
  }

  private void refuseInverseOneToOne(Field field, OneToOne said) {
    if (!said.mappedBy().isEmpty()) {
      faults.add(
          ErrorCode.UNSUPPORTED_MAPPING,
          "@OneToOne(mappedBy = ...) is not supported yet",
          "at " + place(field),
          "map the side that holds the foreign key");
    }
  }

  private static String place(Field field) {
    return field.getDeclaringClass().getSimpleName() + "." + field.getName();
  }
}
