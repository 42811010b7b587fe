package org.rowanorm.suite.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.rowanorm.query.Path.path;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Test;
import org.rowanorm.session.Session;

/** Every type with generated values, extremes among them. */
public interface TypeMatrixTopic extends TypesTopic {

  int ROWS = 200;

  /** A failure says the seed, which {@code -Drowan.test.seed} gives back. */
  @Test
  default void generatedValues_ofEveryType_comeBackByTheirRules() {
    long seed = Long.getLong("rowan.test.seed", System.nanoTime());
    JqwikSession.run(
        () -> {
          TypeMatrix matrix = new TypeMatrix(database());
          List<Everything> written = generate(matrix, new Random(seed));
          sessions().inTransaction(session -> session.addAll(written));
          try (Session session = sessions().open()) {
            List<Everything> found =
                session.query(Everything.class).orderBy(path("id").asc()).all();
            assertThat(found).hasSize(ROWS);
            for (int i = 0; i < ROWS; i++) {
              assertSame(matrix, written.get(i), found.get(i), seed);
            }
          }
        });
  }

  @Test
  default void matrix_hasEveryAttribute() {
    List<String> cells = new ArrayList<>();
    JqwikSession.run(
        () -> {
          TypeMatrix matrix = new TypeMatrix(database());
          matrix.primitives.forEach(cell -> cells.add(cell.attribute()));
          matrix.objects.forEach(cell -> cells.add(cell.attribute()));
        });
    List<String> attributes =
        Arrays.stream(Everything.class.getDeclaredFields())
            .filter(field -> !field.isSynthetic() && !Modifier.isStatic(field.getModifiers()))
            .map(Field::getName)
            .filter(name -> !name.startsWith("$") && !name.equals("id"))
            .toList();
    assertThat(cells).containsExactlyInAnyOrderElementsOf(attributes);
  }

  @Test
  default void matrix_hasTheExtremesInEachRun() {
    JqwikSession.run(
        () -> {
          List<Everything> rows = generate(new TypeMatrix(database()), new Random());
          assertThat(rows).anyMatch(row -> row.aDouble == 0 && 1 / row.aDouble < 0);
          assertThat(rows).anyMatch(row -> row.aFloat == 0 && 1 / row.aFloat < 0);
          assertThat(rows.stream().anyMatch(row -> Double.isNaN(row.aDouble)))
              .isEqualTo(database().holdsNotANumber());
          assertThat(rows).anyMatch(row -> isLong(row.manyBytes));
          assertThat(rows)
              .anyMatch(row -> row.longText != null && isLong(row.longText.getBytes(UTF_8)));
          assertThat(rows).anyMatch(row -> "".equals(row.longText));
        });
  }

  private static boolean isLong(byte[] bytes) {
    return bytes != null && bytes.length == TypeMatrix.MEBIBYTE;
  }

  private static List<Everything> generate(TypeMatrix matrix, Random random) {
    List<Everything> made = new ArrayList<>();
    for (int id = 1; id <= ROWS; id++) {
      Everything object = new Everything();
      object.id = id;
      matrix.primitives.forEach(cell -> cell.fill(object, random, false));
      matrix.objects.forEach(cell -> cell.fill(object, random, true));
      made.add(object);
    }
    return made;
  }

  private static void assertSame(
      TypeMatrix matrix, Everything written, Everything found, long seed) {
    List<TypeMatrix.Cell<?>> cells = new ArrayList<>(matrix.primitives);
    cells.addAll(matrix.objects);
    for (TypeMatrix.Cell<?> cell : cells) {
      assertThat(cell.found(found))
          .as("%s, with the seed %d", cell.attribute(), seed)
          .isEqualTo(cell.expected(written));
    }
  }
}
