package org.rowanorm.processor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** What the source of a mapped class and its superclasses says of their attributes. */
final class MappedClass {

  /**
   * An attribute.
   *
   * @param member the field or getter that is annotated
   * @param type its type, with the type variables of superclasses filled in
   */
  record Attribute(String name, Element member, TypeMirror type, Kind kind) {}

  /** What paths of an attribute can do. */
  enum Kind {
    TEXT,
    NUMBER,
    TIME,
    TRUTH,
    COMPARABLE,
    VALUE,
    TO_ONE,
    EMBEDDED,
    TO_MANY,
    /** A collection of values. */
    ELEMENTS,
    /** A map, to values or to entities. */
    MAP
  }

  private final ProcessingEnvironment environment;
  private final TypeElement type;
  private final Kinds kinds;

  MappedClass(ProcessingEnvironment environment, TypeElement type) {
    this.environment = environment;
    this.type = type;
    this.kinds = new Kinds(environment);
  }

  TypeElement type() {
    return type;
  }

  /** All attributes, those of superclasses first. */
  List<Attribute> attributes() {
    Deque<DeclaredType> levels = new ArrayDeque<>();
    TypeMirror level = type.asType();
    while (level instanceof DeclaredType declared && level.getKind() != TypeKind.NONE) {
      levels.push(declared);
      level = ((TypeElement) declared.asElement()).getSuperclass();
    }
    boolean byGetters = levels.stream().anyMatch(MappedClass::hasIdOnGetter);
    List<Attribute> attributes = new ArrayList<>();
    for (DeclaredType mapped : levels) {
      if (isMapped(mapped.asElement())) {
        collect(mapped, byGetters, attributes);
      }
    }
    return attributes;
  }

  static boolean isMapped(Element element) {
    return Annotations.has(
        element, Annotations.ENTITY, Annotations.EMBEDDABLE, Annotations.MAPPED_SUPERCLASS);
  }

  private static boolean hasIdOnGetter(DeclaredType level) {
    return ElementFilter.methodsIn(level.asElement().getEnclosedElements()).stream()
        .anyMatch(method -> Annotations.has(method, Annotations.ID, Annotations.EMBEDDED_ID));
  }

  private void collect(DeclaredType level, boolean byGetters, List<Attribute> attributes) {
    String access = access(level.asElement());
    boolean getters = access == null ? byGetters : access.endsWith("PROPERTY");
    for (Element member : level.asElement().getEnclosedElements()) {
      String name = name(member, getters);
      if (name != null && attributes.stream().noneMatch(known -> known.name().equals(name))) {
        TypeMirror memberType = typeOf(member);
        attributes.add(new Attribute(name, member, memberType, kinds.of(member, memberType)));
      }
    }
  }

  private static @Nullable String access(Element element) {
    AnnotationMirror access = Annotations.find(element, Annotations.ACCESS);
    return access == null ? null : Annotations.text(access, "value");
  }

  /** The name of the attribute that a member is, or null where it is none. */
  private static @Nullable String name(Element member, boolean getters) {
    boolean skipped =
        member.getModifiers().contains(Modifier.STATIC)
            || member.getModifiers().contains(Modifier.TRANSIENT)
            || Annotations.has(member, Annotations.TRANSIENT);
    if (skipped) {
      return null;
    }
    String own = access(member);
    if (member.getKind() == ElementKind.FIELD) {
      boolean wanted = own == null ? !getters : own.endsWith("FIELD");
      return wanted ? member.getSimpleName().toString() : null;
    }
    boolean wanted = own == null ? getters : own.endsWith("PROPERTY");
    return wanted && member instanceof ExecutableElement method ? property(method) : null;
  }

  private static @Nullable String property(ExecutableElement method) {
    String name = method.getSimpleName().toString();
    boolean isGetter =
        method.getKind() == ElementKind.METHOD
            && method.getParameters().isEmpty()
            && method.getReturnType().getKind() != TypeKind.VOID;
    if (!isGetter) {
      return null;
    }
    if (name.startsWith("get") && name.length() > 3) {
      return decapitalized(name.substring(3));
    }
    boolean truth = method.getReturnType().getKind() == TypeKind.BOOLEAN;
    return truth && name.startsWith("is") && name.length() > 2
        ? decapitalized(name.substring(2))
        : null;
  }

  private static String decapitalized(String name) {
    boolean acronym = name.length() > 1 && Character.isUpperCase(name.charAt(1));
    return acronym ? name : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private TypeMirror typeOf(Element member) {
    DeclaredType whole = (DeclaredType) type.asType();
    TypeMirror found = environment.getTypeUtils().asMemberOf(whole, member);
    return found instanceof javax.lang.model.type.ExecutableType method
        ? method.getReturnType()
        : found;
  }
}
