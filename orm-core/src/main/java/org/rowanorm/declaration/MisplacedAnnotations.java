package org.rowanorm.declaration;

import jakarta.persistence.Column;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import org.rowanorm.annotation.Uuid7;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.mapping.IdGeneration;

/**
 * Refuses annotations of columns and ids at attributes of another kind, where they would be read by
 * nobody. Holds no state.
 */
final class MisplacedAnnotations {

  private MisplacedAnnotations() {}

  static void refuse(AttributeDeclaration said, Faults faults) {
    Member member = said.member();
    boolean reference =
        said instanceof AttributeDeclaration.ToOne
            || said instanceof AttributeDeclaration.InverseToOne;
    if (reference && member.has(Column.class)) {
      fault(said, "@Column", "a reference", "say it with @JoinColumn", faults);
    }
    boolean joins = member.annotations().getAnnotationsByType(JoinColumn.class).length > 0;
    if (joins && said instanceof AttributeDeclaration.Basic) {
      fault(said, "@JoinColumn", "a value", "say it with @Column", faults);
    }
    if (member.has(GeneratedValue.class) && !member.has(Id.class)) {
      fault(
          said,
          "@GeneratedValue",
          "an attribute that is no id",
          "add @Id, or use @ReadBack for what the database makes",
          faults);
    }
    boolean uuid7 =
        said instanceof AttributeDeclaration.Basic basic
            && basic.generation() != null
            && basic.generation().by() == IdGeneration.UUID7;
    if (member.has(Uuid7.class) && !uuid7) {
      fault(
          said,
          "@Uuid7",
          "an attribute that is no id made of a UUID",
          "put it beside @Id @GeneratedValue on a UUID or a String",
          faults);
    }
  }

  private static void fault(
      AttributeDeclaration said, String annotation, String on, String remedy, Faults faults) {
    faults.add(
        ErrorCode.MISPLACED_ANNOTATION,
        annotation + " does not go with " + on,
        "at " + said.place(),
        remedy);
  }
}
