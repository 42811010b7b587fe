package org.rowanorm.declaration;

import jakarta.persistence.Entity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.rowanorm.discovery.EnhancementCheck;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.EntityGraph;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.GeneratedId;
import org.rowanorm.mapping.IdGeneration;
import org.rowanorm.mapping.ModelDraft;
import org.rowanorm.mapping.Models;
import org.rowanorm.mapping.NamedQueries;
import org.rowanorm.mapping.TableName;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.mapping.TypeSettings;
import org.rowanorm.mapping.UniqueKey;
import org.rowanorm.type.TypeSet;

/**
 * Makes the model from declarations: resolves types, targets and columns, and gathers every fault.
 * For one use by one thread.
 */
public final class ModelBuilder {

  private final Naming naming;
  private final TypeSet types;
  private final Faults faults = new Faults();
  private final Map<Class<?>, EntityModel> models = new LinkedHashMap<>();
  private final Map<EntityModel, EntityDeclaration> declarations = new LinkedHashMap<>();
  private final Map<EntityModel, List<Attribute>> attributes = new HashMap<>();
  private final AttributeBuilder builder;
  private final ReferencedColumns referenced;
  private final DerivedIds derivedIds;

  private ModelBuilder(TypeSettings settings, Naming naming) {
    this.naming = naming;
    this.types = settings.types();
    this.referenced = new ReferencedColumns(attributes, faults);
    this.builder =
        new AttributeBuilder(
            new AttributeTypes(settings, faults), models, referenced, naming.strategy(), faults);
    this.derivedIds = new DerivedIds(builder, faults);
  }

  /**
   * The models of classes, with the column types that there are and the names that are made.
   *
   * @param listeners what is told of all entities: objects, or classes of which one is made
   * @throws org.rowanorm.error.NotEnhancedException where a class is not enhanced
   * @throws org.rowanorm.error.MappingException with every fault of the mapping
   */
  public static Models build(
      List<Class<?>> entities, TypeSettings settings, Naming naming, List<Object> listeners) {
    EnhancementCheck.check(entities);
    return new ModelBuilder(settings, naming).build(new LinkedHashSet<>(entities), listeners);
  }

  private Models build(Set<Class<?>> entities, List<Object> listeners) {
    IdCounters counters = new IdCounters(entities, naming, faults);
    for (Class<?> type : parentsFirst(entities)) {
      EntityDeclaration declaration = new AnnotationReader(type, counters, naming, faults).read();
      if (declaration != null) {
        declare(declaration);
      }
    }
    refuseSameNames();
    HierarchyBuilder hierarchies = new HierarchyBuilder(models, faults);
    for (EntityModel model : models.values()) {
      hierarchies.place(model, declaration(model), isExtended(model));
    }
    hierarchies.refuseSameValues();
    addIds(new CallbackReader(listeners, faults));
    for (EntityModel model : models.values()) {
      addOwn(model, false);
    }
    for (EntityModel model : models.values()) {
      addOwn(model, true);
    }
    SoftDeletes softDeletes = new SoftDeletes(types, faults);
    NaturalIds naturalIds = new NaturalIds(referenced, faults);
    for (EntityModel model : models.values()) {
      checkVersions(model);
      softDeletes.read(model);
      naturalIds.read(model, declaration(model), of(model));
    }
    faults.raise();
    TableBuilder tables = new TableBuilder(builder, declarations, faults);
    for (EntityModel model : models.values()) {
      tables.give(model);
    }
    new CollectionBuilder(builder, declarations, attributes, faults).build();
    ComparedColumns compared = new ComparedColumns(declarations, faults);
    for (EntityModel model : models.values()) {
      fill(model);
    }
    for (EntityModel model : models.values()) {
      tables.check(model);
      compared.read(model);
    }
    addForeignKeys();
    addUniqueKeys();
    refuseSameColumns();
    for (EntityModel model : models.values()) {
      softDeletes.refuseWriters(model);
    }
    Map<String, EntityGraph> graphs = new GraphBuilder(models, faults).build();
    NamedQueries queries = new NamedQueryReader(models.keySet(), faults).read();
    faults.raise();
    return new Models(List.copyOf(models.values()), graphs, queries);
  }

