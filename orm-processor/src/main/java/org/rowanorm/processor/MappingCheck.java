package org.rowanorm.processor;

import java.util.List;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;
import org.rowanorm.processor.MappedClass.Attribute;
import org.rowanorm.processor.MappedClass.Kind;

/** Reports what the source of a mapping already shows to be wrong, at its line. */
final class MappingCheck {

  private final ProcessingEnvironment environment;
  private final MappedClass mapped;
  private boolean found;

  MappingCheck(ProcessingEnvironment environment, MappedClass mapped) {
    this.environment = environment;
    this.mapped = mapped;
  }

  /** Reports all that is wrong, and whether there was anything. */
  boolean finds() {
    TypeElement type = mapped.type();
    boolean entity = Annotations.has(type, Annotations.ENTITY);
    if (entity && type.getKind() != ElementKind.CLASS) {
      fault(
          type.getSimpleName() + " cannot be an entity: it is no class", type, Annotations.ENTITY);
      return true;
    }
    if (type.getNestingKind() == NestingKind.MEMBER
        && !type.getModifiers().contains(Modifier.STATIC)) {
      fault(
          type.getSimpleName() + " must be static: an inner class has no row of its own",
          type,
          null);
    }
    List<Attribute> attributes = mapped.attributes();
    if (entity && attributes.stream().noneMatch(MappingCheck::isId)) {
      fault(
          type.getSimpleName() + " has no id: annotate an attribute with @Id",
          type,
          Annotations.ENTITY);
    }
    attributes.forEach(this::check);
    return found;
  }

  private static boolean isId(Attribute attribute) {
    return Annotations.has(attribute.member(), Annotations.ID, Annotations.EMBEDDED_ID);
  }

  private void check(Attribute attribute) {
    if (attribute.kind() == Kind.TO_MANY) {
      checkToMany(attribute);
    } else if (attribute.kind() == Kind.TO_ONE) {
      requireEntity(attribute, Kinds.target(attribute.member(), attribute.type(), false));
    } else if (attribute.kind() == Kind.EMBEDDED) {
      TypeElement type = Kinds.element(attribute.type());
      if (type == null || !Annotations.has(type, Annotations.EMBEDDABLE)) {
        fault(
            attribute.name()
                + " cannot be embedded: "
                + attribute.type()
                + " is not annotated with @Embeddable",
            attribute.member(),
            Annotations.EMBEDDED);
      }
    } else {
      checkBasic(attribute);
    }
  }

  private void checkBasic(Attribute attribute) {
    TypeElement type = Kinds.element(attribute.type());
    if (type != null && Annotations.has(type, Annotations.ENTITY)) {
      fault(
          attribute.name() + " is an entity: annotate it with @ManyToOne or @OneToOne",
          attribute.member(),
          null);
    }
    if (Annotations.has(attribute.member(), Annotations.VERSION) && !canCount(attribute.type())) {
      fault(
          "A version must be an int or a long, not " + attribute.type(),
          attribute.member(),
          Annotations.VERSION);
    }
  }

  private static boolean canCount(TypeMirror type) {
    String name = type.toString();
    return type.getKind() == TypeKind.INT
        || type.getKind() == TypeKind.LONG
        || name.equals("java.lang.Integer")
        || name.equals("java.lang.Long");
  }

  private void checkToMany(Attribute attribute) {
    TypeElement collection = Kinds.element(attribute.type());
    String name = collection == null ? "" : collection.getQualifiedName().toString();
    boolean fits =
        name.equals("java.util.List")
            || name.equals("java.util.Set")
            || name.equals("java.util.Collection")
            || name.equals("java.util.Map");
    if (!fits) {
      fault(
          attribute.name()
              + " must be declared as List, Set or Collection, not "
              + attribute.type(),
          attribute.member(),
          null);
      return;
    }
    TypeElement target = Kinds.target(attribute.member(), attribute.type(), true);
    requireEntity(attribute, target);
    if (target != null) {
      checkMappedBy(attribute, target);
    }
  }

  private void requireEntity(Attribute attribute, @Nullable TypeElement target) {
    if (target == null || !Annotations.has(target, Annotations.ENTITY)) {
      fault(
          attribute.name()
              + " leads to "
              + (target == null ? attribute.type() : target)
              + ", which is no entity",
          attribute.member(),
          null);
    }
  }

  private void checkMappedBy(Attribute attribute, TypeElement target) {
    AnnotationMirror association = Annotations.find(attribute.member(), Annotations.ONE_TO_MANY);
    String name = association == null ? null : Annotations.text(association, "mappedBy");
    if (name == null || name.isEmpty() || name.contains(".")) {
      return;
    }
    List<Attribute> theirs = new MappedClass(environment, target).attributes();
    if (theirs.stream().noneMatch(other -> other.name().equals(name))) {
      fault(
          "mappedBy = \"" + name + "\" names no attribute of " + target.getSimpleName(),
          attribute.member(),
          Annotations.ONE_TO_MANY);
    }
  }

  private void fault(String message, Element element, @Nullable String annotation) {
    found = true;
    AnnotationMirror at = annotation == null ? null : Annotations.find(element, annotation);
    if (at == null) {
      environment.getMessager().printMessage(Diagnostic.Kind.ERROR, message, element);
    } else {
      environment.getMessager().printMessage(Diagnostic.Kind.ERROR, message, element, at);
    }
  }
}
