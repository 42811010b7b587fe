package org.rowanorm.lifecycle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.rowanorm.support.H2;

/** Each operation on an object in each state: what it gives, sends and leads to. */
class StatesTest {

  private final List<H2> databases = new ArrayList<>();

  @AfterEach
  void close() {
    databases.forEach(H2::close);
  }

  @TestFactory
  Stream<DynamicTest> operation_onObjectWithVersion_doesWhatTheTableSays() {
    return tests("versioned.txt", true);
  }

  @TestFactory
  Stream<DynamicTest> operation_onObjectWithoutVersion_doesWhatTheTableSays() {
    return tests("plain.txt", false);
  }

  private Stream<DynamicTest> tests(String file, boolean versioned) {
    Table table = Table.of(file);
    H2 h2 = Scene.database(versioned);
    databases.add(h2);
    return Arrays.stream(Operation.values())
        .flatMap(
            operation ->
                Arrays.stream(State.values())
                    .map(
                        state ->
                            DynamicTest.dynamicTest(
                                word(operation) + " " + word(state),
                                () -> {
                                  try (Scene scene = new Scene(versioned, table, h2)) {
                                    play(scene, table, operation, state);
                                  }
                                })));
  }

  private static void play(Scene scene, Table table, Operation operation, State state) {
    List<String> cells = new ArrayList<>(List.of(word(operation), word(state)));
    cells.addAll(scene.play(operation, state));
    table.check(List.of(cells));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
