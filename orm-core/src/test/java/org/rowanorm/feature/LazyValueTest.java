package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Basic;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.LazyLoadException;
import org.rowanorm.query.Path;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;
import org.rowanorm.support.Misuse;

class LazyValueTest {

  @Entity
  static class Letter {
    @Id int id;
    @Nullable String title;

    @Lob
    @Basic(fetch = FetchType.LAZY)
    @Nullable String text;

    @Basic(fetch = FetchType.LAZY)
    byte @Nullable [] seal;

    @ManyToOne @Nullable Letter answerTo;

    Letter(int id, @Nullable String text) {
      this.id = id;
      this.text = text;
    }
  }

  private final H2 h2 = H2.with(Letter.class);

  @AfterEach
  void close() {
    h2.close();
  }

  private void givenLetters() {
    h2.sessions()
        .inTransaction(
            session -> {
              Letter first = new Letter(1, "one");
              first.seal = new byte[] {1, 2};
              Letter second = new Letter(2, null);
              second.answerTo = first;
              session.add(first);
              session.add(second);
            });
    h2.log().clear();
  }

  private List<Letter> letters(Session session) {
    List<Letter> letters = session.query(Letter.class).orderBy(Path.path("id").asc()).all();
    assertThat(h2.log().sql())
        .containsExactly("select l.id, l.title, l.answerto_id from letter l order by l.id");
    h2.log().clear();
    return letters;
  }

  @Test
  void value_isLoadedAtItsFirstRead_forTheWholeCohort() {
    givenLetters();
    try (Session session = h2.open()) {
      List<Letter> letters = letters(session);
      assertThat(letters).extracting(letter -> letter.text).containsExactly("one", null);
      assertThat(h2.log().sql())
          .containsExactly("select l.id, l.text from letter l where l.id in (?, ?)");
      assertThat(letters.get(0).seal).containsExactly(1, 2);
      session.commit();
      assertThat(h2.log().sql()).hasSize(2);
    }
  }

  @Test
  void H_D2_write_sendsNoSelect_evenOfNull() {
    givenLetters();
    try (Session session = h2.open()) {
      Letter first = letters(session).get(0);
      first.text = null;
      session.commit();
      assertThat(h2.log().sql()).containsExactly("update letter set text = ? where id = ?");
      assertThat(first.text).isNull();
      assertThat(h2.rows("select text from letter where id = 1")).containsExactly("null");
    }
  }

  @Test
  void H_D3_changeInPlace_isNoticed() {
    givenLetters();
    try (Session session = h2.open()) {
      Letter first = letters(session).get(0);
      first.seal[0] = 9;
      session.commit();
      assertThat(h2.log().sql())
          .containsExactly(
              "select l.id, l.seal from letter l where l.id in (?, ?)",
              "update letter set seal = ? where id = ?");
    }
  }

  @Test
  void referenceThatIsLoaded_keepsWhatWasWritten_andItsOtherValuesLazy() {
    givenLetters();
    try (Session session = h2.open()) {
      Letter first = session.get(Letter.class, 2).answerTo;
      first.text = "new";
      assertThat(first.title).isNull();
      h2.log().clear();
      assertThat(first.text).isEqualTo("new");
      assertThat(first.seal).containsExactly(1, 2);
      assertThat(h2.log().sql())
          .containsExactly("select l.id, l.seal from letter l where l.id in (?)");
    }
  }

  @Test
  @Misuse(Misuse.Of.COHORT)
  void read_ofARowThatIsGone_andAfterTheSession_isRefused() {
    givenLetters();
    Letter second;
    try (Session session = h2.open()) {
      List<Letter> letters = letters(session);
      second = letters.get(1);
      h2.sql("delete from letter where id = 2");
      assertThatThrownBy(() -> second.text.length())
          .isInstanceOf(LazyLoadException.class)
          .hasMessage(
              """
              There is no row for Letter 2
                  it was there when the object was loaded
                  another transaction has deleted it meanwhile [ROWAN-602]""");
    }
    assertThatThrownBy(() -> second.text.length())
        .isInstanceOf(LazyLoadException.class)
        .hasMessage(
            """
            There is no row for Letter 2
                it was there when the object was loaded
                another transaction has deleted it meanwhile [ROWAN-602]""");
  }

  @Test
  void bulkUpdate_makesValuesThatWereLoadedLazyAgain_andIsNoChangeOfTheObject() {
    givenLetters();
    try (Session session = h2.open()) {
      Letter first = letters(session).get(0);
      assertThat(first.text).isEqualTo("one");
      assertThat(first.seal).containsExactly(1, 2);
      session.update(Letter.class).set(Path.path("text"), "new").execute();
      session.sql("update letter set seal = X'0304'").execute();
      assertThat(first.title).isNull();
      assertThat(first.text).isEqualTo("new");
      assertThat(first.seal).containsExactly(3, 4);
      h2.log().clear();
      session.commit();
      assertThat(h2.log().sql()).isEmpty();
    }
  }
}
