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
    if (entity) {
      checkId(type, attributes);
      checkVersions(attributes);
    }
    attributes.forEach(this::check);
    return found;
  }

  private void checkId(TypeElement type, List<Attribute> attributes) {
    List<Attribute> ids = attributes.stream().filter(MappingCheck::isId).toList();
    if (ids.isEmpty()) {
      fault(
          type.getSimpleName() + " has no id: annotate an attribute with @Id",
          type,
          Annotations.ENTITY);
    } else if (ids.size() > 1 && !hasIdClass(type)) {
      fault(
          type.getSimpleName()
              + " has several ids, "
              + ids.get(0).name()
              + " and "
              + ids.get(1).name()
              + ": name a class for them with @IdClass, or use one @EmbeddedId",
          ids.get(1).member(),
          null);
    }
  }

  /** The class may be named by a class that it extends. */
  private static boolean hasIdClass(TypeElement type) {
    TypeElement level = type;
    while (level != null && !Annotations.has(level, Annotations.ID_CLASS)) {
      level = Kinds.element(level.getSuperclass());
    }
    return level != null;
  }

  private void checkVersions(List<Attribute> attributes) {
    List<Attribute> versions =
        attributes.stream()
            .filter(attribute -> Annotations.has(attribute.member(), Annotations.VERSION))
            .toList();
    if (versions.size() > 1) {
      fault(
          "There are two versions, " + versions.get(0).name() + " and " + versions.get(1).name(),
          versions.get(1).member(),
          Annotations.VERSION);
    }
  }

  private static boolean isId(Attribute attribute) {
    return Annotations.has(attribute.member(), Annotations.ID, Annotations.EMBEDDED_ID);
  }

  private void check(Attribute attribute) {
    boolean toMany =
        Annotations.has(attribute.member(), Annotations.ONE_TO_MANY, Annotations.MANY_TO_MANY);
    if (toMany) {
      checkToMany(attribute);
    } else if (attribute.kind() == Kind.ELEMENTS || attribute.kind() == Kind.MAP) {
      checkElements(attribute);
    } else if (attribute.kind() == Kind.TO_ONE) {
      TypeElement target = Kinds.target(attribute.member(), attribute.type(), false);
      requireEntity(attribute, target);
      checkNames(attribute, target);
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
    boolean isEnum = type != null && type.getKind() == ElementKind.ENUM;
    if (Annotations.has(attribute.member(), Annotations.ENUMERATED) && !isEnum) {
      fault(
          attribute.name()
              + " is no enum but "
              + attribute.type()
              + ", so it cannot be @Enumerated",
          attribute.member(),
          Annotations.ENUMERATED);
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
    if (requireCollection(attribute)) {
      TypeElement target = Kinds.target(attribute.member(), attribute.type(), true);
      requireEntity(attribute, target);
      checkNames(attribute, target);
    }
  }

  private void checkElements(Attribute attribute) {
    TypeElement element = Kinds.target(attribute.member(), attribute.type(), true);
    if (requireCollection(attribute)
        && element != null
        && Annotations.has(element, Annotations.ENTITY)) {
      fault(
          attribute.name()
              + " holds entities, "
              + element.getSimpleName()
              + ": annotate it with @OneToMany or @ManyToMany",
          attribute.member(),
          Annotations.ELEMENT_COLLECTION);
    }
  }

  private boolean requireCollection(Attribute attribute) {
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
              + " must be declared as List, Set, Collection or Map, not "
              + attribute.type(),
          attribute.member(),
          null);
    }
    return fits;
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

  /** Attributes of the target that annotations name must be there. */
  private void checkNames(Attribute attribute, @Nullable TypeElement target) {
    if (target == null || !Annotations.has(target, Annotations.ENTITY)) {
      return;
    }
    for (String association :
        List.of(Annotations.ONE_TO_MANY, Annotations.MANY_TO_MANY, Annotations.ONE_TO_ONE)) {
      requireNamed(attribute, target, association, "mappedBy");
    }
    requireNamed(attribute, target, Annotations.MAP_KEY, "name");
  }

  private void requireNamed(
      Attribute attribute, TypeElement target, String annotation, String member) {
    AnnotationMirror there = Annotations.find(attribute.member(), annotation);
    String name = there == null ? null : Annotations.text(there, member);
    if (name == null || name.isEmpty() || name.contains(".")) {
      return;
    }
    List<Attribute> theirs = new MappedClass(environment, target).attributes();
    if (theirs.stream().noneMatch(other -> other.name().equals(name))) {
      String what = member.equals("name") ? "@MapKey" : member;
      fault(
          what + " = \"" + name + "\" names no attribute of " + target.getSimpleName(),
          attribute.member(),
          annotation);
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
