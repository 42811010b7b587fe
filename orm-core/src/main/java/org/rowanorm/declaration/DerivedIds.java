package org.rowanorm.declaration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rowanorm.declaration.AttributeBuilder.KeyDeclaration;
import org.rowanorm.declaration.AttributeDeclaration.MapsIdDeclaration;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.IdGeneration;
import org.rowanorm.mapping.IdModel;
import org.rowanorm.mapping.ModelDraft;
import org.rowanorm.mapping.ToOneAttribute;

/**
 * Lets ids, or parts of them, stand in the foreign key of a reference that they are taken from. For
 * one use by one thread.
 */
final class DerivedIds {

  private final AttributeBuilder attributes;
  private final Faults faults;
  private final Map<AttributeDeclaration.ToOne, List<String>> names = new HashMap<>();

  DerivedIds(AttributeBuilder attributes, Faults faults) {
    this.attributes = attributes;
    this.faults = faults;
  }

  /** The references of an entity that its id is taken from. */
  static List<AttributeDeclaration.ToOne> of(EntityDeclaration declaration) {
    List<AttributeDeclaration.ToOne> found = new ArrayList<>();
    for (AttributeDeclaration said : declaration.attributes()) {
      if (said instanceof AttributeDeclaration.ToOne toOne && toOne.mapsId() != null) {
        found.add(toOne);
      }
    }
    return found;
  }

  /** The ids, in the columns of the references; null, with a fault, where they do not fit. */
  @Nullable List<AttributeDeclaration> named(
      EntityDeclaration declaration, List<AttributeDeclaration> ids) {
    List<AttributeDeclaration> named = ids;
    for (AttributeDeclaration.ToOne reference : of(declaration)) {
      EntityModel target = attributes.target(reference, reference.target());
      List<AttributeDeclaration.Basic> leaves = leaves(part(reference, named));
      if (target == null || !fits(reference, leaves, target)) {
        return null;
      }
      List<String> columns = columns(reference, leaves, target);
      names.put(reference, columns);
      Map<AttributeDeclaration, String> byLeaf = new HashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        byLeaf.put(leaves.get(i), columns.get(i));
      }
      named = named.stream().map(id -> renamed(id, byLeaf)).toList();
    }
    return named;
  }

  private static MapsIdDeclaration mapsId(AttributeDeclaration.ToOne reference) {
    MapsIdDeclaration said = reference.mapsId();
    if (said == null) {
      throw new IllegalStateException("no id is taken from " + reference.place());
    }
    return said;
  }

  /** What of the id a reference stands for, or null. */
  private static @Nullable AttributeDeclaration part(
      AttributeDeclaration.ToOne reference, List<AttributeDeclaration> ids) {
    String part = mapsId(reference).part();
    if (part.isEmpty()) {
      return ids.size() == 1 ? ids.get(0) : null;
    }
    for (AttributeDeclaration id : ids) {
      if (id.name().equals(part)) {
        return id;
      }
      if (id instanceof AttributeDeclaration.Embedded embedded) {
        for (AttributeDeclaration inside : embedded.parts()) {
          if (inside.name().equals(part)) {
            return inside;
          }
        }
      }
    }
    return null;
  }

  private static List<AttributeDeclaration.Basic> leaves(@Nullable AttributeDeclaration id) {
    List<AttributeDeclaration.Basic> leaves = new ArrayList<>();
    if (id instanceof AttributeDeclaration.Basic basic) {
      leaves.add(basic);
    } else if (id instanceof AttributeDeclaration.Embedded embedded) {
      embedded.parts().forEach(part -> leaves.addAll(leaves(part)));
    }
    return leaves;
  }

  private boolean fits(
      AttributeDeclaration.ToOne reference,
      List<AttributeDeclaration.Basic> leaves,
      EntityModel target) {
    List<Column> columns = target.id().columns();
    String part = mapsId(reference).part();
    if (leaves.size() != columns.size()) {
      faults.add(
          ErrorCode.WRONG_MAPS_ID,
          leaves.isEmpty() && !part.isEmpty()
              ? "@MapsId names no part '" + part + "' of the id"
              : "@MapsId of " + columns.size() + " columns for an id of " + leaves.size(),
          "at " + reference.place() + ", which refers to " + target.name(),
          "name the attribute of the id that has the type of the id of " + target.name());
      return false;
    }
    for (int i = 0; i < leaves.size(); i++) {
      AttributeDeclaration.Basic leaf = leaves.get(i);
      Class<?> type = ValueDeclaration.boxed(leaf.member().type());
      boolean made = leaf.generation() != null && leaf.generation().by() != IdGeneration.ASSIGNED;
      if (made || type != columns.get(i).type().javaType()) {
        faults.add(
            ErrorCode.WRONG_MAPS_ID,
            made
                ? "An id cannot be both generated and taken from a reference"
                : "An id of type "
                    + leaf.member().type().getSimpleName()
                    + " cannot be taken from one of type "
                    + columns.get(i).type().javaType().getSimpleName(),
            "at " + leaf.place() + " and " + reference.place(),
            made ? "take @GeneratedValue away, or @MapsId" : "declare both of one type");
        return false;
      }
    }
    return true;
  }

  private List<String> columns(
      AttributeDeclaration.ToOne reference,
      List<AttributeDeclaration.Basic> leaves,
      EntityModel target) {
    if (mapsId(reference).keepsColumns() && reference.columns().isEmpty()) {
      return leaves.stream()
          .map(leaf -> leaf.column().named(attributes.naming().column(leaf.name())).name())
          .toList();
    }
    KeyDeclaration key = new KeyDeclaration(reference.name(), reference.columns(), false);
    return attributes.foreignKey(reference, key, target).columns().stream()
        .map(Column::name)
        .toList();
  }

  private static AttributeDeclaration renamed(
      AttributeDeclaration id, Map<AttributeDeclaration, String> names) {
    if (id instanceof AttributeDeclaration.Basic basic) {
      String name = names.get(basic);
      return name == null ? basic : basic.inColumn(basic.column().renamed(name));
    }
    if (id instanceof AttributeDeclaration.Embedded embedded) {
      return new AttributeDeclaration.Embedded(
          embedded.member(),
          embedded.slot(),
          embedded.id(),
          embedded.component(),
          embedded.parts().stream().map(part -> renamed(part, names)).toList());
    }
    return id;
  }

  /** A reference that stands in columns of the id, which writes them. */
  ToOneAttribute shared(AttributeDeclaration.ToOne said, ToOneAttribute made) {
    List<String> columns = names.get(said);
    if (columns == null) {
      if (said.mapsId() != null && faults.count() == 0) {
        faults.add(
            ErrorCode.WRONG_MAPS_ID,
            "An entity that extends another one has its id",
            "at " + said.place(),
            "take @MapsId away, or declare the reference in the topmost entity");
      }
      return made;
    }
    List<Column> shared = new ArrayList<>();
    List<ColumnAttribute> leaves = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String name = columns.get(i);
      shared.add(made.columns().get(i).readOnly(name));
      made.owner().id().leaves().stream()
          .filter(leaf -> leaf.columns().get(0).name().equals(name))
          .findFirst()
          .ifPresent(leaves::add);
    }
    ToOneAttribute reference = made.in(shared);
    ModelDraft.of(made.owner()).derive(new IdModel.Derived(reference, leaves));
    return reference;
  }
}
