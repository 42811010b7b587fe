package org.rowanorm.bench.enhance;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.rowanorm.agent.DirectoryEnhancer;

/**
 * An application of so many classes, some of them entities, which is generated as sources, compiled
 * and packed twice: once as it is, and once enhanced by the build. It makes an object of each class
 * and calls it, builds a session factory over H2, and commits an object of each entity.
 */
final class Application {

  /** One class in so many is an entity. */
  private static final int ENTITIES = 80;

  /**
   * One service in so many touches a field of its nested class. With one nested class for each
   * service that is one class in forty, as in H2; in Hibernate and Guava it is one in eighty.
   */
  private static final int OPEN_NESTS = 20;

  private static final int PER_PACKAGE = 100;

  private static final String MAIN =
      """
      package app;

      public final class Main {
        public static void main(String[] arguments) throws Exception {
          long sum = 0;
          for (int i = 0; i < CLASSES; i++) {
            if (i % ENTITIES != 0) {
              Class<?> type = Class.forName("app.p" + i / PER_PACKAGE + ".C" + i);
              sum += ((Step) type.getDeclaredConstructor().newInstance()).step(i);
            }
          }
          sum += Entities.run();
        long cpu = ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
        System.out.print(sum + " " + cpu);
        }
      }
      """;

  private static final String STEP =
      """
      package app;

      public interface Step {
        long step(int by);
      }
      """;

  private static final String ENTITIES_RUN =
      """
      package app;

      import java.util.ArrayList;
      import java.util.List;
      import org.rowanorm.Rowan;
      import org.rowanorm.bench.item.OneConnection;
      import org.rowanorm.session.Session;
      import org.rowanorm.session.SessionFactory;

      final class Entities {
        static long run() throws Exception {
          List<Class<?>> types = new ArrayList<>();
          for (int i = 0; i < CLASSES; i += ENTITIES) {
            types.add(Class.forName("app.p" + i / PER_PACKAGE + ".C" + i));
          }
          OneConnection connection = new OneConnection("jdbc:h2:mem:");
          long sum = 0;
          try (SessionFactory sessions =
              Rowan.configure(connection).entities(types.toArray(new Class<?>[0])).build()) {
            sessions.schema().createMissing();
            try (Session session = sessions.open()) {
              for (Class<?> type : types) {
                session.add(type.getDeclaredConstructor().newInstance());
              }
              session.commit();
              for (Class<?> type : types) {
                sum += ((Step) session.get(type, 1L)).step(1);
              }
              session.commit();
            }
          }
          connection.close();
          return sum;
        }
      }
      """;

  private static final String ENTITY =
      """
      package app.pPACKAGE;

      import jakarta.persistence.Entity;
      import jakarta.persistence.Id;
      import java.math.BigDecimal;
      import java.time.LocalDate;

      @Entity
      public class CNUMBER implements app.Step {
        @Id private long id = 1;
        private String name = "name NUMBER";
        private String street;
        private String city;
        private int visits;
        private long total;
        private boolean active;
        private BigDecimal price = BigDecimal.valueOf(NUMBER, 2);
        private LocalDate since = LocalDate.of(2024, 1, 1);

        public long getId() { return id; }
        public String getName() { return name; }
        public void setName(String name) { this.name = name; }
        public String getStreet() { return street; }
        public void setStreet(String street) { this.street = street; }
        public String getCity() { return city; }
        public void setCity(String city) { this.city = city; }
        public int getVisits() { return visits; }
        public long getTotal() { return total; }
        public boolean isActive() { return active; }
        public void setActive(boolean active) { this.active = active; }
        public BigDecimal getPrice() { return price; }
        public LocalDate getSince() { return since; }

        @Override
        public long step(int by) {
          visits += by;
          total += visits * 2L;
          return total + name.length();
        }
      }
      """;

