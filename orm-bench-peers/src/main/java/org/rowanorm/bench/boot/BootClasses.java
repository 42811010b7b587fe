package org.rowanorm.bench.boot;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.rowanorm.bench.enhance.JvmFork;

/**
 * So many mapped classes with ten attributes and two associations each, generated as sources,
 * compiled, and enhanced by each library into a folder of its own.
 */
final class BootClasses {

  private static final String SOURCE =
      """
      package boot;

      import jakarta.persistence.Entity;
      import jakarta.persistence.FetchType;
      import jakarta.persistence.Id;
      import jakarta.persistence.JoinColumn;
      import jakarta.persistence.ManyToOne;
      import jakarta.persistence.OneToMany;
      import jakarta.persistence.Table;
      import java.math.BigDecimal;
      import java.time.LocalDate;
      import java.time.LocalDateTime;
      import java.util.ArrayList;
      import java.util.List;

      @Entity
      @Table(name = "eTHIS")
      public class ETHIS {
        @Id private long id;
        private String a1;
        private String a2;
        private int a3;
        private long a4;
        private boolean a5;
        private BigDecimal a6;
        private LocalDate a7;
        private LocalDateTime a8;
        private String a9;
        private double a10;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "next_id")
        private ENEXT next;

        @OneToMany(mappedBy = "next")
        private List<EPREVIOUS> previous = new ArrayList<>();

        public String getA1() { return a1; }
        public int getA3() { return a3; }
        public ENEXT getNext() { return next; }
        public List<EPREVIOUS> getPrevious() { return previous; }

        @Override
        public String toString() { return getA1() + getA3(); }
      }
      """;

  private static final String UNIT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <persistence version="3.2" xmlns="https://jakarta.ee/xml/ns/persistence"
          xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
          xsi:schemaLocation="https://jakarta.ee/xml/ns/persistence https://jakarta.ee/xml/ns/persistence/persistence_3_2.xsd">
        <persistence-unit name="boot">
          <provider>org.eclipse.persistence.jpa.PersistenceProvider</provider>
      CLASSES    <exclude-unlisted-classes>true</exclude-unlisted-classes>
        </persistence-unit>
      </persistence>
      """;

  private final Path folder;
  private final int count;

  private BootClasses(Path folder, int count) {
    this.folder = folder;
    this.count = count;
  }

  /** Makes them. Each library's lie in the folder of its name. */
  static void generate(Path folder, int count) throws IOException {
    BootClasses classes = new BootClasses(folder, count);
    Path plain = folder.resolve("plain");
    classes.compile(plain);
    classes.unit(plain);
    URL unit = plain.toUri().toURL();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {unit}, BootClasses.class.getClassLoader())) {
      for (Starter starter : Starter.values()) {
        classes.enhance(starter, loader, unit);
      }
    }
  }

  static String name(int number) {
    return "boot.E" + number;
  }

  private void compile(Path plain) throws IOException {
    Path sources = Files.createDirectories(folder.resolve("sources"));
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String text =
          SOURCE
              .replace("THIS", "" + i)
              .replace("NEXT", "" + (i + 1) % count)
              .replace("PREVIOUS", "" + (i + count - 1) % count);
      files.add(Files.writeString(sources.resolve("E" + i + ".java"), text));
    }
    Files.createDirectories(plain);
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK");
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of("-proc:none", "-g", "-cp", JvmFork.classPath(), "-d", plain.toString());
      var units = manager.getJavaFileObjectsFromPaths(files);
      if (!compiler.getTask(null, manager, null, options, null, units).call()) {
        throw new IllegalStateException("The classes do not compile");
      }
    }
  }

  private void unit(Path plain) throws IOException {
    StringBuilder classes = new StringBuilder();
    for (int i = 0; i < count; i++) {
      classes.append("    <class>").append(name(i)).append("</class>\n");
    }
    Files.createDirectories(plain.resolve("META-INF"));
    Files.writeString(plain.resolve("META-INF/persistence.xml"), UNIT.replace("CLASSES", classes));
  }

  private void enhance(Starter starter, ClassLoader loader, URL unit) throws IOException {
    Path plain = folder.resolve("plain");
    Path mine = folder.resolve(starter.name());
    Files.createDirectories(mine.resolve("boot"));
    Files.createDirectories(mine.resolve("META-INF"));
    Files.copy(plain.resolve("META-INF/persistence.xml"), mine.resolve("META-INF/persistence.xml"));
    for (int i = 0; i < count; i++) {
      String file = name(i).replace('.', '/') + ".class";
      byte[] bytes = Files.readAllBytes(plain.resolve(file));
      byte[] enhanced =
          Objects.requireNonNull(
              starter.enhance(name(i), bytes, loader, unit), starter + " enhanced nothing");
      Files.write(mine.resolve(file), enhanced);
    }
  }

  /** The class path of an application of one library. */
  static String classPath(Path folder, Starter starter) {
    return folder.resolve(starter.name()) + File.pathSeparator + JvmFork.classPath();
  }
}
