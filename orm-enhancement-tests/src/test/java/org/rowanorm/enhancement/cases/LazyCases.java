package org.rowanorm.enhancement.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.rowanorm.enhancement.BothDoors;
import org.rowanorm.enhancement.H2;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.error.LazyLoadException;
import org.rowanorm.session.LazyAfterClose;
import org.rowanorm.session.Session;

/** What is not loaded yet. */
class LazyCases {

  @Entity
  static class Author {
    @Id int id;
    String name;

    @OneToMany(mappedBy = "author")
    Set<Work> works = new HashSet<>();

    @Override
    public String toString() {
      return name;
    }
  }

  @Entity
  static class Work {
    @Id int id;
    String title;
    @ManyToOne Author author;

    /** As users write it, by what is lazy. */
    @Override
    public boolean equals(Object other) {
      return other instanceof Work work
          && Objects.equals(title, work.title)
          && Objects.equals(author.name, work.author.name);
    }

    @Override
    public int hashCode() {
      return Objects.hash(title, author.name);
    }
  }

  /** A pattern, since the line changes. */
  private static final String CLOSED =
      """
      Attribute '%s' of Author 1 was not loaded
          its session is closed, or let go of it
          it was loaded by its id, at \\S+LazyCases\\.detached\\(LazyCases\\.java:\\d+\\)
          read it before that, or set lazyAfterClose\\(LazyAfterClose\\.LOAD\\) \\[ROWAN-601]""";

  private static final String AUTHOR = "select a.id, a.name from author a where a.id in (?)";

  private static H2 works() {
    return works(LazyAfterClose.LOAD);
  }

  private static H2 works(LazyAfterClose policy) {
    H2 h2 = H2.with(builder -> builder.entities(Author.class, Work.class).lazyAfterClose(policy));
    h2.sql("insert into author (id, name) values (1, 'Ann'), (2, 'Bob')");
    h2.sql("insert into work (id, title, author_id) values (1, 'a', 1), (2, 'b', 1), (3, 'c', 2)");
    return h2;
  }

  @BothDoors
  void H_E1_id_sendsNothing() {
    try (H2 h2 = works();
        Session session = h2.open()) {
      Author author = session.get(Work.class, 1).author;
      h2.log().clear();
      assertThat(author.id).isEqualTo(1);
      assertThat(author.getClass()).isEqualTo(Author.class);
      assertThat(h2.log().sql()).isEmpty();
    }
  }

  private static Author detached(H2 h2) {
    try (Session session = h2.open()) {
      return session.get(Work.class, 1).author;
    }
  }

  @BothDoors
  void H_E2_accessAfterClose_loads() {
    try (H2 h2 = works()) {
      Author author = detached(h2);
      h2.log().clear();
      assertThat(author.name).isEqualTo("Ann");
      assertThat(author.works).hasSize(2);
      assertThat(h2.log().sql())
          .containsExactly(
              AUTHOR,
              "select w.author_id, w.id, w.title, w.author_id from work w where w.author_id in (?)");
    }
  }

  @BothDoors
  void H_E2_accessAfterClose_isRefusedWithEntityIdAndAttribute() {
    try (H2 h2 = works(LazyAfterClose.RAISE)) {
      Author author = detached(h2);
      assertThatThrownBy(() -> author.name.length())
          .isInstanceOf(LazyLoadException.class)
          .hasMessageMatching(CLOSED.formatted("name"));
      assertThatThrownBy(() -> author.works.size())
          .isInstanceOf(LazyLoadException.class)
          .hasMessageMatching(CLOSED.formatted("works"));
      assertThat(author.id).isEqualTo(1);
    }
  }

  @BothDoors
  void H_E6_equalsAndHashCodeOverLazies_workInASetThatIsLoaded() {
    try (H2 h2 = works();
        Session session = h2.open()) {
      Author author = session.get(Author.class, 1);
      h2.log().clear();
      assertThat(author.works).hasSize(2);
      assertThat(h2.log().sql())
          .containsExactly(
              "select w.author_id, w.id, w.title, w.author_id from work w"
                  + " where w.author_id in (?)");
      assertThat(author.works.contains(session.get(Work.class, 1))).isTrue();
      assertThat(new HashSet<>(author.works)).hasSize(2);
    }
  }

