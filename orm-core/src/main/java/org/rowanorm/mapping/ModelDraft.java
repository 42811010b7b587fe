package org.rowanorm.mapping;

import java.util.List;

/**
 * An entity model while it is filled: models refer to each other, so that none can be made whole at
 * once. {@link Models} closes them, and no draft is given of a closed one. Not thread-safe.
 */
public final class ModelDraft {

  private final EntityModel model;

  /**
   * What an entity's class says by itself.
   *
   * @param table the table that it declares
   */
  public record Said(
      Class<?> type, String name, TableName table, boolean cacheable, GeneratedId generatedId) {}

  private ModelDraft(EntityModel model) {
    this.model = model;
  }

  /**
   * The draft of a new model.
   *
   * @param ordinal its number among the entities of the session factory, from 0
   */
  public static ModelDraft begin(int ordinal, Said said) {
    return new ModelDraft(new EntityModel(ordinal, said));
  }

  /**
   * The draft of a model that was begun.
   *
   * @throws IllegalStateException if the model is closed
   */
  public static ModelDraft of(EntityModel model) {
    if (model.isClosed()) {
      throw new IllegalStateException("the model of " + model.name() + " is closed");
    }
    return new ModelDraft(model);
  }

  /** The model, filled as far as it was. */
  public EntityModel model() {
    return model;
  }

  /** Whether it has its id. */
  public boolean isIdentified() {
    return model.isIdentified();
  }

  /** Who makes its ids, and what counts them. */
  public GeneratedId generatedId() {
    return model.generatedId();
  }

  /** Gives it its id, before any association refers to it. */
  public void identify(IdModel id) {
    model.identify(id);
  }

  /** Notes a part of its id that is taken from a reference. */
  public void derive(IdModel.Derived part) {
    model.id().derive(part);
  }

  /** Gives it its place among the entities that it extends. */
  public void place(Hierarchy place) {
    model.place(place);
  }

  /** Gives it the tables of its rows, the one with the whole id first. */
  public void tables(List<EntityTable> tables) {
    model.tables(tables);
  }

  /** Gives it what its class and its listeners want to be told. */
  public void tell(Callbacks callbacks) {
    model.tell(callbacks);
  }

  /** Gives it its attributes, which must be in the order of their slots. */
  public void fill(List<Attribute> attributes) {
    model.fill(attributes);
  }

  /** Gives it a foreign key that a collection of another entity keeps in its table. */
  public void addForeignKey(ToManyAttribute collection) {
    model.addForeignKey(collection);
  }

  /** Says how its rows show that they are deleted. */
  public void mark(DeletionMark mark) {
    model.mark(mark);
  }

  /** Says by which values its rows are found, where no version tells of changes. */
  public void compare(RowComparison comparison) {
    model.compare(comparison);
  }

  /** Says which key beside its id is its natural id. */
  public void naturalId(UniqueKey key) {
    model.naturalId(key);
  }

  /** Gives it, and what extends it, a key beside its id. */
  public void addUniqueKey(UniqueKey key) {
    model.addUniqueKey(key);
  }
}
