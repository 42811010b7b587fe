package org.rowanorm.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.rowanorm.dialect.Dialect;
import org.rowanorm.dialect.TableNaming;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.IdCounter;
import org.rowanorm.mapping.Models;
import org.rowanorm.mapping.ToManyAttribute;

/**
 * The plans of all entities, for one dialect and one naming of tables (a tenant with a schema of
 * its own has plans of its own), and what counts their ids. Thread-safe.
 */
public final class Plans {

  /** What the plans of one dialect share, whichever tables they speak of. */
  private record Shared(
      Models models,
      Dialect dialect,
      InsertOrder insertOrder,
      Hydrators hydrators,
      Binders binders,
      Uuid7 uuids) {}

  private final Shared shared;
  private final TableNaming naming;
  private final List<EntityPlan> byOrdinal = new ArrayList<>();
  private final Map<ToManyAttribute, CollectionPlan> collections = new HashMap<>();
  private final Cardinalities seen = new Cardinalities();
  private final Map<IdCounter, IdGenerator> idGenerators;
  private final boolean withDeleted;

  /** Plans for models. */
  public Plans(Models models, Dialect dialect, TableNaming naming) {
    this(
        new Shared(
            models, dialect, new InsertOrder(models), new Hydrators(), new Binders(), new Uuid7()),
        naming,
        new ConcurrentHashMap<>(),
        false);
  }

  private Plans(
      Shared shared,
      TableNaming naming,
      Map<IdCounter, IdGenerator> idGenerators,
      boolean withDeleted) {
    this.shared = shared;
    this.naming = naming;
    this.idGenerators = idGenerators;
    this.withDeleted = withDeleted;
    for (EntityModel model : models().all()) {
      byOrdinal.add(new EntityPlan(model, dialect(), naming, this));
    }
    for (EntityModel model : models().all()) {
      model.toManys().stream()
          .filter(c -> c.table() != null && c.owner() == model)
          .forEach(this::plan);
    }
  }

  /** Plans to which rows that are marked as deleted are rows like others. */
  public Plans withDeleted() {
    return new Plans(shared, naming, idGenerators, true);
  }

  /** Plans for the same entities in other tables, which count ids of their own. */
  public Plans named(TableNaming other) {
    return new Plans(shared, other, new ConcurrentHashMap<>(), withDeleted);
  }

  /** Whether rows that are marked as deleted are rows like others. */
  boolean isWithDeleted() {
    return withDeleted;
  }

  private void plan(ToManyAttribute collection) {
    EntityPlan target = collection.isAssociation() ? of(collection.target()) : null;
    collections.put(collection, new CollectionPlan(collection, target, dialect(), naming));
  }

  /** The plan of a collection with a table of its own. */
  public CollectionPlan of(ToManyAttribute collection) {
    CollectionPlan plan = collections.get(collection);
    if (plan == null) {
      throw new IllegalStateException(collection + " has no table of its own");
    }
    return plan;
  }

  /** The models that the plans are for. */
  public Models models() {
    return shared.models();
  }

  /** The dialect that the statements are written in. */
  public Dialect dialect() {
    return shared.dialect();
  }

  /** How the names of tables are resolved. */
  public TableNaming naming() {
    return naming;
  }

  /** How many objects attributes led to so far. */
  public Cardinalities seen() {
    return seen;
  }

  /** What makes UUIDs of version 7. */
  public Uuid7 uuids() {
    return shared.uuids();
  }

  /** What makes hydrators. */
  Hydrators hydrators() {
    return shared.hydrators();
  }

  /** What makes binders. */
  Binders binders() {
    return shared.binders();
  }

  /** The plan of an entity. */
  public EntityPlan of(EntityModel model) {
    return byOrdinal.get(model.ordinal());
  }

  /** What makes the ids of an entity that are counted apart from its table. */
  public IdGenerator idGenerator(EntityModel model) {
    IdCounter counter = Objects.requireNonNull(model.idCounter());
    return idGenerators.computeIfAbsent(counter, this::newGenerator);
  }

  private IdGenerator newGenerator(IdCounter counter) {
    boolean standIn = counter instanceof IdCounter.Sequence && !dialect().hasSequences();
    return new IdGenerator(
        standIn ? ((IdCounter.Sequence) counter).standIn() : counter, dialect(), naming);
  }

  /** The order in which rows of different entities are inserted. */
  public InsertOrder insertOrder() {
    return shared.insertOrder();
  }
}
