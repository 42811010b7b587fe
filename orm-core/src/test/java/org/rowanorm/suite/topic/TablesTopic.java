package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rowanorm.query.Path;

/** Entities with columns, and references, in tables beside their own. */
public interface TablesTopic extends SuiteFixture {

  List<Class<?>> ENTITIES = List.of(Article.class, Author.class);

  @Entity
  @SecondaryTable(name = "article_text", pkJoinColumns = @PrimaryKeyJoinColumn(name = "article_no"))
  class Article {
    @Id @GeneratedValue long id;
    @Version int version;
    String title;

    @Column(table = "article_text")
    @Nullable String abridged;

    @Column(table = "article_text")
    @Nullable Integer words;

    @ManyToOne(cascade = CascadeType.PERSIST)
    @JoinTable(
        name = "article_author",
        joinColumns = @JoinColumn(name = "article_no"),
        inverseJoinColumns = @JoinColumn(name = "author_no"))
    @Nullable Author author;

    Article(String title) {
      this.title = title;
    }
  }

  @Entity
  class Author {
    @Id @GeneratedValue long id;
    String name;

    @OneToMany(mappedBy = "author")
    List<Article> articles = new ArrayList<>();

    Author(String name) {
      this.name = name;
    }
  }

  @Test
  default void furtherTables_haveARowWhereThereIsAValue() {
    Article full = new Article("full");
    full.words = 7;
    full.author = new Author("Ann");
    Article bare = new Article("bare");
    store(full, bare);
    inFresh(
        session -> {
          List<Article> all = session.query(Article.class).orderBy(Path.path("id").asc()).all();
          assertThat(all.get(0).words).isEqualTo(7);
          assertThat(all.get(0).author.id).isEqualTo(full.author.id);
          assertThat(all.get(1).words).isNull();
          assertThat(all.get(1).author).isNull();
          assertThat(log().sql()).hasSize(1);
          assertThat(all.get(0).author.articles).containsExactly(all.get(0));
        });
  }

  @Test
  default void furtherTables_areWrittenRowByRow() {
    Article full = new Article("full");
    full.words = 7;
    full.author = new Author("Ann");
    store(full, new Article("bare"), new Article("blank"));
    inFresh(
        session -> {
          List<Article> all = session.query(Article.class).orderBy(Path.path("id").asc()).all();
          all.get(0).words = null;
          all.get(0).author = null;
          all.get(1).words = 1;
          all.get(1).author = new Author("Bea");
          all.get(2).words = 2;
          session.commit();
        });
    inFresh(
        session -> {
          assertThat(
                  session
                      .query(Article.class)
                      .filter(Path.path("words").isNotNull())
                      .orderBy(Path.path("id").asc())
                      .all())
              .extracting(article -> article.title)
              .containsExactly("bare", "blank");
          assertThat(
                  session.query(Article.class).filter(Path.path("author.name").eq("Bea")).count())
              .isEqualTo(1);
          session.query(Article.class).all().forEach(session::delete);
          session.commit();
          assertThat(session.query(Article.class).count()).isZero();
        });
  }

  @Test
  default void furtherTables_areAskedInABulkUpdate() {
    Article full = new Article("full");
    full.words = 7;
    store(full, new Article("bare"));
    inFresh(
        session ->
            assertThat(
                    session
                        .update(Article.class)
                        .set(Path.path("title"), "seven")
                        .where(Path.path("words").eq(7))
                        .execute())
                .isEqualTo(1));
  }
}
