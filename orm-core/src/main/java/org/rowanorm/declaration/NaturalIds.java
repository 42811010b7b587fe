package org.rowanorm.declaration;

import jakarta.persistence.InheritanceType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.annotation.NaturalId;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.ModelDraft;
import org.rowanorm.mapping.UniqueKey.Part;

/** Gives entities the keys that their natural ids are. For one use by one thread. */
final class NaturalIds {

  private final ReferencedColumns keys;
  private final Faults faults;

  NaturalIds(ReferencedColumns keys, Faults faults) {
    this.keys = keys;
    this.faults = faults;
  }

  /**
   * Reads the natural id that an entity declares.
   *
   * @param attributes those that it declares itself
   */
  void read(EntityModel model, EntityDeclaration declaration, List<Attribute> attributes) {
    List<Part> parts = new ArrayList<>();
    for (AttributeDeclaration said : ModelBuilder.own(model, declaration)) {
      if (said.member().has(NaturalId.class)) {
        Attribute attribute =
            attributes.stream().filter(a -> a.slot() == said.slot()).findFirst().orElse(null);
        if (attribute != null || isCollection(said)) {
          add(parts, said, attribute);
        }
      }
    }
    if (!parts.isEmpty() && isPlace(model)) {
      ModelDraft.of(model).naturalId(keys.key(model, parts));
    }
  }

  private static boolean isCollection(AttributeDeclaration said) {
    return said instanceof AttributeDeclaration.ToMany
        || said instanceof AttributeDeclaration.InverseToOne;
  }

  private void add(List<Part> parts, AttributeDeclaration said, @Nullable Attribute attribute) {
    if (attribute == null || said.id()) {
      fault(
          attribute == null
              ? said.place() + " has no columns to be a natural id"
              : "The id of an entity is not its natural id too",
          "at " + said.place(),
          "take @NaturalId away");
      return;
    }
    for (Part part : ReferencedColumns.parts(attribute).toList()) {
      String hindrance = ReferencedColumns.hindrance(part.leaf());
      if (hindrance != null) {
        fault(
            "A natural id cannot hold " + part.leaf().path() + ", " + hindrance,
            "at " + said.place(),
            "annotate plain attributes with @NaturalId");
        return;
      }
      parts.add(part);
    }
  }

  private boolean isPlace(EntityModel model) {
    EntityModel parent = model.hierarchy().parent();
    boolean joined = model.hierarchy().strategy() == InheritanceType.JOINED;
    if (parent == null || (!joined && parent.naturalId() == null)) {
      return true;
    }
    fault(
        parent.naturalId() == null
            ? "A natural id needs columns in the first table of " + model.name()
            : model.name() + " has a natural id already, that of " + parent.name(),
        "at " + model.type().getName(),
        "declare the natural id in " + model.root().name());
    return false;
  }

  private void fault(String fact, String... details) {
    faults.add(ErrorCode.WRONG_NATURAL_ID, fact, details);
  }
}
