package org.rowanorm.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowanorm.agent.DirectoryEnhancer;
import org.rowanorm.error.MappingException;
import org.rowanorm.support.H2;
import org.rowanorm.support.Sources;

class PackageSearchTest {

  private static final String[] SHOP = {
    "acme.Thing",
    "package acme; @jakarta.persistence.MappedSuperclass public class Thing {"
        + " @jakarta.persistence.Id long id; }",
    "acme.sub.User",
    "package acme.sub; @jakarta.persistence.Entity public class User extends acme.Thing {}",
    "acme.Book",
    "package acme; @jakarta.persistence.Entity public class Book extends Thing {"
        + " static class Other { static { if (true) throw new Error(); } } }",
    "acmeother.Far",
    "package acmeother; @jakarta.persistence.Entity public class Far extends acme.Thing {}"
  };

  @TempDir Path folder;

  /** Keeps the names of the classes that it was asked for. */
  private static final class Seen extends URLClassLoader {
    private final List<String> asked = new ArrayList<>();

    Seen(Path... elements) throws IOException {
      super(urls(elements), PackageSearchTest.class.getClassLoader());
    }

    private static URL[] urls(Path... elements) throws IOException {
      URL[] urls = new URL[elements.length];
      for (int i = 0; i < elements.length; i++) {
        urls[i] = elements[i].toUri().toURL();
      }
      return urls;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      asked.add(name);
      URL found = findResource(name.replace('.', '/') + ".class");
      if (found == null) {
        throw new ClassNotFoundException(name);
      }
      try (InputStream in = found.openStream()) {
        byte[] file = in.readAllBytes();
        file[7] = (byte) Math.min(file[7], 61); // this loader knows how to read what is too new
        return defineClass(name, file, 0, file.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }

    List<String> entitiesIn(String name) {
      return PackageSearch.mappedIn(name, this).stream().map(Class::getName).toList();
    }
  }

  @Test
  void index_isAllThatIsRead() throws IOException {
    Path classes = enhanced(folder.resolve("with space"));
    Files.write(classes.resolve("acme/Late.class"), Files.readAllBytes(file(classes, "acme.Book")));

    try (Seen loader = new Seen(classes)) {
      assertThat(loader.entitiesIn("acme")).containsExactly("acme.Book", "acme.sub.User");
      assertThat(loader.entitiesIn("acme.sub")).containsExactly("acme.sub.User");
      assertThat(loader.asked).doesNotContain("acmeother.Far", "acme.Book$Other");
    }
  }

  @Test
  void indexInAJar_isRead() throws IOException {
    Path jar = jar(enhanced(folder.resolve("classes")), folder.resolve("shop 1.jar"));

    try (Seen loader = new Seen(jar)) {
      assertThat(loader.entitiesIn("acme")).containsExactly("acme.Book", "acme.sub.User");
    }
  }

  @Test
  void folderWithoutIndex_isReadByItsClassFiles() throws IOException {
    Path classes = compiled(folder.resolve("with space"));

    try (Seen loader = new Seen(classes)) {
      assertThat(loader.entitiesIn("acme")).containsExactly("acme.Book", "acme.sub.User");
      assertThat(loader.asked)
          .containsExactly("acme.Book", "acme.Thing", "acme.sub.User"); // with their superclass
    }
  }

  @Test
  void jarWithoutIndex_isReadByItsClassFiles_andClosed() throws IOException {
    Path jar = jar(compiled(folder.resolve("classes")), folder.resolve("shop 1.jar"));

    try (Seen loader = new Seen(jar)) {
      assertThat(loader.entitiesIn("acme")).containsExactly("acme.Book", "acme.sub.User");
      assertThat(loader.entitiesIn("acme.sub")).containsExactly("acme.sub.User");
    }
    Files.delete(jar);
  }

  @Test
  void bothKinds_areReadTogether() throws IOException {
    Path classes = enhanced(folder.resolve("one"));
    Path others = folder.resolve("two");
    write(
        others,
        Sources.compile(
            "acme.Pen", "package acme; @jakarta.persistence.Entity public class Pen {}"));

    try (Seen loader = new Seen(classes, others)) {
      assertThat(loader.entitiesIn("acme"))
          .containsExactly("acme.Book", "acme.Pen", "acme.sub.User");
    }
  }

  @Test
  void classFileTooNewToBeRead_isAskedByReflection() throws IOException {
    Path classes = compiled(folder.resolve("classes"));
    Path book = file(classes, "acme.Book");
    byte[] tooNew = Files.readAllBytes(book);
    tooNew[7] = 99;
    Files.write(book, tooNew);

    assertThat(ClassMarks.of(tooNew)).isNull();
    try (Seen loader = new Seen(classes)) {
      assertThat(loader.entitiesIn("acme")).containsExactly("acme.Book", "acme.sub.User");
    }
  }

  @Test
  void packageWithoutEntities_isRefusedWithWhereItLooked() throws IOException {
    Path classes = enhanced(folder.resolve("one"));
    Path others = folder.resolve("two");
    write(others, Sources.compile("zoo.Plain", "package zoo; public class Plain {}"));

    try (Seen loader = new Seen(classes, others)) {
      assertThatThrownBy(() -> loader.entitiesIn("zoo"))
          .isInstanceOf(MappingException.class)
          .hasMessage(
              """
              No entity found in package 'zoo' or below it
                  looked into %s, %sMETA-INF/rowan/mapped-classes, %szoo
                  check the name and the class loader, or name the classes with entities(...) \
              [ROWAN-131]""",
              PackageSearchTest.class.getResource("/META-INF/rowan/mapped-classes"),
              address(classes),
              address(others));
    }
  }

  @Test
  void packageThatIsNowhere_isRefused() throws IOException {
    try (URLClassLoader loader = new URLClassLoader(new URL[0], null)) {
      assertThatThrownBy(() -> PackageSearch.mappedIn("zoo", loader))
          .isInstanceOf(MappingException.class)
          .hasMessage(
              """
              No entity found in package 'zoo' or below it
                  the class path has neither such a package nor an index \
              META-INF/rowan/mapped-classes
                  check the name and the class loader, or name the classes with entities(...) \
              [ROWAN-131]""");
    }
  }

  @Test
  void indexThatNamesAMissingClass_isRefused() throws IOException {
    Path classes = enhanced(folder.resolve("one"));
    Files.delete(file(classes, "acme.Book"));

    try (Seen loader = new Seen(classes)) {
      assertThatThrownBy(() -> loader.entitiesIn("acme"))
          .isInstanceOf(MappingException.class)
          .hasMessage(
              """
              There is no class acme.Book
                  it is named in %sMETA-INF/rowan/mapped-classes
                  rebuild what holds this index (mvn clean) [ROWAN-132]""",
              address(classes));
    }
  }

  @Test
  void builder_findsTheEntitiesOfAPackage() throws IOException {
    Path classes = enhanced(folder.resolve("one"));
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (Seen loader = new Seen(classes)) {
      thread.setContextClassLoader(loader);
      try (H2 h2 = H2.with(builder -> builder.entitiesIn("acme").entitiesIn("acme.sub"))) {
        assertThat(
                h2.rows(
                    "select lower(table_name) from information_schema.tables"
                        + " where table_schema = 'PUBLIC' order by 1"))
            .containsExactly("book", "user");
      }
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static final String[] PRICED = {
    "acme.Money",
    "package acme; public record Money(String currency, int amount) {}",
    "acme.MoneyConverter",
    "package acme; @jakarta.persistence.Converter(autoApply = true) public class MoneyConverter"
        + " implements jakarta.persistence.AttributeConverter<Money, String> {"
        + " public String convertToDatabaseColumn(Money m) { return null; }"
        + " public Money convertToEntityAttribute(String s) { return null; } }",
    "acme.Ware",
    "package acme; @jakarta.persistence.Entity public class Ware {"
        + " @jakarta.persistence.Id int id; Money price; }"
  };

  @Test
  void converters_areFoundByTheIndexAndByTheirClassFiles() throws IOException {
    Path plain = folder.resolve("plain");
    write(plain, Sources.compile(PRICED));
    Path indexed = folder.resolve("indexed");
    write(indexed, Sources.compile(PRICED));
    new DirectoryEnhancer(indexed, List.of()).enhance();

    for (Path classes : List.of(plain, indexed)) {
      try (Seen loader = new Seen(classes)) {
        assertThat(loader.entitiesIn("acme")).containsExactly("acme.Ware", "acme.MoneyConverter");
      }
    }
    try (Seen loader = new Seen(indexed);
        H2 h2 = H2.with(builder -> builder.entitiesIn("acme", loader))) {
      assertThat(
              h2.rows(
                  "select data_type from information_schema.columns where column_name = 'PRICE'"))
          .containsExactly("CHARACTER VARYING");
    }
  }

  private static String address(Path path) {
    String address = path.toUri().toString();
    return address.startsWith("file:///") ? "file:/" + address.substring(8) : address;
  }

  private static Path file(Path classes, String name) {
    return classes.resolve(name.replace('.', '/') + ".class");
  }

  private static Path compiled(Path classes) throws IOException {
    write(classes, Sources.compile(SHOP));
    return classes;
  }

  private static Path enhanced(Path classes) throws IOException {
    new DirectoryEnhancer(compiled(classes), List.of()).enhance();
    return classes;
  }

  private static void write(Path classes, Map<String, byte[]> files) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = file(classes, file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  /** A jar with entries for its folders, as the tools make it. */
  private static Path jar(Path classes, Path jar) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    try (var paths = Files.walk(classes)) {
      for (Path path : paths.filter(path -> !path.equals(classes)).toList()) {
        String name = classes.relativize(path).toString().replace('\\', '/');
        boolean folder = Files.isDirectory(path);
        entries.put(folder ? name + '/' : name, folder ? new byte[0] : Files.readAllBytes(path));
      }
    }
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream file = new JarOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        file.putNextEntry(new JarEntry(entry.getKey()));
        file.write(entry.getValue());
      }
    }
    return jar;
  }
}
