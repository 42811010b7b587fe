package org.rowanorm.enhancement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rowanorm.agent.EnhancementException;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.entity.Enhancement;
import org.rowanorm.session.Session;

/** Classes of one hierarchy in several jars, and jars that are built again. */
class JarsTest {

  private static final String BASE =
      "package shared; @MappedSuperclass public abstract class Base {"
          + " @Id protected int id; private String name; %s"
          + " public String name() { return name; } public void name(String n) { name = n; } }";

  private static final String ITEM =
      """
      package shop; @Entity public class Item extends shared.Base
          implements org.rowanorm.enhancement.Subject {
        @ManyToOne Item parent; Integer size;
        public Item parent() { return parent; }
        public Integer size() { return size; }
      }""";

  @TempDir Path folder;

  private Path base(Modules modules, String name, String more) throws IOException {
    return modules.compile(name, List.of(), BASE.formatted(more));
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void H_B2_superclassInAnotherJar_isEnhancedThere(Door door) throws Exception {
    Modules modules = new Modules(door, folder);
    Path base = base(modules, "base", "");
    modules.enhance(base);
    Path jar = modules.jar(base);
    Path items = modules.compile("items", List.of(jar), ITEM);
    try (URLClassLoader loader = modules.load(items, jar)) {
      Subject.assertLazyAndTracked(loader.loadClass("shop.Item"));
    }
  }

  /** Slots and mask words are counted at run time: the subclass need not be enhanced again. */
  @ParameterizedTest
  @EnumSource(Door.class)
  void H_B2_superclassThatGainsAFieldAlone_keepsTheLayoutRight(Door door) throws Exception {
    Modules modules = new Modules(door, folder);
    Path before = base(modules, "before", "");
    Path items = modules.compile("items", List.of(before), ITEM);
    modules.enhance(before);
    modules.enhance(items, before);
    byte[] item = Files.readAllBytes(items.resolve("shop/Item.class"));

    Path after = base(modules, "after", "private String code = \"c\"; private byte[] mark;");
    modules.enhance(after);
    Path jar = modules.jar(after);

    assertThat(Files.readAllBytes(items.resolve("shop/Item.class"))).isEqualTo(item);
    try (URLClassLoader loader = Modules.loader(getClass().getClassLoader(), items, jar)) {
      assertGainedField(loader.loadClass("shop.Item"));
    }
  }

  private static void assertGainedField(Class<?> item) {
    try (H2 h2 = H2.with(item)) {
      h2.sql("insert into item (id, name, code, mark, size) values (1, 'one', 'x', x'01', 3)");
      h2.sql("insert into item (id, name, code, size, parent_id) values (2, 'two', 'y', 4, 1)");
      try (Session session = h2.open()) {
        Subject two = (Subject) session.get(item, 2);
        Subject one = two.parent();
        h2.log().clear();
        one.name("uno");
        assertThat(h2.log().sql()).isEmpty();
        assertThat(size(one)).isEqualTo(3);
        assertThat(h2.log().sql())
            .containsExactly(
                "select i.id, i.name, i.code, i.mark, i.parent_id, i.size from item i"
                    + " where i.id in (?)");
        assertThat(((Enhanced) one).$rowan_raw(2)).isEqualTo("x");
        h2.log().clear();
        session.commit();
      }
      assertThat(h2.log().sql()).containsExactly("update item set name = ? where id = ?");
      assertThat(h2.rows("select name, code, size, parent_id from item order by id"))
          .containsExactly("uno,x,3,null", "two,y,4,1");
    }
  }

  private static Object size(Subject item) {
    try {
      return item.getClass().getMethod("size").invoke(item);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  @Test
  void H_B3_superclassInAPlainJar_isRefusedByTheBuild() throws Exception {
    Modules modules = new Modules(Door.BUILD, folder);
    Path jar = modules.jar(base(modules, "base", ""));
    Path items = modules.compile("items", List.of(jar), ITEM);

    assertThatThrownBy(() -> modules.enhance(items, jar))
        .isInstanceOf(EnhancementException.class)
        .hasMessage(
            """
            Its mapped superclass shared.Base is not enhanced.
                in class shop.Item
                Run the goal enhance of orm-maven-plugin in the module of the superclass, or let \
            the agent cover both packages.""");
  }

  /** An agent for the package of the entity alone, in a JVM of its own. */
  @Test
  void H_B3_superclassOutsideTheAgentsPackages_isRefusedAtBoot() throws Exception {
    Modules modules = new Modules(Door.AGENT, folder);
    Path jar = modules.jar(base(modules, "base", ""));
    Path items = modules.compile("items", List.of(jar), ITEM);

    assertThat(boot(ChildJvm.rowanAgent(folder, "shop"), items, jar))
        .contains(
            """
            refused: The agent could not enhance shop.Item
                Its mapped superclass shared.Base is not enhanced.
                in class shop.Item
                Run the goal enhance of orm-maven-plugin in the module of the superclass, or let \
            the agent cover both packages. [ROWAN-101]""")
        .doesNotContain("booted");
    assertThat(boot(ChildJvm.rowanAgent(folder, "shop,shared"), items, jar))
        .contains("booted")
        .doesNotContain("refused");
  }

  /** An older jar of the superclass on the class path of the run, and no agent. */
  @Test
  void H_B3_superclassThatIsPlainAtRunTime_isRefusedAtBoot() throws Exception {
    Modules modules = new Modules(Door.BUILD, folder);
    Path base = base(modules, "base", "");
    Path plain = modules.jar(base);
    Path items = modules.compile("items", List.of(base), ITEM);
    modules.enhance(base);
    modules.enhance(items, base);

    assertThat(boot("-Drowan.attach=never", items, plain))
        .contains("refused: shop.Item is enhanced in part only\n    enhanced: shop.Item in file:")
        .contains("\n    not enhanced: shared.Base in file:")
        .contains("[ROWAN-101]")
        .doesNotContain("booted");
  }

  private static String boot(String agent, Path... modules) throws IOException {
    StringBuilder classPath = new StringBuilder(ChildJvm.classPath());
    for (Path module : modules) {
      classPath.append(java.io.File.pathSeparator).append(module);
    }
    return ChildJvm.run(classPath.toString(), List.of(agent), Boot.class.getName(), "shop.Item");
  }

  private static final String OLD_HOME =
      "package same; @MappedSuperclass public abstract class Base {"
          + " @Id int id; String name; protected Integer size;"
          + " public String name() { return name; } public void name(String n) { name = n; } }";

  /** The names of the packages are one, the packages at run time are two. */
  @ParameterizedTest
  @EnumSource(Door.class)
  void H_B7_packagePrivateFieldOfTheSamePackageInAnotherLoader_isLoaded(Door door)
      throws Exception {
    Modules modules = new Modules(door, folder);
    Path base = modules.compile("base", List.of(), OLD_HOME);
    Path items =
        modules.compile(
            "items",
            List.of(base),
            """
            package same; @Entity public class Item extends Base
                implements org.rowanorm.enhancement.Subject {
              @ManyToOne Item parent;
              public Item parent() { return parent; }
              public Integer size() { return size; }
            }""");
    modules.enhance(base);
    modules.enhance(items, base);
    try (URLClassLoader above = Modules.loader(getClass().getClassLoader(), base);
        URLClassLoader below = Modules.loader(above, items)) {
      Class<?> item = below.loadClass("same.Item");
      assertThat(item.getSuperclass().getClassLoader()).isSameAs(above);
      assertThat(item.getSuperclass().getPackage()).isNotEqualTo(item.getPackage());
      Subject.assertLazyAndTracked(item);
    }
  }

  /** Boot and use look at a class's own mark, and a second walk or load adds nothing. */
  @ParameterizedTest
  @EnumSource(Door.class)
  void H_B10_superclassThatIsSeenTwice_isEnhancedOnce(Door door) throws Exception {
    Modules modules = new Modules(door, folder);
    Path both = base(modules, "both", "");
    Path items = modules.compile("both", List.of(both), ITEM, ITEM.replace("Item ", "Other "));
    modules.enhance(items);
    byte[] once = Files.readAllBytes(both.resolve("shared/Base.class"));
    modules.enhance(items);
    assertThat(both.resolve("shared/Base.class")).hasBinaryContent(once);
    try (URLClassLoader loader = modules.load(items)) {
      Class<?> base = loader.loadClass("shared.Base");
      Class<?> item = loader.loadClass("shop.Item");
      net.bytebuddy.agent.ByteBuddyAgent.install().retransformClasses(base, item);
      assertThat(base.getInterfaces()).containsExactly(Enhanced.class);
      assertThat(base.getDeclaredAnnotationsByType(Enhancement.class)).hasSize(1);
      assertThat(item.getInterfaces()).containsExactly(Subject.class);
      assertThat(base.getDeclaredMethods())
          .extracting(method -> method.getName() + List.of(method.getParameterTypes()))
          .doesNotHaveDuplicates();
    }
  }

  /** As an IDE does: it compiles one class of an enhanced folder again, and runs or builds on. */
  @ParameterizedTest
  @EnumSource(Door.class)
  void H_G7_oneClassCompiledAgain_isEnhancedByTheNextDoor(Door door) throws Exception {
    Modules modules = new Modules(door, folder);
    Path module = modules.compile("ide", List.of(), Subject.SOURCE, "class Plain { Item item; }");
    new Modules(Door.BUILD, folder).enhance(module);
    FileTime longAgo = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(module.resolve("Plain.class"), longAgo);
    modules.compile(
        "ide", List.of(module), Subject.SOURCE.replace("String name;", "String name, more;"));

    try (URLClassLoader loader = modules.load(module)) {
      Class<?> item = loader.loadClass("Item");
      assertThat(item.getDeclaredAnnotation(Enhancement.class).attributes())
          .containsExactly("id", "name", "more", "parent");
      Subject.assertLazyAndTracked(item);
    }
    assertThat(Files.getLastModifiedTime(module.resolve("Plain.class"))).isEqualTo(longAgo);
  }

  /** A folder and a jar with spaces in their names, and nothing left open afterwards. */
  @ParameterizedTest
  @EnumSource(Door.class)
  void H_G10_jars_areClosedWithTheirLoader(Door door) throws Exception {
    Modules modules = new Modules(door, folder);
    Path base = base(modules, "base of all", "");
    modules.enhance(base);
    Path jar = modules.jar(base);
    Path items = modules.compile("items of mine", List.of(jar), ITEM);
    try (URLClassLoader loader = modules.load(items, jar)) {
      Subject.assertLazyAndTracked(loader.loadClass("shop.Item"));
    }

    Path open = Path.of("/proc/self/fd");
    if (Files.isDirectory(open)) {
      try (var files = Files.list(open)) {
        assertThat(files.map(JarsTest::target)).doesNotContain(jar.toRealPath());
      }
    }
    Files.delete(jar);
  }

  private static Path target(Path link) {
    try {
      return link.toRealPath();
    } catch (IOException e) {
      return link;
    }
  }
}
