package org.rowanorm.processor;

import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.rowanorm.processor.MappedClass.Attribute;

/**
 * Writes {@code QUser} for each class {@code User} that is an entity or can be embedded. Each file
 * comes from one class alone, so that builds can be incremental.
 *
 * <p>Options: {@code rowan.prefix} (usually {@code Q}) and {@code rowan.packages}, the packages to
 * look at, with commas between (usually all).
 */
@SupportedAnnotationTypes({Annotations.ENTITY, Annotations.EMBEDDABLE})
@SupportedOptions({"rowan.prefix", "rowan.packages"})
public final class QueryClassGenerator extends AbstractProcessor {

  /** For the compiler. */
  public QueryClassGenerator() {}

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    for (TypeElement annotation : annotations) {
      for (Element found : round.getElementsAnnotatedWith(annotation)) {
        if (found instanceof TypeElement type && isWanted(type)) {
          generate(type);
        }
      }
    }
    return false;
  }

  private boolean isWanted(TypeElement type) {
    String packages = processingEnv.getOptions().get("rowan.packages");
    if (packages == null) {
      return true;
    }
    String name = processingEnv.getElementUtils().getPackageOf(type).getQualifiedName().toString();
    return Arrays.stream(packages.split(","))
        .map(String::strip)
        .anyMatch(wanted -> name.equals(wanted) || name.startsWith(wanted + "."));
  }

  private void generate(TypeElement type) {
    Names names = new Names(processingEnv);
    MappedClass mapped = new MappedClass(processingEnv, type);
    if (new MappingCheck(processingEnv, mapped).finds() || !isReachable(type)) {
      return;
    }
    List<Attribute> attributes = mapped.attributes();
    String source = new QueryClassWriter(names, type, attributes, new Kinds(processingEnv)).write();
    try (Writer file =
        processingEnv.getFiler().createSourceFile(names.queryClass(type), type).openWriter()) {
      file.write(source);
    } catch (IOException e) {
      processingEnv
          .getMessager()
          .printMessage(
              Diagnostic.Kind.ERROR,
              "Rowan cannot write " + names.queryClass(type) + ": " + e.getMessage(),
              type);
    }
  }

  /** A private class cannot be named in another file. */
  private boolean isReachable(TypeElement type) {
    for (Element level = type; level instanceof TypeElement; level = level.getEnclosingElement()) {
      if (level.getModifiers().contains(Modifier.PRIVATE)) {
        processingEnv
            .getMessager()
            .printMessage(
                Diagnostic.Kind.NOTE,
                "No query class for " + type.getSimpleName() + ": it is private",
                type);
        return false;
      }
    }
    return true;
  }
}
