package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowanorm.query.Path.path;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns mean the same on every database. */
public interface LikesTopic extends SuiteFixture {

  List<Class<?>> ENTITIES = List.of(Line.class);

  @Entity
  class Line {
    @Id int id;
    String text;

    Line(int id, String text) {
      this.id = id;
      this.text = text;
    }
  }

  private void storeLines() {
    store(
        new Line(1, "plain"),
        new Line(2, "100%"),
        new Line(3, "1000"),
        new Line(4, "a_b"),
        new Line(5, "axb"),
        new Line(6, "c:\\dir"),
        new Line(7, "c:-dir"),
        new Line(8, ""),
        new Line(9, "it's"));
  }

  private List<Integer> like(String pattern) {
    return freshly(
        session ->
            session
                .query(Line.class)
                .filter(path("text").like(pattern))
                .orderBy(path("id").asc())
                .all()
                .stream()
                .map(line -> line.id)
                .toList());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "plain, 1",
        "pl%, 1",
        "%ain, 1",
        "%lai%, 1",
        "pla__, 1",
        "pla_, ''",
        "100%, 2 3",
        "100\\%, 2",
        "%\\%, 2",
        "a_b, 4 5",
        "a\\_b, 4",
        "c:\\\\dir, 6",
        "c:_dir, 6 7",
        "%\\\\%, 6",
        "it's, 9",
        "%, 1 2 3 4 5 6 7 8 9",
      })
  default void like_ofAPattern_findsTheSameLines(String pattern, String ids) {
    storeLines();

    assertThat(like(pattern)).map(String::valueOf).isEqualTo(ids(ids));
    assertThat(onlyEvent().sql())
        .isEqualTo("select l.id, l.text from line l where l.text like ? order by l.id");
  }

  private static List<String> ids(String text) {
    return text.equals("''") ? List.of() : List.of(text.split(" "));
  }

  @Test
  default void like_ofTheEmptyPattern_findsTheEmptyText() {
    storeLines();

    assertThat(like("")).containsExactly(8);
  }

  @Test
  default void like_negated_findsTheOthers() {
    storeLines();

    inFresh(
        session ->
            assertThat(session.query(Line.class).filter(path("text").like("%i%").not()).count())
                .isEqualTo(5));
  }

  /** A backslash that takes no meaning away stands for itself. */
  @ParameterizedTest
  @ValueSource(strings = {"c:\\dir", "c:\\di_", "%:\\%ir"})
  default void like_withABackslashBeforeAnotherCharacter_takesItAsItIs(String pattern) {
    storeLines();

    assertThat(like(pattern)).isEqualTo(pattern.contains("\\%") ? List.of() : List.of(6));
  }

  @Test
  default void like_withABackslashAtTheEnd_takesItAsItIs() {
    store(new Line(1, "dir\\"), new Line(2, "dir"));

    assertThat(like("dir\\")).containsExactly(1);
  }
}
