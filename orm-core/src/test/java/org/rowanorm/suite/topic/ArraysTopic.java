package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.rowanorm.annotation.ArrayColumn;
import org.rowanorm.error.MappingException;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;

/** Arrays in columns of arrays, where the database has them. */
public interface ArraysTopic extends SuiteFixture {

  @Entity
  class Arrayed {
    @Id int id = 1;
    String[] strings;
    int[] ints;
    Integer[] integers;
    long[] longs;
    short[] shorts;
    double[] doubles;
    float[] floats;
    boolean[] booleans;
    BigDecimal[] decimals;
    UUID[] uuids;
    @ArrayColumn List<String> names;
    @ArrayColumn List<Long> numbers;
    @ArrayColumn List<UUID> keys;
  }

  private static Arrayed full() {
    Arrayed full = new Arrayed();
    full.strings = new String[] {"", "a,b", "{\"q\"}", "Grüße 😀", "NULL", "\\"};
    full.ints = new int[] {0, Integer.MIN_VALUE, Integer.MAX_VALUE};
    full.integers = new Integer[] {null, 1};
    full.longs = new long[] {Long.MIN_VALUE, Long.MAX_VALUE};
    full.shorts = new short[] {Short.MIN_VALUE, 0};
    full.doubles = new double[] {0.1, Double.MIN_VALUE, -Double.MAX_VALUE};
    full.floats = new float[] {0.1f, Float.MAX_VALUE};
    full.booleans = new boolean[] {true, false};
    full.decimals = new BigDecimal[] {new BigDecimal("1.50"), null};
    full.uuids = new UUID[] {new UUID(1, 2), null};
    full.names = new ArrayList<>(Arrays.asList("x", null, ""));
    full.numbers = List.of(1L, -1L);
    full.keys = List.of();
    return full;
  }

  private void withArrays(Consumer<SessionFactory> work) {
    try (SessionFactory arrays = otherFactory(Arrayed.class).build()) {
      arrays.schema().createMissing();
      work.accept(arrays);
    }
  }

  @Test
  default void arrays_whereTheDatabaseHasThem_comeBackAsTheyWere() {
    if (!database().hasArrays()) {
      return;
    }
    withArrays(
        arrays -> {
          arrays.inTransaction(session -> session.add(full()));
          try (Session session = arrays.open()) {
            Arrayed found = session.get(Arrayed.class, 1);
            assertThat(found).usingRecursiveComparison().isEqualTo(full());
            assertThat(
                    session
                        .query(Arrayed.class)
                        .filterBy("strings", full().strings)
                        .filterBy("ints", full().ints)
                        .filterBy("numbers", full().numbers)
                        .filterBy("doubles", full().doubles)
                        .count())
                .isEqualTo(1);
          }
        });
  }

  @Test
  default void array_changedInPlace_isWritten() {
    if (!database().hasArrays()) {
      return;
    }
    withArrays(
        arrays -> {
          arrays.inTransaction(session -> session.add(full()));
          try (Session session = arrays.open()) {
            Arrayed found = session.get(Arrayed.class, 1);
            found.ints[0] = 5;
            found.names.add("more");
            assertThat(found.strings).hasSize(6);
            log().clear();
            session.commit();
            assertThat(log().sql())
                .containsExactly(sql("update arrayed set ints = ?, names = ? where id = ?"));
          }
          try (Session session = arrays.open()) {
            Arrayed found = session.get(Arrayed.class, 1);
            assertThat(found.ints[0]).isEqualTo(5);
            assertThat(found.names).containsExactly("x", null, "", "more");
          }
        });
  }

  @Entity
  class OnlyArray {
    @Id int id;
    int[] ints;
    @ArrayColumn List<String> names;
  }

  @Test
  default void array_whereTheDatabaseHasNone_isRefused() {
    if (database().hasArrays()) {
      return;
    }
    assertThatThrownBy(() -> otherFactory(OnlyArray.class).build())
        .isInstanceOf(MappingException.class)
        .hasMessage(
            """
            2 faults in the mapping:

            The database has no columns of arrays
                at OnlyArray.ints, of type int[]
                annotate it with @Json, which every database can hold, or with @Convert [ROWAN-144]

            The database has no columns of arrays
                at OnlyArray.names, of type java.util.List<java.lang.String>
                annotate it with @Json, which every database can hold, or with @Convert [ROWAN-144]
             [ROWAN-144]""");
  }
}
