package org.rowanorm.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.Nearest;
import org.rowanorm.mapping.ToManyAttribute.SortKey;
import org.rowanorm.type.ColumnSize;
import org.rowanorm.type.ColumnType;

/**
 * Makes the model from declarations: resolves types, targets and columns, and gathers every fault.
 * For one use by one thread.
 */
public final class ModelBuilder {

  private final Faults faults = new Faults();
  private final AttributeTypes types;
  private final Map<Class<?>, EntityModel> models = new LinkedHashMap<>();
  private final Map<EntityModel, EntityDeclaration> declarations = new LinkedHashMap<>();
  private final Map<EntityModel, Map<String, Attribute>> attributes = new HashMap<>();

  private ModelBuilder(TypeSettings settings) {
    this.types = new AttributeTypes(settings, faults);
  }

  /**
   * The models of classes, with the column types that there are.
   *
   * @throws org.rowanorm.error.NotEnhancedException where a class is not enhanced
   * @throws org.rowanorm.error.MappingException with every fault of the mapping
   */
  public static Models build(List<Class<?>> entities, TypeSettings settings) {
    EnhancementCheck.check(entities);
    return new ModelBuilder(settings).build(new LinkedHashSet<>(entities));
  }

  private Models build(Set<Class<?>> entities) {
    for (Class<?> type : entities) {
      EntityDeclaration declaration = new AnnotationReader(type, faults).read();
      if (declaration != null) {
        declare(declaration);
      }
    }
    refuseSameNames();
    declarations.forEach(this::addBasics);
    faults.raise();
    declarations.forEach(this::addToOnes);
    declarations.forEach(this::addToManys);
    for (EntityModel model : models.values()) {
      model.fill(inSlotOrder(model));
    }
    addForeignKeys();
    refuseSameColumns();
    faults.raise();
    return new Models(List.copyOf(models.values()));
  }

  private Map<String, Attribute> of(EntityModel model) {
    return attributes.computeIfAbsent(model, m -> new HashMap<>());
  }

  private void declare(EntityDeclaration declaration) {
    IdGeneration generation = IdGeneration.ASSIGNED;
    for (AttributeDeclaration attribute : declaration.attributes()) {
      if (attribute.id() != null) {
        generation = attribute.id();
      }
    }
    EntityModel model = new EntityModel(models.size(), declaration, generation);
    models.put(declaration.type(), model);
    declarations.put(model, declaration);
  }

  private void addBasics(EntityModel model, EntityDeclaration declaration) {
    int ids = 0;
    for (AttributeDeclaration said : declaration.attributes()) {
      if (said.kind() != AttributeDeclaration.Kind.BASIC) {
        continue;
      }
      ColumnType<?> type = types.of(said);
      if (type == null) {
        continue;
      }
      BasicAttribute attribute =
          new BasicAttribute(
              model,
              said.name(),
              said.slot(),
              said.field().getType(),
              basicColumn(said, type),
              said.version());
      of(model).put(said.name(), attribute);
      if (said.id() != null) {
        ids++;
        model.identify(attribute);
      }
    }
    checkIds(model, ids);
    checkVersions(model, declaration);
  }

  private void checkVersions(EntityModel model, EntityDeclaration declaration) {
    long versions = declaration.attributes().stream().filter(a -> a.version()).count();
    if (versions > 1) {
      faults.add(
          ErrorCode.UNSUPPORTED_MAPPING,
          "Entity " + model.name() + " has " + versions + " versions",
          "at " + model.type().getName(),
          "keep one @Version");
    }
  }

  private void checkIds(EntityModel model, int ids) {
    if (ids == 0) {
      faults.add(
          ErrorCode.NO_ID,
          "Entity " + model.name() + " has no id",
          "at " + model.type().getName(),
          "annotate the attribute that identifies its rows with @Id");
    } else if (ids > 1) {
      faults.add(
          ErrorCode.UNSUPPORTED_MAPPING,
          "Entity " + model.name() + " has " + ids + " ids; composite ids are not supported yet",
          "at " + model.type().getName(),
          "give it one @Id");
    }
  }

