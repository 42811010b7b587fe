package org.rowanorm.declaration;

import jakarta.persistence.AssociationOverride;
import jakarta.persistence.AttributeOverride;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.Nearest;

/**
 * Refuses overrides that name nothing, or something of the other kind: they would have no effect.
 * For one use by one thread.
 */
final class OverrideCheck {

  private final Faults faults;
  private final String place;

  private OverrideCheck(Faults faults, String place) {
    this.faults = faults;
    this.place = place;
  }

  /**
   * Checks the overrides on a class or on an embedded attribute.
   *
   * @param overridden the attributes that they can name
   */
  static void check(
      AnnotatedElement element,
      List<AttributeDeclaration> overridden,
      String place,
      Faults faults) {
    OverrideCheck check = new OverrideCheck(faults, place);
    for (AttributeOverride said : element.getAnnotationsByType(AttributeOverride.class)) {
      check.column(said.name(), check.find(said.name(), overridden));
    }
    for (AssociationOverride said : element.getAnnotationsByType(AssociationOverride.class)) {
      check.association(said.name(), check.find(said.name(), overridden));
    }
  }

  /** What a path leads to; a collection wherever it goes on; null, with a fault, for nothing. */
  private @Nullable AttributeDeclaration find(String path, List<AttributeDeclaration> declared) {
    List<AttributeDeclaration> among = declared;
    AttributeDeclaration found = null;
    for (String name : path.split("\\.", -1)) {
      found = among.stream().filter(said -> said.name().equals(name)).findFirst().orElse(null);
      if (found == null) {
        List<String> names = among.stream().map(AttributeDeclaration::name).toList();
        fault(
            "No attribute '" + name + "' to override" + Nearest.hint(name, names),
            path,
            "name an attribute, or the path to one inside an embeddable");
        return null;
      }
      if (found instanceof AttributeDeclaration.ToMany) {
        return found;
      }
      among = found instanceof AttributeDeclaration.Embedded inside ? inside.parts() : List.of();
    }
    return found;
  }

  private void column(String path, @Nullable AttributeDeclaration found) {
    if (found instanceof AttributeDeclaration.Embedded) {
      fault(
          found.place() + " is an embeddable, which has no column of its own",
          path,
          "name the attributes inside it, such as " + path + ".x");
    } else if (found instanceof AttributeDeclaration.ToOne) {
      fault(
          found.place() + " is a reference, which has join columns",
          path,
          "use @AssociationOverride with joinColumns");
    }
  }

  private void association(String path, @Nullable AttributeDeclaration found) {
    if (found instanceof AttributeDeclaration.Basic
        || found instanceof AttributeDeclaration.Embedded) {
      fault(found.place() + " is no association", path, "use @AttributeOverride with column");
    }
  }

  private void fault(String fact, String path, String remedy) {
    faults.add(
        ErrorCode.WRONG_OVERRIDE, fact, "at " + place + ", overridden as '" + path + "'", remedy);
  }
}
