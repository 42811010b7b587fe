package org.rowanorm.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.InverseToOneAttribute;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;

/**
 * What a query loads with its objects: attributes, and below each what is loaded with what it leads
 * to. Immutable and thread-safe.
 */
public record FetchTree(List<Branch> branches) {

  /** Nothing. */
  public static final FetchTree NONE = new FetchTree(List.of());

  /**
   * An attribute that is loaded.
   *
   * @param path its name with dots, from the objects of the query
   * @param below what is loaded with what it leads to
   * @param keysOf the map whose keys the attribute describes, or null
   */
  public record Branch(
      Attribute attribute, String path, FetchTree below, @Nullable ToManyAttribute keysOf) {

    /** What objects must have to have it: the attribute, or the map. */
    public Attribute held() {
      return keysOf == null ? attribute : keysOf;
    }

    /** The entity that it leads to, or null where it holds values. */
    public @Nullable EntityModel target() {
      return targetOf(attribute);
    }

    /** The attribute as a collection, or null where it is none. */
    public @Nullable ToManyAttribute collection() {
      return attribute instanceof ToManyAttribute toMany ? toMany : null;
    }

    @Override
    public String toString() {
      return path;
    }
  }

  /** Copies the list. */
  public FetchTree {
    branches = List.copyOf(branches);
  }

  /** The entity that an attribute leads to, or null where it holds values. */
  public static @Nullable EntityModel targetOf(Attribute attribute) {
    if (attribute instanceof ToOneAttribute toOne) {
      return toOne.target();
    }
    if (attribute instanceof InverseToOneAttribute inverse) {
      return inverse.target();
    }
    return attribute instanceof ToManyAttribute toMany && toMany.isAssociation()
        ? toMany.target()
        : null;
  }

  /** Whether nothing is loaded. */
  public boolean isEmpty() {
    return branches.isEmpty();
  }

  /** What is loaded below an attribute. */
  public FetchTree below(Attribute attribute) {
    for (Branch branch : branches) {
      if (branch.attribute() == attribute) {
        return branch.below();
      }
    }
    return NONE;
  }

  /** Whether an attribute is loaded. */
  public boolean has(Attribute attribute) {
    return branches.stream().anyMatch(branch -> branch.attribute() == attribute);
  }

  /** With a branch, in the place of the one for the same attribute. */
  public FetchTree with(Branch added) {
    List<Branch> all = new ArrayList<>(branches);
    all.replaceAll(branch -> branch.attribute() == added.attribute() ? added : branch);
    if (!has(added.attribute())) {
      all.add(added);
    }
    return new FetchTree(all);
  }

  /** Adds all entities that it leads to. */
  public void addEntities(Set<EntityModel> entities) {
    for (Branch branch : branches) {
      EntityModel target = branch.target();
      if (target != null) {
        entities.add(target);
      }
      branch.below().addEntities(entities);
    }
  }
}
