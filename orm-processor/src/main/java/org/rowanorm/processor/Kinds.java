package org.rowanorm.processor;

import java.util.List;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;
import org.rowanorm.processor.MappedClass.Kind;

/** Tells what paths of an attribute can do, by its annotations and its type. */
final class Kinds {

  private static final Set<String> OTHER_TIMES =
      Set.of("java.util.Date", "java.util.Calendar", "java.sql.Date", "java.sql.Timestamp");

  private final ProcessingEnvironment environment;
  private final Types types;

  Kinds(ProcessingEnvironment environment) {
    this.environment = environment;
    this.types = environment.getTypeUtils();
  }

  Kind of(Element member, TypeMirror type) {
    if (Annotations.has(member, Annotations.ONE_TO_MANY, Annotations.MANY_TO_MANY)) {
      return Kind.TO_MANY;
    }
    if (Annotations.has(member, Annotations.MANY_TO_ONE, Annotations.ONE_TO_ONE)) {
      return Kind.TO_ONE;
    }
    if (Annotations.has(member, Annotations.ELEMENT_COLLECTION)) {
      return Kind.ELEMENTS;
    }
    boolean converted = Annotations.has(member, Annotations.CONVERT);
    TypeElement declared = element(type);
    boolean embedded =
        Annotations.has(member, Annotations.EMBEDDED, Annotations.EMBEDDED_ID)
            || (declared != null && Annotations.has(declared, Annotations.EMBEDDABLE));
    return embedded && !converted ? Kind.EMBEDDED : basic(boxed(type), converted);
  }

  private Kind basic(TypeMirror type, boolean converted) {
    String name = type.toString();
    if (name.equals("java.lang.String")) {
      return Kind.TEXT;
    }
    if (name.equals("java.lang.Boolean")) {
      return Kind.TRUTH;
    }
    if (isA(type, "java.lang.Number")) {
      return Kind.NUMBER;
    }
    boolean time = isA(type, "java.time.temporal.Temporal") || OTHER_TIMES.contains(name);
    boolean hasParts = !name.equals("java.time.Year") && !name.equals("java.time.YearMonth");
    if (time && hasParts && !converted && !name.equals("java.time.OffsetTime")) {
      return Kind.TIME;
    }
    return isA(type, "java.lang.Comparable") ? Kind.COMPARABLE : Kind.VALUE;
  }

  private boolean isA(TypeMirror type, String name) {
    TypeElement wanted = environment.getElementUtils().getTypeElement(name);
    return wanted != null
        && types.isAssignable(types.erasure(type), types.erasure(wanted.asType()));
  }

  /** A type as one that can be a type argument. */
  TypeMirror boxed(TypeMirror type) {
    return type.getKind().isPrimitive()
        ? types.boxedClass(types.getPrimitiveType(type.getKind())).asType()
        : type;
  }

  static @Nullable TypeElement element(@Nullable TypeMirror type) {
    return type instanceof DeclaredType declared && type.getKind() == TypeKind.DECLARED
        ? (TypeElement) declared.asElement()
        : null;
  }

  /** The class that an association leads to, or null where the source does not say it. */
  static @Nullable TypeElement target(Element member, TypeMirror type, boolean many) {
    for (String name :
        List.of(
            Annotations.ONE_TO_MANY,
            Annotations.MANY_TO_MANY,
            Annotations.MANY_TO_ONE,
            Annotations.ONE_TO_ONE)) {
      AnnotationMirror annotation = Annotations.find(member, name);
      TypeMirror said = annotation == null ? null : Annotations.type(annotation, "targetEntity");
      if (said != null) {
        return element(said);
      }
    }
    if (!many) {
      return element(type);
    }
    List<? extends TypeMirror> arguments =
        type instanceof DeclaredType declared ? declared.getTypeArguments() : List.of();
    return arguments.isEmpty() ? null : element(arguments.get(arguments.size() - 1));
  }
}