  private static final String SERVICE =
      """
      package app.pPACKAGE;

      import java.util.ArrayList;
      import java.util.HashMap;
      import java.util.List;
      import java.util.Map;
      import java.util.Objects;

      public class CNUMBER implements app.Step {
        public static int made;
        static final List<String> WORDS = new ArrayList<>();

        private final String name;
        private final List<String> lines = new ArrayList<>();
        protected final Map<String, Integer> counts = new HashMap<>();
        protected int state;
        protected long total;

        public CNUMBER() { this("service NUMBER"); }

        public CNUMBER(String name) {
          this.name = name;
          made++;
        }

        @Override
        public long step(int by) {
          for (int i = 0; i < 8; i++) {
            total += (long) i * by ^ state;
            state = (int) (total % 1009);
          }
          lines.add(name);
          counts.merge(name, by, Integer::sum);
          Item item = new Item(state);
          return ITEM + lines.size() + WORDS.size();
        }

        public String describe() { return name + ":" + state + " of " + total + lines; }

        public List<String> sorted(String start) {
          List<String> found = new ArrayList<>();
          for (String line : lines) {
            if (line.startsWith(start) && !line.isBlank()) {
              found.add(line.strip());
            }
          }
          found.sort((left, right) -> Integer.compare(right.length(), left.length()));
          return found;
        }

        public int kind(String word) {
          switch (word) {
            case "first": return 1;
            case "second": return 2;
            case "third": return state;
            default: return word.length() > 9 ? made : counts.getOrDefault(word, -1);
          }
        }

        public Map<String, List<Integer>> places(String text) {
          Map<String, List<Integer>> places = new HashMap<>();
          int from = 0;
          for (int at = 0; at <= text.length(); at++) {
            if (at == text.length() || text.charAt(at) == ' ') {
              if (at > from) {
                places.computeIfAbsent(text.substring(from, at), w -> new ArrayList<>()).add(from);
              }
              from = at + 1;
            }
          }
          return places;
        }

        public long checked(Object given) {
          try {
            return Long.parseLong(String.valueOf(given)) + total;
          } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Not a number: " + given + " in " + name, e);
          } finally {
            state++;
          }
        }

        @Override
        public boolean equals(Object other) {
          return other instanceof CNUMBER that && state == that.state && name.equals(that.name);
        }

        @Override
        public int hashCode() { return Objects.hash(name, state); }

        static final class Item {
          int value;
          String text;

          Item(int value) { this.value = value; }

          int value() { return value; }

          String print() { return text == null ? "none" : text + value; }
        }
      }
      """;

  private final Path folder;
  private final int classes;

  private Application(Path folder, int classes) {
    this.folder = folder;
    this.classes = classes;
  }

  /** Where the application lies: {@code plain.jar} and {@code enhanced.jar}. */
  static void generate(Path folder, int classes) throws IOException {
    Application application = new Application(folder, classes);
    Path output = Files.createDirectories(folder.resolve("classes"));
    application.compile(application.sources(), output);
    pack(output, folder.resolve("plain.jar"));
    new DirectoryEnhancer(output, application.libraries()).enhance();
    pack(output, folder.resolve("enhanced.jar"));
  }

  /** As many classes as asked for: a service has a nested one, an entity has not. */
  private List<Path> sources() throws IOException {
    Path sources = folder.resolve("sources");
    List<Path> files = new ArrayList<>();
    files.add(write(sources, "app/Main.java", MAIN));
    files.add(write(sources, "app/Step.java", STEP));
    files.add(write(sources, "app/Entities.java", ENTITIES_RUN));
    for (int i = 0; i < types(); i++) {
      String text = i % ENTITIES == 0 ? ENTITY : SERVICE;
      files.add(
          write(
              sources,
              "app/p" + i / PER_PACKAGE + "/C" + i + ".java",
              text.replace("NUMBER", "" + i)
                  .replace("ITEM", i % OPEN_NESTS == 1 ? "item.value" : "item.value()")
                  .replace("pPACKAGE", "p" + i / PER_PACKAGE)));
    }
    return files;
  }

  private int types() {
    return classes / 2;
  }

  private Path write(Path sources, String name, String text) throws IOException {
    Path file = sources.resolve(name);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    return Files.writeString(
        file,
        text.replace("CLASSES", "" + types())
            .replace("ENTITIES", "" + ENTITIES)
            .replace("PER_PACKAGE", "" + PER_PACKAGE));
  }

  private void compile(List<Path> sources, Path output) throws IOException {
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK");
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      Iterable<? extends JavaFileObject> units = files.getJavaFileObjectsFromPaths(sources);
      List<String> options =
          List.of("-proc:none", "-g", "-cp", JvmFork.classPath(), "-d", output.toString());
      if (!compiler.getTask(null, files, null, options, null, units).call()) {
        throw new IllegalStateException("The application does not compile");
      }
    }
  }

  private List<Path> libraries() {
    return Stream.of(JvmFork.classPath().split(File.pathSeparator, -1)).map(Path::of).toList();
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (JarOutputStream out =
            new JarOutputStream(new BufferedOutputStream(Files.newOutputStream(jar)));
        Stream<Path> files = Files.walk(classes)) {
      files
          .filter(Files::isRegularFile)
          .sorted()
          .forEach(
              file -> {
                try {
                  String name = classes.relativize(file).toString().replace('\\', '/');
                  out.putNextEntry(new JarEntry(name));
                  Files.copy(file, out);
                  out.closeEntry();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
