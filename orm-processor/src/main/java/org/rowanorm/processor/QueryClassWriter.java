package org.rowanorm.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.rowanorm.processor.MappedClass.Attribute;
import org.rowanorm.processor.MappedClass.Kind;

/** Writes the source of one query class. */
final class QueryClassWriter {

  private static final String QUERY = "org.rowanorm.query.";
  private static final String PLACE = QUERY + "EntityPath.Place";

  private final Names names;
  private final TypeElement type;
  private final List<Attribute> attributes;
  private final Kinds kinds;
  private final StringBuilder text = new StringBuilder();

  QueryClassWriter(Names names, TypeElement type, List<Attribute> attributes, Kinds kinds) {
    this.names = names;
    this.type = type;
    this.attributes = attributes;
    this.kinds = kinds;
  }

  String write() {
    String packageName = names.packageOf(type);
    if (!packageName.isEmpty()) {
      line("package " + packageName + ";");
      line("");
    }
    line("/** Typed paths of {@link " + type.getQualifiedName() + "}. */");
    line("@javax.annotation.processing.Generated(\"" + QueryClassGenerator.class.getName() + "\")");
    // that a mapped class is deprecated says nothing of what names it
    line("@SuppressWarnings({\"deprecation\", \"removal\"})");
    line(modifier() + "final class " + names.simpleQueryClass(type) + " {");
    if (Annotations.has(type, Annotations.ENTITY)) {
      statics();
    }
    line("");
    line("  private " + names.simpleQueryClass(type) + "() {}");
    path();
    line("}");
    return text.toString();
  }

  /** The query class can be seen where the class can. */
  private String modifier() {
    for (Element level = type; level instanceof TypeElement; level = level.getEnclosingElement()) {
      if (!level.getModifiers().contains(Modifier.PUBLIC)) {
        return "";
      }
    }
    return "public ";
  }

  private void statics() {
    line("");
    line("  /** The objects themselves. */");
    line(
        "  public static final Path self = new Path("
            + PLACE
            + ".of("
            + className()
            + ".class, null));");
    for (Attribute attribute : attributes) {
      line("");
      line("  /** {@code " + attribute.name() + "}. */");
      line(
          "  public static final "
              + pathType(attribute)
              + " "
              + Names.field(attribute.name())
              + " = self."
              + Names.method(attribute.name())
              + "();");
    }
    line("");
    line("  /** The entity under a name of its own, to have it twice in a query. */");
    line("  public static Path as(String alias) {");
    line("    return new Path(" + PLACE + ".of(" + className() + ".class, alias));");
    line("  }");
  }

  private void path() {
    line("");
    line("  /** Paths that start from one {@code " + type.getSimpleName() + "}. */");
    line("  public static final class Path extends " + QUERY + "EntityPath<" + className() + "> {");
    line("");
    line("    /** The paths at a place. */");
    line("    public Path(" + PLACE + " place) {");
    line("      super(place);");
    line("    }");
    line("");
    line("    @Override");
    line("    protected Path at(" + PLACE + " place) {");
    line("      return new Path(place);");
    line("    }");
    for (Attribute attribute : attributes) {
      line("");
      line("    /** {@code " + attribute.name() + "}. */");
      line("    public " + pathType(attribute) + " " + Names.method(attribute.name()) + "() {");
      line("      return " + creation(attribute) + ";");
      line("    }");
    }
    line("  }");
  }

  private String className() {
    return type.getQualifiedName().toString();
  }

  private String pathType(Attribute attribute) {
    return switch (attribute.kind()) {
      case TO_MANY ->
          QUERY + "ToManyPath<" + element(attribute) + ", " + elementPath(attribute) + ">";
      case ELEMENTS ->
          QUERY + "ElementsPath<" + element(attribute) + ", " + elementPath(attribute) + ">";
      case MAP ->
          QUERY
              + "MapPath<"
              + String.join(
                  ", ",
                  typeName(keyType(attribute)),
                  element(attribute),
                  keyPath(attribute),
                  elementPath(attribute))
              + ">";
      default -> valuePath(attribute.kind(), attribute.type(), attribute);
    };
  }

