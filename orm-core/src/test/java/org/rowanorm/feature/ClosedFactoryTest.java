package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowanorm.query.Functions.count;
import static org.rowanorm.query.Path.path;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rowanorm.agent.Enhancer;
import org.rowanorm.query.Select;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;
import org.rowanorm.support.H2;
import org.rowanorm.support.Sources;

/**
 * What a closed factory leaves behind: nothing that keeps the class loader of its entities, so that
 * an application can be deployed again.
 */
class ClosedFactoryTest {

  private static final String AUTHOR =
      """
      import jakarta.persistence.*;
      import java.util.*;

      @Entity
      @Cacheable
      public class Author {
        @Id public int id;
        @Version public int version;
        public String name;
        @ElementCollection public Set<String> names = new HashSet<>();
        @OneToMany(mappedBy = "author", cascade = CascadeType.ALL)
        public List<Work> works = new ArrayList<>();

        public Author(int id, String name) {
          this.id = id;
          this.name = name;
          names.add(name);
          works.add(new Poem(id + 10, this));
        }

        public List<Work> works() {
          return works;
        }

        public void rename(String other) {
          name = other;
        }
      }
      """;

  private static final String WORK =
      """
      import jakarta.persistence.*;

      @Entity
      public class Work {
        @Id public int id;
        @ManyToOne public Author author;
        public Kind kind = Kind.SHORT;

        public enum Kind { SHORT, LONG }

        public Work(int id, Author author) {
          this.id = id;
          this.author = author;
        }
      }
      """;

  private static final String POEM =
      """
      import jakarta.persistence.*;

      @Entity
      public class Poem extends Work {
        public int lines = 4;

        public Poem(int id, Author author) {
          super(id, author);
        }
      }
      """;

  private static final String LINE = "public record Line(String name, Long number) {}";

  /** Classes of a loader of their own, the mapped ones enhanced. */
  private static Sources loader() {
    Map<String, byte[]> plain =
        Sources.compile("Author", AUTHOR, "Work", WORK, "Poem", POEM, "Line", LINE);
    Enhancer enhancer = new Enhancer(type -> plain.get(type.replace('/', '.')));
    Map<String, byte[]> classes = new HashMap<>(plain);
    for (String mapped : List.of("Author", "Work", "Poem")) {
      classes.put(mapped, enhancer.enhance(mapped, plain.get(mapped)));
    }
    return Sources.loader(classes);
  }

  private static void assertCollected(WeakReference<?> reference) throws InterruptedException {
    for (int i = 0; i < 50 && reference.get() != null; i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(reference.get()).isNull();
  }

  @Test
  void classLoaderOfItsEntities_isNotKept() throws Exception {
    assertCollected(work());
  }

  private static WeakReference<ClassLoader> work() throws Exception {
    Sources loader = loader();
    Class<?> author = loader.get("Author");
    try (H2 h2 = H2.with(author, loader.get("Work"), loader.get("Poem"))) {
      SessionFactory sessions = h2.sessions();
      for (int id = 1; id <= 3; id++) {
        Object made = author.getConstructor(int.class, String.class).newInstance(id, "A" + id);
        sessions.inTransaction(session -> session.add(made));
      }
      try (Session session = sessions.open()) {
        ask(session, author, loader.get("Poem"), loader.get("Line"));
        change(session, author);
        session.commit();
      }
    }
    return new WeakReference<>(loader);
  }

  private static void ask(Session session, Class<?> author, Class<?> poem, Class<?> line)
      throws ReflectiveOperationException {
    Object first = session.get(author, 1);
    assertThat(session.query(poem).filter(path("author").eq(first)).fetch("author").all())
        .hasSize(1);
    assertThat((List<?>) author.getMethod("works").invoke(session.get(author, 2))).hasSize(1);
    assertThat(
            session
                .query(poem)
                .groupBy(path("author.name"))
                .select(line, path("author.name"), count())
                .all())
        .hasSize(3);
    assertThat(
            session
                .query(author)
                .filter(path("id").in(Select.from(poem).select(path("lines"))))
                .all())
        .isEmpty();
    assertThat(session.sql("select * from author").as(author).all()).hasSize(3);
    try (Stream<?> all = session.query(author).stream()) {
      assertThat(all.count()).isEqualTo(3);
    }
  }

  private static void change(Session session, Class<?> author) throws ReflectiveOperationException {
    author.getMethod("rename", String.class).invoke(session.get(author, 3), "C");
    session.update(author).set(path("name"), "B").where(path("id").eq(2)).execute();
    session
        .insertInto(author)
        .columns(path("id"), path("name"))
        .values(2, "D")
        .onConflict(path("id"))
        .set(path("name"), "E")
        .execute();
  }
}