  private EntityDeclaration declaration(EntityModel model) {
    return Objects.requireNonNull(declarations.get(model));
  }

  private void fill(EntityModel model) {
    List<Attribute> filled = new ArrayList<>();
    for (EntityModel member : model.hierarchy().lineage()) {
      filled.addAll(of(member));
    }
    filled.sort(Comparator.comparingInt(Attribute::slot));
    ModelDraft.of(model).fill(filled);
  }

  private static List<Class<?>> parentsFirst(Set<Class<?>> entities) {
    List<Class<?>> sorted = new ArrayList<>(entities);
    sorted.sort(Comparator.comparingInt(ModelBuilder::depth));
    return sorted;
  }

  private static int depth(Class<?> type) {
    int depth = 0;
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      depth += c.isAnnotationPresent(Entity.class) ? 1 : 0;
    }
    return depth;
  }

  private boolean isExtended(EntityModel model) {
    for (Class<?> type : models.keySet()) {
      if (type != model.type() && model.type().isAssignableFrom(type)) {
        return true;
      }
    }
    return false;
  }

  /** The declarations of what an entity has and the one that it extends has not. */
  static List<AttributeDeclaration> own(EntityModel model, EntityDeclaration declaration) {
    EntityModel parent = model.hierarchy().parent();
    int inherited = parent == null ? 0 : parent.access().slots();
    List<AttributeDeclaration> own = new ArrayList<>();
    for (AttributeDeclaration attribute : declaration.attributes()) {
      if (attribute.slot() >= inherited) {
        own.add(attribute);
      }
    }
    return own;
  }

  /** The attributes that an entity declares itself, so far. */
  private List<Attribute> of(EntityModel model) {
    return attributes.computeIfAbsent(model, m -> new ArrayList<>());
  }

  private void declare(EntityDeclaration declaration) {
    EntityModel model =
        ModelDraft.begin(
                models.size(),
                new ModelDraft.Said(
                    declaration.type(),
                    declaration.name(),
                    declaration.table(),
                    declaration.cacheable(),
                    generatedId(declaration)))
            .model();
    models.put(declaration.type(), model);
    declarations.put(model, declaration);
  }

  /** The ids of a hierarchy are made in one way: that of its topmost entity. */
  private GeneratedId generatedId(EntityDeclaration declaration) {
    Class<?> above = declaration.hierarchy().parent();
    EntityModel parent = above == null ? null : models.get(above);
    if (parent != null) {
      return ModelDraft.of(parent).generatedId();
    }
    GeneratedId generation = GeneratedId.ASSIGNED;
    for (AttributeDeclaration attribute : declaration.attributes()) {
      if (attribute instanceof AttributeDeclaration.Basic basic && basic.generation() != null) {
        generation = basic.generation();
        refusePart(declaration, basic);
      }
    }
    return generation;
  }

  private void refusePart(EntityDeclaration declaration, AttributeDeclaration.Basic said) {
    GeneratedId generation = said.generation();
    boolean assigned = generation != null && generation.by() == IdGeneration.ASSIGNED;
    if (!assigned
        && declaration.attributes().stream().filter(AttributeDeclaration::id).count() > 1) {
      faults.add(
          ErrorCode.WRONG_GENERATED_ID,
          "A part of the id of " + declaration.name() + " cannot be generated",
          "at " + said.place(),
          "take @GeneratedValue away, or make it the only @Id");
    }
  }

  private void addIds(CallbackReader callbacks) {
    IdBuilder ids = new IdBuilder(builder, declarations, derivedIds, faults);
    for (EntityModel model : models.values()) {
      ModelDraft.of(model).tell(callbacks.read(model.type()));
      ids.identify(model);
    }
    for (EntityModel model : models.values()) {
      if (ModelDraft.of(model).isIdentified() && model.hierarchy().parent() == null) {
        of(model).addAll(model.id().attributes());
      }
    }
  }

  /** The attributes with columns in the entity's own table; those that refer to others last. */
  private void addOwn(EntityModel model, boolean last) {
    for (AttributeDeclaration said : own(model, declaration(model))) {
      if (!said.id() && !EmbeddedParts.isSide(said) && builder.refersToAttributes(said) == last) {
        Attribute made = builder.make(model, said);
        if (made instanceof ToOneAttribute toOne
            && said instanceof AttributeDeclaration.ToOne reference
            && ModelDraft.of(model).isIdentified()) {
          made = derivedIds.shared(reference, toOne);
        }
        if (made != null) {
          of(model).add(made);
        }
      }
    }
  }

  private void checkVersions(EntityModel model) {
    int versions = 0;
    for (AttributeDeclaration said : declaration(model).attributes()) {
      versions += said instanceof AttributeDeclaration.Basic basic && basic.version() ? 1 : 0;
    }
    if (versions > 1) {
      faults.add(
          ErrorCode.UNSUPPORTED_MAPPING,
          "Entity " + model.name() + " has " + versions + " versions",
          "at " + model.type().getName(),
          "keep one @Version");
    }
  }

  private void addForeignKeys() {
    for (EntityModel model : models.values()) {
      for (ToManyAttribute collection : model.toManys()) {
        if (!collection.columnsInTarget().isEmpty() && collection.owner() == model) {
          ModelDraft.of(collection.target()).addForeignKey(collection);
        }
      }
    }
  }

  /** Gives the entities the keys that others refer to. */
  private void addUniqueKeys() {
    for (EntityModel model : models.values()) {
      for (UniqueKey key : referenced.keys().getOrDefault(model, List.of())) {
        ModelDraft.of(model).addUniqueKey(key);
      }
    }
    for (EntityModel model : models.values()) {
      for (UniqueKey key : model.uniqueKeys()) {
        for (UniqueKey.Part part : key.parts()) {
          boolean several =
              model.isPolymorphic()
                  && model.hierarchy().isTablePerClass()
                  && referenced.isReferredTo(key);
          if (model == key.owner() && (several || model.tableOf(part.leaf()) > 0)) {
            faults.add(
                ErrorCode.WRONG_REFERENCED_COLUMN,
                "A foreign key cannot refer to "
                    + part.leaf().path()
                    + ", which is not in one first table of "
                    + model.name(),
                "at " + model.type().getName(),
                "refer to the id, or declare the attribute in " + model.root().name());
          }
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
      Map<String, Attribute> columns = new HashMap<>();
      for (ColumnAttribute leaf : model.leaves()) {
        int table = model.tableOf(leaf);
        for (Column column : leaf.columns()) {
          claim(columns, new Claim(model, table, column), leaf);
        }
      }
      for (ToManyAttribute collection : model.foreignKeys()) {
        int table = model.tableOf(collection);
        for (Column column : collection.columnsInTarget()) {
          claim(columns, new Claim(model, table, column), collection);
        }
      }
    }
  }

  /** A column of one of an entity's tables. */
  private record Claim(EntityModel model, int table, Column column) {

    String key() {
      return table + "." + column.name().toLowerCase(Locale.ROOT);
    }

    TableName tableName() {
      return model.tables().get(Math.max(table, 0)).name();
    }
  }

  private void claim(Map<String, Attribute> columns, Claim claim, Attribute by) {
    Column column = claim.column();
    if (!column.insertable() && !column.updatable()) {
      return;
    }
    Attribute other = columns.putIfAbsent(claim.key(), by);
    if (other != null) {
      faults.add(
          ErrorCode.DUPLICATE_COLUMN,
          "Column "
              + column.name()
              + " of "
              + claim.tableName().name()
              + " is written by two attributes",
          "at " + other.path() + " and " + by.path(),
          "give one another column, use mappedBy,"
              + " or mark one insertable = false, updatable = false");
    }
  }
}
