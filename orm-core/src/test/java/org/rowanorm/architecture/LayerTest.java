package org.rowanorm.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** The arrows between the packages, as docs/architecture.md draws them. */
@AnalyzeClasses(packages = "org.rowanorm", importOptions = ImportOption.DoNotIncludeTests.class)
class LayerTest {

  private static final String[] NAMES = {
    "annotation",
    "error",
    "entity",
    "type",
    "sql",
    "jdbc",
    "mapping",
    "discovery",
    "declaration",
    "dialect",
    "plan",
    "context",
    "cache",
    "load",
    "flush",
    "tree",
    "query",
    "translate",
    "schema",
    "session"
  };

  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("org.rowanorm.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule arrowsPointDownward =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("root")
          .definedBy("org.rowanorm")
          .layer("session")
          .definedBy("org.rowanorm.session..")
          .layer("translate")
          .definedBy("org.rowanorm.translate..")
          .layer("query")
          .definedBy("org.rowanorm.query..")
          .layer("tree")
          .definedBy("org.rowanorm.tree..")
          .layer("schema")
          .definedBy("org.rowanorm.schema..")
          .layer("load")
          .definedBy("org.rowanorm.load..")
          .layer("flush")
          .definedBy("org.rowanorm.flush..")
          .layer("plan")
          .definedBy("org.rowanorm.plan..")
          .layer("context")
          .definedBy("org.rowanorm.context..")
          .layer("cache")
          .definedBy("org.rowanorm.cache..")
          .layer("declaration")
          .definedBy("org.rowanorm.declaration..")
          .layer("discovery")
          .definedBy("org.rowanorm.discovery..")
          .layer("mapping")
          .definedBy("org.rowanorm.mapping..")
          .layer("dialect")
          .definedBy("org.rowanorm.dialect..")
          .layer("jdbc")
          .definedBy("org.rowanorm.jdbc..")
          .layer("entity")
          .definedBy("org.rowanorm.entity..")
          .layer("type")
          .definedBy("org.rowanorm.type..")
          .layer("sql")
          .definedBy("org.rowanorm.sql..")
          .layer("error")
          .definedBy("org.rowanorm.error..")
          .layer("annotation")
          .definedBy("org.rowanorm.annotation..")
          .whereLayer("root")
          .mayOnlyAccessLayers("session", "mapping", "dialect", "jdbc", "type", "entity", "error")
          .whereLayer("translate")
          .mayOnlyAccessLayers(
              "query", "tree", "plan", "mapping", "dialect", "sql", "type", "entity", "jdbc",
              "error")
          .whereLayer("query")
          .mayOnlyAccessLayers("tree", "sql", "error")
          .whereLayer("tree")
          .mayOnlyAccessLayers("sql", "type")
          .whereLayer("schema")
          .mayOnlyAccessLayers("mapping", "dialect", "sql", "jdbc", "type", "error")
          .whereLayer("load")
          .mayOnlyAccessLayers(
              "plan", "context", "cache", "jdbc", "mapping", "entity", "sql", "dialect", "type",
              "error")
          .whereLayer("flush")
          .mayOnlyAccessLayers(
              "plan", "context", "cache", "jdbc", "mapping", "entity", "sql", "dialect", "type",
              "error")
          .whereLayer("plan")
          .mayOnlyAccessLayers("mapping", "dialect", "sql", "type", "entity", "jdbc", "error")
          .whereLayer("context")
          .mayOnlyAccessLayers("entity", "mapping", "type", "error")
          .whereLayer("cache")
          .mayOnlyAccessLayers("mapping", "error")
          .whereLayer("declaration")
          .mayOnlyAccessLayers("mapping", "discovery", "entity", "type", "annotation", "error")
          .whereLayer("discovery")
          .mayOnlyAccessLayers("entity", "error")
          .whereLayer("mapping")
          .mayOnlyAccessLayers("entity", "type", "annotation", "error")
          .whereLayer("dialect")
          .mayOnlyAccessLayers("sql", "type", "jdbc", "error")
          .whereLayer("jdbc")
          .mayOnlyAccessLayers("type", "error")
          .whereLayer("entity")
          .mayOnlyAccessLayers("annotation", "error")
          .whereLayer("type")
          .mayNotAccessAnyLayer()
          .whereLayer("sql")
          .mayOnlyAccessLayers("type")
          .whereLayer("error")
          .mayNotAccessAnyLayer()
          .whereLayer("annotation")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule loadAndFlushDoNotMeet =
      noClasses()
          .that()
          .resideInAPackage("..load..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..flush..");

  @ArchTest
  static final ArchRule lowPackagesDoNotKnowEntities =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..jdbc..", "..sql..", "..type..", "..dialect..", "..query..", "..tree..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..entity..");

  private static final Set<String> EXPORTED =
      Set.of(
          "org.rowanorm",
          "org.rowanorm.tree",
          "org.rowanorm.session",
          "org.rowanorm.query",
          "org.rowanorm.flush.preview",
          "org.rowanorm.error",
          "org.rowanorm.schema",
          "org.rowanorm.mapping",
          "org.rowanorm.type",
          "org.rowanorm.dialect",
          "org.rowanorm.jdbc",
          "org.rowanorm.sql",
          "org.rowanorm.entity",
          "org.rowanorm.annotation");

  @ArchTest
  static final ArchRule exportedSignaturesNameExportedTypesOnly =
      ArchRuleDefinition.classes()
          .that()
          .arePublic()
          .and(
              com.tngtech.archunit.base.DescribedPredicate.describe(
                  "are exported", (JavaClass c) -> EXPORTED.contains(c.getPackageName())))
          .should(nameExportedTypesOnly());

  private static ArchCondition<JavaClass> nameExportedTypesOnly() {
    return new ArchCondition<>("name exported types only") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaMethod method : type.getMethods()) {
          boolean seen =
              method.getModifiers().contains(JavaModifier.PUBLIC)
                  || method.getModifiers().contains(JavaModifier.PROTECTED);
          if (seen) {
            Stream.concat(
                    Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
                .filter(named -> named.getPackageName().startsWith("org.rowanorm"))
                .filter(named -> !EXPORTED.contains(named.getPackageName()))
                .forEach(
                    named ->
                        events.add(
                            SimpleConditionEvent.violated(
                                method, method.getFullName() + " names " + named.getName())));
          }
        }
      }
    };
  }

  @Test
  void theWordOfNoDatabase_standsOutsideDialect() throws IOException {
    Path sources = Path.of("src/main/java/org/rowanorm");
    try (Stream<Path> files = Files.walk(sources)) {
      List<String> found =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.startsWith(sources.resolve("dialect")))
              .filter(LayerTest::namesADatabase)
              .map(Path::toString)
              .toList();
      Assertions.assertThat(found).isEmpty();
    }
  }

  private static boolean namesADatabase(Path file) {
    try {
      String code = Files.readString(file).replaceAll("(?s)/\\*.*?\\*/|//[^\n]*", "");
      return code.matches("(?si).*\\b(mysql|mariadb|postgres\\w*|h2)\\b.*");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyPackage_isInTheLayers() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/java/org/rowanorm"))) {
      Assertions.assertThat(
              files.filter(Files::isDirectory).map(p -> p.getFileName().toString()).toList())
          .containsExactlyInAnyOrder(NAMES);
    }
  }

  @ArchTest
  static void namesOfTypesSayWhatTheyAre(JavaClasses classes) {
    List<String> words =
        List.of(
            "Impl",
            "Manager",
            "Helper",
            "Util",
            "Utils",
            "Info",
            "Data",
            "Processor",
            "Base",
            "Abstract",
            "Default",
            "Standard");
    List<String> found =
        classes.stream()
            .map(JavaClass::getSimpleName)
            .filter(name -> words.stream().anyMatch(w -> hasWord(name, w)))
            .filter(name -> !name.equals("DataSourceConnections") && !name.startsWith("Database"))
            .toList();
    Assertions.assertThat(found).isEmpty();
  }

  private static boolean hasWord(String name, String word) {
    return List.of(name.split("(?=[A-Z])")).contains(word);
  }
}