  @BothDoors
  void H_E8_fieldsHoldNothingButTheirOwnTypes() throws IllegalAccessException {
    try (H2 h2 = works();
        Session session = h2.open()) {
      for (Object entity :
          List.of(session.get(Author.class, 2), session.get(Work.class, 1).author)) {
        for (Field field : Author.class.getDeclaredFields()) {
          field.setAccessible(true);
          Object value = field.get(entity);
          assertThat(value == null || field.getType().isPrimitive() || fits(field, value)).isTrue();
        }
      }
    }
  }

  private static boolean fits(Field field, Object value) {
    return field.getType().isInstance(value);
  }

  @BothDoors
  void H_E9_replacedCollection_isNotLoadedForTheWrite() {
    try (H2 h2 = works();
        Session session = h2.open()) {
      Author author = session.get(Author.class, 1);
      h2.log().clear();
      author.works = new HashSet<>();
      assertThat(h2.log().sql()).isEmpty();
    }
  }

  @BothDoors
  void H_E10_oneTouch_loadsTheWholeCohort() {
    try (H2 h2 = works();
        Session session = h2.open()) {
      List<Work> works = session.query(Work.class).all();
      h2.log().clear();
      assertThat(works).extracting(work -> work.author.name).containsExactly("Ann", "Ann", "Bob");
      assertThat(h2.log().sql())
          .containsExactly("select a.id, a.name from author a where a.id in (?, ?)");
    }
  }

  @BothDoors
  void H_E10_rowThatIsGone_isNamed() {
    try (H2 h2 = works();
        Session session = h2.open()) {
      Author author = session.get(Work.class, 3).author;
      h2.sql("set referential_integrity false");
      h2.sql("delete from author where id = 2");
      assertThatThrownBy(() -> author.name.length())
          .isInstanceOf(LazyLoadException.class)
          .hasMessage(
              """
              There is no row for Author 2
                  Work 3 refers to it with 'author'
                  check the foreign key of table author [ROWAN-602]""");
    }
  }

  @BothDoors
  void H_E11_manyThreads_readADetachedObject() throws Exception {
    try (H2 h2 = works()) {
      List<Author> authors = new ArrayList<>();
      try (Session session = h2.open()) {
        authors.add(session.get(Author.class, 1));
        authors.get(0).works.forEach(work -> assertThat(work.author.name).isEqualTo("Ann"));
      }
      ExecutorService threads = Executors.newFixedThreadPool(4);
      Callable<Integer> reader = () -> read(authors.get(0));
      List<Future<Integer>> results = threads.invokeAll(List.of(reader, reader, reader, reader));
      threads.shutdown();
      for (Future<Integer> result : results) {
        assertThat(result.get()).isEqualTo(1000 * 5);
      }
    }
  }

  private static int read(Author author) {
    int letters = 0;
    for (int i = 0; i < 1000; i++) {
      letters += author.name.length();
      for (Work work : author.works) {
        letters += work.title.length();
      }
    }
    return letters;
  }

  @BothDoors
  void H_E12_toString_afterClose_failsOnceAndAsAnyOtherRead() {
    try (H2 h2 = works(LazyAfterClose.RAISE)) {
      Author author = detached(h2);
      h2.log().clear();
      assertThatThrownBy(author::toString)
          .isInstanceOf(LazyLoadException.class)
          .hasMessageMatching(CLOSED.formatted("name"))
          .hasNoSuppressedExceptions()
          .hasNoCause();
      assertThat(h2.log().sql()).isEmpty();
      assertThat(author).isInstanceOf(Enhanced.class);
    }
  }

  @BothDoors
  void H_E12_toString_inASession_loads() {
    try (H2 h2 = works();
        Session session = h2.open()) {
      Author author = session.get(Work.class, 1).author;
      h2.log().clear();
      assertThat(author).hasToString("Ann");
      assertThat(h2.log().sql()).containsExactly(AUTHOR);
    }
  }
}