  private static Column basicColumn(AttributeDeclaration said, ColumnType<?> type) {
    ColumnDeclaration column = said.column() == null ? ColumnDeclaration.UNSAID : said.column();
    boolean id = said.id() != null;
    return new Column(
        column.name().isEmpty() ? NamingRule.column(said.name()) : column.name(),
        type,
        column.nullable() && !id && !said.field().getType().isPrimitive(),
        column.unique(),
        column.insertable(),
        column.updatable() && !id,
        size(column, type),
        column.definition());
  }

  private static ColumnSize size(ColumnDeclaration column, ColumnType<?> type) {
    ColumnSize unsaid = ColumnSize.UNSAID;
    return new ColumnSize(
        column.length(),
        column.precision() == 0 ? unsaid.precision() : column.precision(),
        AttributeTypes.scale(type, column),
        column.seconds() < 0 ? unsaid.seconds() : column.seconds());
  }

  private void addToOnes(EntityModel model, EntityDeclaration declaration) {
    for (AttributeDeclaration said : declaration.attributes()) {
      if (said.kind() == AttributeDeclaration.Kind.TO_ONE) {
        EntityModel target = target(said);
        if (target != null) {
          ToOneAttribute attribute =
              new ToOneAttribute(
                  model,
                  said.name(),
                  said.slot(),
                  target,
                  foreignKey(said, target.id(), said.optional()),
                  said.cascadeRemove(),
                  said.orphanRemoval());
          of(model).put(said.name(), attribute);
        }
      }
    }
  }

  private void addToManys(EntityModel model, EntityDeclaration declaration) {
    for (AttributeDeclaration said : declaration.attributes()) {
      if (said.kind() == AttributeDeclaration.Kind.TO_MANY) {
        ToManyAttribute attribute = toMany(model, said);
        if (attribute != null) {
          of(model).put(said.name(), attribute);
        }
      }
    }
  }

  private @Nullable ToManyAttribute toMany(EntityModel model, AttributeDeclaration said) {
    CollectionKind kind = CollectionKind.of(said.field().getType());
    EntityModel target = target(said);
    if (kind == null) {
      faults.add(
          ErrorCode.WRONG_COLLECTION_TYPE,
          "A to-many attribute cannot be of type " + said.field().getType().getSimpleName(),
          "at " + said.place(),
          "declare it as List, Set or Collection");
    }
    if (kind == null || target == null) {
      return null;
    }
    ToOneAttribute mappedBy = null;
    Column key;
    if (said.mappedBy().isEmpty()) {
      key = foreignKey(said, model.id(), true);
    } else {
      mappedBy = mappedBy(said, model, target);
      if (mappedBy == null) {
        return null;
      }
      key = mappedBy.column();
    }
    return new ToManyAttribute(
        model,
        said.name(),
        said.slot(),
        target,
        kind,
        key,
        mappedBy,
        orderBy(said, target),
        said.cascadeRemove(),
        said.orphanRemoval());
  }

  private @Nullable ToOneAttribute mappedBy(
      AttributeDeclaration said, EntityModel model, EntityModel target) {
    Map<String, Attribute> candidates = of(target);
    if (candidates.get(said.mappedBy()) instanceof ToOneAttribute toOne
        && toOne.target() == model) {
      return toOne;
    }
    List<String> right =
        candidates.values().stream()
            .filter(a -> a instanceof ToOneAttribute toOne && toOne.target() == model)
            .map(Attribute::name)
            .sorted()
            .toList();
    faults.add(
        ErrorCode.WRONG_MAPPED_BY,
        "mappedBy = '"
            + said.mappedBy()
            + "' names no reference from "
            + target.name()
            + " to "
            + model.name(),
        "at " + said.place(),
        right.isEmpty()
            ? "add a @ManyToOne to " + target.name() + ", or use @JoinColumn instead of mappedBy"
            : "name one of " + String.join(", ", right));
    return null;
  }