  /** The path of one value: of an attribute, of an element or of a key. */
  private String valuePath(Kind kind, TypeMirror of, Attribute attribute) {
    return switch (kind) {
      case TEXT -> QUERY + "StringPath";
      case TRUTH -> QUERY + "BooleanPath";
      case NUMBER -> QUERY + "NumberPath<" + typeName(of) + ">";
      case TIME -> QUERY + "TimePath<" + typeName(of) + ">";
      case COMPARABLE -> QUERY + "ComparablePath<" + typeName(of) + ">";
      case TO_ONE, EMBEDDED -> {
        boolean own = of == attribute.type();
        TypeElement target = own ? Kinds.target(attribute.member(), of, false) : Kinds.element(of);
        yield names.queryClass(Objects.requireNonNull(target)) + ".Path";
      }
      default -> QUERY + "ValuePath<" + typeName(of) + ">";
    };
  }

  private static TypeMirror elementType(Attribute attribute) {
    return Kinds.elementType(attribute.member(), attribute.type());
  }

  private static TypeMirror keyType(Attribute attribute) {
    return Kinds.keyType(attribute.member(), attribute.type());
  }

  private static String element(Attribute attribute) {
    return typeName(elementType(attribute));
  }

  private String elementPath(Attribute attribute) {
    TypeMirror element = elementType(attribute);
    return valuePath(kinds.ofPart(attribute.member(), element), element, attribute);
  }

  private String keyPath(Attribute attribute) {
    TypeMirror key = keyType(attribute);
    return valuePath(kinds.ofPart(attribute.member(), key), key, attribute);
  }

  private String creation(Attribute attribute) {
    String name = "\"" + attribute.name() + "\"";
    return switch (attribute.kind()) {
      case TEXT -> "string(" + name + ")";
      case TRUTH -> "truth(" + name + ")";
      case NUMBER -> "number(" + name + ")";
      case TIME -> "time(" + name + ")";
      case COMPARABLE -> "comparable(" + name + ")";
      case VALUE -> "value(" + name + ")";
      case TO_ONE, EMBEDDED -> "new " + pathType(attribute) + "(place(" + name + "))";
      case TO_MANY ->
          "toMany("
              + name
              + ", "
              + element(attribute)
              + ".class, "
              + elementPath(attribute)
              + "::new)";
      case ELEMENTS -> "elements(" + name + ", " + elementPath(attribute) + "::new)";
      case MAP -> map(name, attribute);
    };
  }

  private String map(String name, Attribute attribute) {
    boolean toMany = !Annotations.has(attribute.member(), Annotations.ELEMENT_COLLECTION);
    String element = toMany ? element(attribute) + ".class, " : "";
    return "map("
        + String.join(
            ", ", name, element + keyPath(attribute) + "::new", elementPath(attribute) + "::new")
        + ")";
  }

  /** A type as it is written as a type argument, without annotations on it. */
  private static String typeName(TypeMirror type) {
    return switch (type.getKind()) {
      case BOOLEAN -> "Boolean";
      case BYTE -> "Byte";
      case SHORT -> "Short";
      case INT -> "Integer";
      case LONG -> "Long";
      case FLOAT -> "Float";
      case DOUBLE -> "Double";
      case CHAR -> "Character";
      case ARRAY -> arrayName(((javax.lang.model.type.ArrayType) type).getComponentType()) + "[]";
      default -> declaredName(type);
    };
  }

  private static String arrayName(TypeMirror component) {
    return component.getKind().isPrimitive()
        ? component.getKind().name().toLowerCase(java.util.Locale.ROOT)
        : typeName(component);
  }

  private static String declaredName(TypeMirror type) {
    if (!(type instanceof DeclaredType declared)) {
      return "Object";
    }
    String name = ((TypeElement) declared.asElement()).getQualifiedName().toString();
    List<String> arguments = new ArrayList<>();
    for (TypeMirror argument : declared.getTypeArguments()) {
      arguments.add(argument instanceof DeclaredType ? declaredName(argument) : "?");
    }
    return arguments.isEmpty() ? name : name + "<" + String.join(", ", arguments) + ">";
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
