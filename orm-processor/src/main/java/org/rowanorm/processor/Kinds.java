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
    boolean toMany = Annotations.has(member, Annotations.ONE_TO_MANY, Annotations.MANY_TO_MANY);
    boolean elements = Annotations.has(member, Annotations.ELEMENT_COLLECTION);
    if (toMany || elements) {
      return isMap(type) ? Kind.MAP : toMany ? Kind.TO_MANY : Kind.ELEMENTS;
    }
    if (Annotations.has(member, Annotations.MANY_TO_ONE, Annotations.ONE_TO_ONE)) {
      return Kind.TO_ONE;
    }
    boolean converted = Annotations.has(member, Annotations.CONVERT);
    boolean said = Annotations.has(member, Annotations.EMBEDDED, Annotations.EMBEDDED_ID);
    return said && !converted ? Kind.EMBEDDED : ofValue(member, type);
  }

  /** The kind of a value by its type: of an attribute, of an element or of a key. */
  Kind ofValue(Element member, TypeMirror type) {
    boolean converted = Annotations.has(member, Annotations.CONVERT);
    TypeElement declared = element(type);
    boolean embedded = declared != null && Annotations.has(declared, Annotations.EMBEDDABLE);
    return embedded && !converted ? Kind.EMBEDDED : basic(boxed(type), converted);
  }

  /** The same, where it may be an object of an entity. */
  Kind ofPart(Element member, TypeMirror type) {
    TypeElement declared = element(type);
    return declared != null && Annotations.has(declared, Annotations.ENTITY)
        ? Kind.TO_ONE
        : ofValue(member, type);
  }

  private static boolean isMap(TypeMirror type) {
    TypeElement declared = element(type);
    return declared != null && declared.getQualifiedName().contentEquals("java.util.Map");
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
    return element(many ? elementType(member, type) : said(member, type));
  }

  /** The type of the elements of a collection, or of the values of a map. */
  static TypeMirror elementType(Element member, TypeMirror type) {
    List<? extends TypeMirror> arguments = arguments(type);
    return said(member, arguments.isEmpty() ? type : arguments.get(arguments.size() - 1));
  }

  /** The type of the keys of a map. */
  static TypeMirror keyType(Element member, TypeMirror type) {
    AnnotationMirror annotation = Annotations.find(member, Annotations.MAP_KEY_CLASS);
    TypeMirror said = annotation == null ? null : Annotations.type(annotation, "value");
    List<? extends TypeMirror> arguments = arguments(type);
    return said != null ? said : arguments.isEmpty() ? type : arguments.get(0);
  }

  private static List<? extends TypeMirror> arguments(TypeMirror type) {
    return type instanceof DeclaredType declared ? declared.getTypeArguments() : List.of();
  }

  /** The type that the annotation of an association names, or else the declared one. */
  private static TypeMirror said(Element member, TypeMirror declared) {
    for (String name :
        List.of(
            Annotations.ONE_TO_MANY,
            Annotations.MANY_TO_MANY,
            Annotations.MANY_TO_ONE,
            Annotations.ONE_TO_ONE,
            Annotations.ELEMENT_COLLECTION)) {
      AnnotationMirror annotation = Annotations.find(member, name);
      if (annotation != null) {
        String attribute =
            name.equals(Annotations.ELEMENT_COLLECTION) ? "targetClass" : "targetEntity";
        TypeMirror said = Annotations.type(annotation, attribute);
        return said == null ? declared : said;
      }
    }
    return declared;
  }
}
