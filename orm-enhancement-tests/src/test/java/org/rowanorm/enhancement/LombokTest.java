package org.rowanorm.enhancement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Classes that Lombok has really written, through a whole session. */
class LombokTest {

  private static final String BASE =
      """
      import lombok.*;
      @MappedSuperclass @SuperBuilder(toBuilder = true) @NoArgsConstructor @Getter @EqualsAndHashCode
      public abstract class Base { @Id private int id; }
      """;

  private static final String BOOK =
      """
      import lombok.*;
      @Entity @Data @SuperBuilder(toBuilder = true) @NoArgsConstructor
      @EqualsAndHashCode(callSuper = true)
      public class Book extends Base {
        @NonNull private String title;
        @Builder.Default private int pages = 100;
        @ManyToOne private Author author;
      }
      """;

  private static final String AUTHOR =
      """
      import lombok.*;
      @Entity @Data @Builder @With @NoArgsConstructor @AllArgsConstructor
      public class Author {
        @Id private int id;
        private String name;
        @Singular @OneToMany(mappedBy = "author")
        @ToString.Exclude @EqualsAndHashCode.Exclude private List<Book> books;
      }
      """;

  private static final String USE =
      """
      import static org.assertj.core.api.Assertions.assertThat;
      import org.rowanorm.enhancement.H2; import org.rowanorm.session.Session;
      public class Use implements java.util.function.Consumer<H2> {
        public void accept(H2 h2) {
          try (Session session = h2.open()) {
            Author ann = Author.builder().id(1).name("Ann").build();
            session.add(Book.builder().id(1).title("Emma").author(ann).build());
            session.add(Book.builder().id(2).title("Dune").pages(7).author(ann).build());
            session.commit();
          }
          assertThat(h2.rows("select id, title, pages, author_id from book order by id"))
              .containsExactly("1,Emma,100,1", "2,Dune,7,1");
          try (Session session = h2.open()) {
            Book emma = session.get(Book.class, 1);
            Author ann = emma.getAuthor();
            h2.log().clear();
            assertThat(ann.getId()).isEqualTo(1);
            assertThat(h2.log().sql()).isEmpty();
            assertThat(ann.toString()).isEqualTo("Author(id=1, name=Ann)");
            assertThat(h2.log().sql())
                .containsExactly("select a.id, a.name from author a where a.id in (?)");
            assertThat(new HashSet<>(ann.getBooks()))
                .containsExactlyInAnyOrder(emma, session.get(Book.class, 2));

            emma.setTitle("Emma II");
            Author copy = ann.withName("Anne");
            assertThat(ann.withName(ann.getName())).isSameAs(ann);
            assertThat(copy.getName() + copy.getId()).isEqualTo("Anne1");
            Book other = emma.toBuilder().id(3).title("Persuasion").build();
            session.add(other);
            h2.log().clear();
            session.commit();
          }
          assertThat(h2.log().sql())
              .containsExactlyInAnyOrder(
                  "insert into book (id, title, pages, author_id) values (?, ?, ?, ?)",
                  "update book set title = ? where id = ?");
          assertThat(h2.rows("select id, title, pages, author_id from book order by id"))
              .containsExactly("1,Emma II,100,1", "2,Dune,7,1", "3,Persuasion,100,1");
          assertThat(h2.rows("select id, name from author")).containsExactly("1,Ann");
        }
      }
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Door.class)
  @SuppressWarnings("unchecked")
  void H_C7_dataBuilderSuperBuilderAndWith_workInASession(Door door) throws Exception {
    Modules modules = new Modules(door, folder);
    List<String> options = List.of("--release", "17", "-processorpath", lombok());
    Path module = modules.compile("lombok", options, List.of(), BASE, BOOK, AUTHOR, USE);
    try (URLClassLoader loader = modules.load(module);
        H2 h2 = H2.with(loader.loadClass("Book"), loader.loadClass("Author"))) {
      Object use = loader.loadClass("Use").getConstructor().newInstance();
      ((Consumer<H2>) use).accept(h2);
    }
  }

  private static String lombok() {
    List<String> elements = Arrays.asList(ChildJvm.classPath().split(File.pathSeparator, -1));
    assertThat(elements).anyMatch(element -> element.contains("lombok-"));
    return elements.stream().filter(element -> element.contains("lombok-")).findFirst().get();
  }
}