  private List<SortKey> orderBy(AttributeDeclaration declaration, EntityModel target) {
    List<SortKey> keys = new ArrayList<>();
    String said = declaration.orderBy();
    if (said == null) {
      return keys;
    }
    if (said.isBlank()) {
      return List.of(new SortKey(target.id(), false));
    }
    for (String part : said.split(",", -1)) {
      String[] words = part.trim().split("\\s+", -1);
      if (words[0].isEmpty()) {
        continue;
      }
      boolean descending = words.length > 1 && words[1].toUpperCase(Locale.ROOT).equals("DESC");
      Map<String, Attribute> candidates = of(target);
      if (candidates.get(words[0]) instanceof BasicAttribute attribute) {
        keys.add(new SortKey(attribute, descending));
      } else {
        faults.add(
            ErrorCode.UNKNOWN_ATTRIBUTE,
            "No attribute '"
                + words[0]
                + "' in "
                + target.name()
                + Nearest.hint(words[0], new HashSet<>(candidates.keySet())),
            "in @OrderBy at " + declaration.place());
      }
    }
    return keys;
  }

  private @Nullable EntityModel target(AttributeDeclaration said) {
    EntityModel target = models.get(said.target());
    if (target == null) {
      faults.add(
          ErrorCode.UNKNOWN_TARGET,
          said.target() == void.class
              ? "The target of an association is not known"
              : said.target().getSimpleName() + " is not among the entities",
          "at " + said.place(),
          said.target() == void.class
              ? "write the element type, such as List<Book>, or targetEntity"
              : "add it to entities(...), and annotate it with @Entity");
    }
    return target;
  }

  private Column foreignKey(AttributeDeclaration said, BasicAttribute id, boolean optional) {
    ColumnDeclaration column = said.column() == null ? ColumnDeclaration.UNSAID : said.column();
    Column target = id.column();
    String referenced = column.referenced();
    if (!referenced.isEmpty() && !referenced.equalsIgnoreCase(target.name())) {
      faults.add(
          ErrorCode.UNSUPPORTED_MAPPING,
          "A foreign key to a column that is not the id is not supported yet",
          "at " + said.place() + ", which refers to " + referenced,
          "refer to the id column " + target.name());
    }
    return new Column(
        column.name().isEmpty() ? NamingRule.foreignKey(said.name(), target.name()) : column.name(),
        target.type(),
        column.nullable() && optional,
        column.unique(),
        column.insertable(),
        column.updatable(),
        target.size(),
        column.definition().isEmpty() ? target.definition() : column.definition());
  }

  private List<Attribute> inSlotOrder(EntityModel model) {
    List<Attribute> sorted = new ArrayList<>(of(model).values());
    sorted.sort((left, right) -> Integer.compare(left.slot(), right.slot()));
    return sorted;
  }

  private void addForeignKeys() {
    for (EntityModel model : models.values()) {
      for (ToManyAttribute collection : model.toManys()) {
        if (collection.ownsKey()) {
          collection.target().addForeignKey(collection);
        }
      }
    }
  }

  private void refuseSameNames() {
    Map<String, EntityModel> names = new HashMap<>();
    for (EntityModel model : models.values()) {
      EntityModel other = names.put(model.name(), model);
      if (other != null) {
        faults.add(
            ErrorCode.DUPLICATE_ENTITY,
            "Two entities are named " + model.name(),
            "at " + other.type().getName() + " and " + model.type().getName(),
            "give one of them another name with @Entity(name = ...)");
      }
    }
  }

  private void refuseSameColumns() {
    for (EntityModel model : models.values()) {
      Map<String, String> columns = new HashMap<>();
      for (BasicAttribute attribute : model.basics()) {
        claim(columns, model, attribute.column(), attribute.path());
      }
      for (ToOneAttribute attribute : model.toOnes()) {
        claim(columns, model, attribute.column(), attribute.path());
      }
      for (ToManyAttribute collection : model.foreignKeys()) {
        claim(columns, model, collection.key(), collection.path());
      }
    }
  }

  private void claim(Map<String, String> columns, EntityModel model, Column column, String path) {
    if (!column.insertable() && !column.updatable()) {
      return;
    }
    String other = columns.putIfAbsent(column.name().toLowerCase(Locale.ROOT), path);
    if (other != null) {
      faults.add(
          ErrorCode.DUPLICATE_COLUMN,
          "Column "
              + column.name()
              + " of "
              + model.table().name()
              + " is written by two attributes",
          "at " + other + " and " + path,
          "give one another column, use mappedBy,"
              + " or mark one insertable = false, updatable = false");
    }
  }
}
