package org.rowanorm.processor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** How generated classes and their members are called. */
final class Names {

  /** Methods without parameters that every path has. */
  private static final Set<String> TAKEN =
      Set.of(
          "isNull",
          "isNotNull",
          "toString",
          "hashCode",
          "getClass",
          "notify",
          "notifyAll",
          "wait",
          "clone",
          "finalize");

  private final ProcessingEnvironment environment;
  private final String prefix;

  Names(ProcessingEnvironment environment) {
    this.environment = environment;
    this.prefix = environment.getOptions().getOrDefault("rowan.prefix", "Q");
  }

  /** The full name of the query class of a class. */
  String queryClass(TypeElement type) {
    String packageName = packageOf(type);
    return (packageName.isEmpty() ? "" : packageName + ".") + simpleQueryClass(type);
  }

  /** Nested classes have the names of the classes around them before their own. */
  String simpleQueryClass(TypeElement type) {
    Deque<String> names = new ArrayDeque<>();
    for (Element level = type; level instanceof TypeElement; level = level.getEnclosingElement()) {
      names.push(level.getSimpleName().toString());
    }
    return prefix + String.join("_", names);
  }

  String packageOf(TypeElement type) {
    return environment.getElementUtils().getPackageOf(type).getQualifiedName().toString();
  }

  /** The method of an attribute. */
  static String method(String attribute) {
    return TAKEN.contains(attribute) ? attribute + "_" : attribute;
  }

  /** The static field of an attribute. */
  static String field(String attribute) {
    return attribute.equals("self") ? "self_" : attribute;
  }
}
