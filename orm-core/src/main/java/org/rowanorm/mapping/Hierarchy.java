package org.rowanorm.mapping;

import jakarta.persistence.InheritanceType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entity's place among entities that extend each other. It is filled once, at boot, and
 * immutable after. Thread-safe.
 */
public final class Hierarchy {

  private final EntityModel model;
  private final @Nullable EntityModel parent;
  private final InheritanceType strategy;
  private final @Nullable Column discriminator;
  private final @Nullable Object value;
  private final List<EntityModel> children = new ArrayList<>();

  /**
   * The place of an entity.
   *
   * @param parent the entity that it extends
   * @param discriminator the column that names the class of a row
   * @param value what stands in it for this entity
   */
  public Hierarchy(
      EntityModel model,
      @Nullable EntityModel parent,
      InheritanceType strategy,
      @Nullable Column discriminator,
      @Nullable Object value) {
    this.model = model;
    this.parent = parent;
    this.strategy = strategy;
    this.discriminator = discriminator;
    this.value = value;
  }

  /** Tells the entity that its own extends of it. */
  void tellParent() {
    if (parent != null) {
      parent.hierarchy().children.add(model);
    }
  }

  /** The entity that it extends, or null. */
  public @Nullable EntityModel parent() {
    return parent;
  }

  /** The topmost entity. */
  public EntityModel root() {
    return parent == null ? model : parent.hierarchy().root();
  }

  /** How the tables are cut. */
  public InheritanceType strategy() {
    return strategy;
  }

  /** The column that names the class of a row, or null where there is none. */
  public @Nullable Column discriminator() {
    return discriminator;
  }

  /** What stands in the discriminator for this entity; null without one. */
  public @Nullable Object value() {
    return value;
  }

  /** Whether entities extend this one. */
  public boolean isExtended() {
    return !children.isEmpty();
  }

  /** Whether its rows stand with those of other entities in one table. */
  public boolean sharesTable() {
    return strategy == InheritanceType.SINGLE_TABLE && (parent != null || isExtended());
  }

  /** The entities from the topmost one to this one. */
  public List<EntityModel> lineage() {
    List<EntityModel> lineage = new ArrayList<>();
    if (parent != null) {
      lineage.addAll(parent.hierarchy().lineage());
    }
    lineage.add(model);
    return lineage;
  }

  /** This entity and all that extend it, those above first. */
  public List<EntityModel> family() {
    List<EntityModel> family = new ArrayList<>();
    family.add(model);
    children.forEach(child -> family.addAll(child.hierarchy().family()));
    return family;
  }

  /** Whether each entity with objects has a table of its own with all their columns. */
  public boolean isTablePerClass() {
    return strategy == InheritanceType.TABLE_PER_CLASS;
  }

  /**
   * The entities in whose own tables its rows are found: itself, or all of its family that have
   * objects where each has a table.
   */
  public List<EntityModel> tableOwners() {
    return isTablePerClass() ? concrete() : List.of(model);
  }

  /** Those of {@link #family()} that can have objects. */
  public List<EntityModel> concrete() {
    return family().stream().filter(member -> !member.isAbstract()).toList();
  }
}
