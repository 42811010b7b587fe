package org.rowanorm.generated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowanorm.processor.QueryClassGenerator;

/** What the annotation processor writes, and what it finds wrong, with the real compiler. */
class QueryClassesTest {

  private static final String IMPORTS =
      "package shop; import jakarta.persistence.*; import java.util.*; import java.time.*; ";

  @TempDir Path folder;

  /** What came of a compilation. */
  private record Compiled(List<String> errors, Path folder) {

    /** The static fields of a generated class, with their types. */
    Map<String, String> fields(String name) throws Exception {
      Map<String, String> fields = new TreeMap<>();
      for (Field field : load(name).getDeclaredFields()) {
        if (!field.isSynthetic()) {
          fields.put(field.getName(), type(field.getGenericType().getTypeName()));
        }
      }
      return fields;
    }

    /** The methods of the paths of a generated class, with their types. */
    Map<String, String> methods(String name) throws Exception {
      Map<String, String> methods = new TreeMap<>();
      for (Method method : load(name + "$Path").getDeclaredMethods()) {
        boolean own = !method.isSynthetic() && !method.getName().equals("at"); // such as JaCoCo's
        if (own) {
          methods.put(method.getName(), type(method.getGenericReturnType().getTypeName()));
        }
      }
      return methods;
    }

    Class<?> load(String name) throws Exception {
      URL[] urls = {folder.toUri().toURL()};
      return Class.forName(name, true, new URLClassLoader(urls, getClass().getClassLoader()));
    }

    private static String type(String name) {
      return name.replaceAll(
          "org\\.rowanorm\\.query\\.|java\\.(lang|math|util|time)\\.|shop\\.", "");
    }
  }

