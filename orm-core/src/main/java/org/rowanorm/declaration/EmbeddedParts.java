package org.rowanorm.declaration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Access;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.EmbeddedAttribute;
import org.rowanorm.mapping.Place;

/**
 * Finds the attributes without columns that an entity declares, those in its embeddables too, and
 * puts what was made of them into the embeddables. Holds no state.
 */
final class EmbeddedParts {

  /**
   * A collection, or the other side of a one-to-one association.
   *
   * @param name within an embeddable the path from the entity
   */
  record Side(AttributeDeclaration said, String name, Place place) {}

  private EmbeddedParts() {}

  /** Whether an attribute has no columns in its entity's tables. */
  static boolean isSide(AttributeDeclaration said) {
    return said instanceof AttributeDeclaration.ToMany
        || said instanceof AttributeDeclaration.InverseToOne;
  }

  /** The attributes without columns among some of an entity. */
  static List<Side> sides(Access access, List<AttributeDeclaration> declared) {
    List<Side> sides = new ArrayList<>();
    for (AttributeDeclaration said : declared) {
      add(sides, new Side(said, said.name(), Place.ofSlot(access, said.slot())));
    }
    return sides;
  }

  private static void add(List<Side> sides, Side side) {
    if (isSide(side.said())) {
      sides.add(side);
    } else if (side.said() instanceof AttributeDeclaration.Embedded embedded) {
      for (AttributeDeclaration part : embedded.parts()) {
        Place place = side.place().part(embedded.component(), part.slot());
        add(sides, new Side(part, side.name() + "." + part.name(), place));
      }
    }
  }

  /** Puts attributes, by their names, into the embeddables among some of an entity. */
  static void complete(
      List<Attribute> made, List<AttributeDeclaration> declared, Map<String, Attribute> sides) {
    for (AttributeDeclaration said : declared) {
      if (said instanceof AttributeDeclaration.Embedded embedded) {
        made.replaceAll(
            attribute ->
                attribute instanceof EmbeddedAttribute whole && whole.slot() == said.slot()
                    ? with(whole, embedded, sides)
                    : attribute);
      }
    }
  }

  /** An embeddable with all its parts in their order; as it is where one could not be made. */
  private static EmbeddedAttribute with(
      EmbeddedAttribute made, AttributeDeclaration.Embedded said, Map<String, Attribute> sides) {
    List<Attribute> parts = new ArrayList<>();
    for (AttributeDeclaration declared : said.parts()) {
      String name = made.name() + "." + declared.name();
      Attribute part = isSide(declared) ? sides.get(name) : named(made.parts(), name);
      if (part == null) {
        return made;
      }
      boolean nested = declared instanceof AttributeDeclaration.Embedded;
      parts.add(
          nested
              ? with((EmbeddedAttribute) part, (AttributeDeclaration.Embedded) declared, sides)
              : part);
    }
    return new EmbeddedAttribute(made.owner(), made.name(), made.place(), made.component(), parts);
  }

  private static @Nullable Attribute named(List<Attribute> parts, String name) {
    return parts.stream().filter(part -> part.name().equals(name)).findFirst().orElse(null);
  }
}