  private Compiled compile(List<String> options, String... texts) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("-d", folder.toString(), "-s", folder.toString(), "-Xlint:all"));
    try (StandardJavaFileManager files = compiler.getStandardFileManager(found, null, null)) {
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              null, files, found, all, null, Arrays.stream(texts).map(this::source).toList());
      task.setProcessors(List.of(new QueryClassGenerator()));
      task.call();
    }
    List<String> errors =
        found.getDiagnostics().stream()
            .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
            .map(d -> d.getLineNumber() + ": " + d.getMessage(Locale.ROOT))
            .toList();
    return new Compiled(errors, folder);
  }

  private Compiled compile(String... texts) throws IOException {
    Compiled compiled = compile(List.of(), texts);
    assertThat(compiled.errors()).isEmpty();
    return compiled;
  }

  private JavaFileObject source(String text) {
    String name =
        Arrays.stream(text.split("\\b(class|record|interface|enum) ", 2)[1].split("\\W+", 2))
            .findFirst()
            .orElseThrow();
    return new SimpleJavaFileObject(
        URI.create("string:///shop/" + name + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text.startsWith("package") ? text : IMPORTS + text;
      }
    };
  }

  // ---- what is written

  @Test
  void fields_ofAllTypes_haveThePathsThatFit() throws Exception {
    Compiled compiled =
        compile(
            """
            @Entity public class All {
              @Id long id;
              String text;
              int whole;
              Double floating;
              java.math.BigDecimal decimal;
              boolean truth;
              LocalDate date;
              Instant instant;
              java.util.Date old;
              char letter;
              UUID uuid;
              Thread.State state;
              byte[] bytes;
              static int counter;
              transient int cached;
              @Transient int computed;
            }""");

    assertThat(compiled.fields("shop.QAll").toString())
        .isEqualTo(
            "{bytes=ValuePath<byte[]>, date=TimePath<LocalDate>,"
                + " decimal=NumberPath<BigDecimal>, floating=NumberPath<Double>,"
                + " id=NumberPath<Long>, instant=TimePath<Instant>,"
                + " letter=ComparablePath<Character>, old=TimePath<Date>, self=QAll$Path,"
                + " state=ComparablePath<Thread$State>, text=StringPath,"
                + " truth=BooleanPath, uuid=ComparablePath<UUID>, whole=NumberPath<Integer>}");
  }

  @Test
  void associations_evenInCircles_leadToPaths() throws Exception {
    Compiled compiled =
        compile(
            """
            @Entity public class User {
              @Id String id;
              @ManyToOne User boss;
              @ManyToOne(targetEntity = Town.class) Object town;
              @OneToMany(mappedBy = "owner") List<Book> books;
              @ManyToMany Set<User> friends;
              @ElementCollection List<String> names;
            }""",
            "@Entity public class Town { @Id int id; }",
            "@Entity public class Book { @Id int id; @ManyToOne User owner; }");

    assertThat(compiled.methods("shop.QUser").toString())
        .isEqualTo(
            "{books=ToManyPath<Book, QBook$Path>, boss=QUser$Path,"
                + " friends=ToManyPath<User, QUser$Path>, id=StringPath,"
                + " names=ElementsPath<String, StringPath>, town=QTown$Path}");
    assertThat(compiled.fields("shop.QBook")).containsEntry("owner", "QUser$Path");
  }

  @Test
  void superclasses_withTypeVariables_giveTheirAttributes() throws Exception {
    Compiled compiled =
        compile(
            "public class Nothing { int no; }",
            "@MappedSuperclass public class Root<I> extends Nothing { @Id I id; }",
            "@MappedSuperclass public class Middle<A, B extends Comparable<B>> extends Root<A> {"
                + " B rank; List<B> unused() { return null; } }",
            "@Entity public class Leaf extends Middle<Long, String> { int own; }");

    assertThat(compiled.fields("shop.QLeaf").toString())
        .isEqualTo(
            "{id=NumberPath<Long>, own=NumberPath<Integer>, rank=StringPath, self=QLeaf$Path}");
  }

  @Test
  void getters_withTheId_areTheAttributes() throws Exception {
    Compiled compiled =
        compile(
            """
            @Entity public class Bean {
              private int hidden;
              @Access(AccessType.FIELD) private String direct;
              @Id public int getId() { return hidden; }
              public String getName() { return ""; }
              public boolean isOpen() { return true; }
              public String getURL() { return ""; }
              @Transient public int getTwice() { return 2; }
              public void setId(int id) {}
              public String plain() { return ""; }
            }""");

    assertThat(compiled.fields("shop.QBean").keySet())
        .containsExactlyInAnyOrder("self", "direct", "id", "name", "open", "URL");
  }

  @Test
  void embeddedClassesAndRecords_arePathsWithin() throws Exception {
    Compiled compiled =
        compile(
            "@Embeddable public record Place(String street, Country country) {}",
            "@Embeddable public class Country { String code; }",
            "@Entity public class House { @EmbeddedId Key key; @Embedded Place place; Place other; }",
            "@Embeddable public record Key(int a, int b) {}");

    assertThat(compiled.fields("shop.QHouse").toString())
        .isEqualTo("{key=QKey$Path, other=QPlace$Path, place=QPlace$Path, self=QHouse$Path}");
    assertThat(compiled.methods("shop.QPlace").toString())
        .isEqualTo("{country=QCountry$Path, street=StringPath}");
    Object street = compiled.load("shop.QHouse").getField("place").get(null);
    Object path = street.getClass().getMethod("country").invoke(street);
    assertThat(path.getClass().getMethod("code").invoke(path))
        .hasToString("House.place.country.code");
  }

  @Test
  void nestedClasses_haveTheNamesAroundThem() throws Exception {
    Compiled compiled =
        compile(
            """
            public class Outer {
              @Entity public static class Inner { @Id int id; @ManyToOne Deep.Deeper deeper; }
              static class Deep { @Entity static class Deeper { @Id int id; } }
              @Entity private static class Hidden { @Id int id; }
            }""");

    assertThat(compiled.fields("shop.QOuter_Inner").toString())
        .isEqualTo(
            "{deeper=QOuter_Deep_Deeper$Path, id=NumberPath<Integer>, self=QOuter_Inner$Path}");
    try (Stream<Path> files = Files.list(folder.resolve("shop"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.contains("Hidden") && name.startsWith("Q"));
    }
  }

  @Test
  void awkwardNames_areTakenOrMoved() throws Exception {
    Compiled compiled =
        compile(
            "@Entity public class Odd { @Id int id; int self; int isNull; int wait; int tree;"
                + " String string; int as; int Path; int node; boolean getClass; }");

    assertThat(compiled.fields("shop.QOdd").keySet())
        .contains("self", "self_", "isNull", "wait", "tree", "string", "as", "node", "getClass");
    assertThat(compiled.methods("shop.QOdd").keySet())
        .contains("self", "isNull_", "wait_", "tree", "string", "as", "node", "getClass_");
  }

  @Test
  void prefixAndPackages_areOptions() throws Exception {
    Compiled compiled =
        compile(
            List.of("-Arowan.prefix=The", "-Arowan.packages=other, shop"),
            "@Entity public class User { @Id int id; }",
            "package shopping; @jakarta.persistence.Entity public class Cart {"
                + " @jakarta.persistence.Id int id; }");

    assertThat(compiled.errors()).isEmpty();
    assertThat(compiled.load("shop.TheUser")).isPublic();
    assertThat(folder.resolve("shopping")).isDirectoryNotContaining("glob:**The*");
  }

  @Test
  void sameSources_giveTheSameFiles() throws Exception {
    compile("@Entity public class User { @Id int id; @ManyToOne User boss; String name; }");
    String first = Files.readString(folder.resolve("shop/QUser.java"));
    compile("@Entity public class User { @Id int id; @ManyToOne User boss; String name; }");

    assertThat(Files.readString(folder.resolve("shop/QUser.java"))).isEqualTo(first);
    assertThat(first)
        .contains("public static final Path self")
        .contains("public static final org.rowanorm.query.StringPath name = self.name();")
        .contains("      return new shop.QUser.Path(place(\"boss\"));");
  }

  @Test
  void deprecatedClasses_giveNoWarningInWhatIsGenerated() throws Exception {
    Compiled compiled =
        compile(
            List.of("-Werror", "-Xlint:-processing"),
            "@Entity @Deprecated public class Old { @Id int id; @ManyToOne Old other; }",
            "@Entity @Deprecated(forRemoval = true) public class Older { @Id int id; }");

    assertThat(compiled.errors()).isEmpty();
  }

  // ---- for builds

  @Test
  void gradle_isToldThatFilesComeFromOneClassEach() throws IOException {
    try (var in =
        getClass().getResourceAsStream("/META-INF/gradle/incremental.annotation.processors")) {
      assertThat(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
          .isEqualToIgnoringNewLines(QueryClassGenerator.class.getName() + ",isolating");
    }
  }

  // ---- what is wrong

  private void assertErrors(String text, String... errors) throws IOException {
    List<String> found =
        compile(List.of(), text, "@Entity class Town { @Id int id; @ManyToOne Town other; }")
            .errors();
    assertThat(found.stream().collect(Collectors.joining("\n")))
        .isEqualTo(String.join("\n", errors));
  }

  @Test
  void entityWithoutId_isAnErrorAtItsAnnotation() throws IOException {
    assertErrors(
        "\n@Entity\nclass A { int id; }", "2: A has no id: annotate an attribute with @Id");
  }

  @Test
  void entityThatIsNoClass_isAnError() throws IOException {
    assertErrors("\n@Entity record A(@Id int id) {}", "2: A cannot be an entity: it is no class");
  }

  @Test
  void innerEntity_isAnError() throws IOException {
    assertErrors(
        "class A {\n @Entity class B { @Id int id; } }",
        "2: B must be static: an inner class has no row of its own");
  }

  @Test
  void referenceWithoutAnnotation_isAnErrorAtItsLine() throws IOException {
    assertErrors(
        "@Entity class A { @Id int id;\n Town town; }",
        "2: town is an entity: annotate it with @ManyToOne or @OneToOne");
  }

  @Test
  void referenceToWhatIsNoEntity_isAnErrorAtItsLine() throws IOException {
    assertErrors(
        "@Entity class A { @Id int id;\n @ManyToOne String town;\n @OneToMany List<String> all; }",
        "2: town leads to java.lang.String, which is no entity",
        "3: all leads to java.lang.String, which is no entity");
  }

  @Test
  void collectionOfAWrongType_isAnErrorAtItsLine() throws IOException {
    assertErrors(
        "@Entity class A { @Id int id;\n @OneToMany ArrayList<Town> towns; }",
        "2: towns must be declared as List, Set, Collection or Map, not java.util.ArrayList<shop.Town>");
  }

  @Test
  void severalIdsWithoutAClass_areAnErrorAtTheSecond() throws IOException {
    assertErrors(
        "@Entity class A { @Id int a;\n @Id int b; }",
        "2: A has several ids, a and b: name a class for them with @IdClass, or use one"
            + " @EmbeddedId");
  }

  @Test
  void severalIdsWithAClass_areNoError() throws IOException {
    assertErrors(
        "record Key(int a, int b) {} @Entity @IdClass(Key.class) class A { @Id int a; @Id int b; }");
  }

  @Test
  void twoVersions_areAnErrorAtTheSecond() throws IOException {
    assertErrors(
        "@Entity class A { @Id int id; @Version int one;\n @Version int two; }",
        "2: There are two versions, one and two");
  }

  @Test
  void elementCollectionOfEntities_isAnErrorAtItsAnnotation() throws IOException {
    assertErrors(
        "@Entity class A { @Id int id;\n @ElementCollection Map<String, Town> towns; }",
        "2: towns holds entities, Town: annotate it with @OneToMany or @ManyToMany");
  }

  @Test
  void enumeratedThatIsNoEnum_isAnErrorAtItsAnnotation() throws IOException {
    assertErrors(
        "@Entity class A { @Id int id;\n @Enumerated String kind; }",
        "2: kind is no enum but java.lang.String, so it cannot be @Enumerated");
  }

  @Test
  void otherSidesThatAreNotThere_areErrorsAtTheirAnnotations() throws IOException {
    assertErrors(
        """
        @Entity class A { @Id int id;
         @OneToOne(mappedBy = "a") Town town;
         @ManyToMany(mappedBy = "as") Set<Town> towns;
         @OneToMany @MapKey(name = "nam") Map<String, Town> byName; }""",
        "2: mappedBy = \"a\" names no attribute of Town",
        "3: mappedBy = \"as\" names no attribute of Town",
        "4: @MapKey = \"nam\" names no attribute of Town");
  }

  @Test
  void collectionsOfValuesAndMaps_haveThePathsOfTheirParts() throws Exception {
    Compiled compiled =
        compile(
            """
            @Entity public class User {
              @Id String id;
              @ElementCollection Set<Thread.State> states;
              @ElementCollection List<Place> places;
              @ElementCollection Map<LocalDate, Integer> counts;
              @ElementCollection Map<Town, Place> stays;
              @OneToMany @MapKey(name = "id") Map<Integer, Town> towns;
              @ElementCollection(targetClass = String.class) Collection words;
              @OneToOne(mappedBy = "mayor") Town town;
            }""",
            "@Entity public class Town { @Id int id; @OneToOne User mayor; }",
            "@Embeddable public record Place(String street) {}");

    assertThat(compiled.fields("shop.QUser").toString())
        .isEqualTo(
            "{counts=MapPath<LocalDate, Integer, TimePath<LocalDate>, NumberPath<Integer>>,"
                + " id=StringPath, places=ElementsPath<Place, QPlace$Path>, self=QUser$Path,"
                + " states=ElementsPath<Thread$State, ComparablePath<Thread$State>>,"
                + " stays=MapPath<Town, Place, QTown$Path, QPlace$Path>, town=QTown$Path,"
                + " towns=MapPath<Integer, Town, NumberPath<Integer>, QTown$Path>,"
                + " words=ElementsPath<String, StringPath>}");
  }

  @Test
  void mappedByWithoutAttribute_isAnErrorAtItsAnnotation() throws IOException {
    assertErrors(
        "@Entity class A { @Id int id;\n @OneToMany(mappedBy = \"ohter\")\n List<Town> towns; }",
        "2: mappedBy = \"ohter\" names no attribute of Town");
  }

  @Test
  void versionOfAWrongType_isAnErrorAtItsLine() throws IOException {
    assertErrors(
        "@Entity class A { @Id int id;\n @Version String version; }",
        "2: A version must be an int or a long, not java.lang.String");
  }

  @Test
  void embeddedClassThatCannotBe_isAnErrorAtItsLine() throws IOException {
    assertErrors(
        "@Entity class A { @Id int id;\n @Embedded Thread thread; }",
        "2: thread cannot be embedded: java.lang.Thread is not annotated with @Embeddable");
  }
}
