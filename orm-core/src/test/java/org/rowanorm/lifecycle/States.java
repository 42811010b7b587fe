package org.rowanorm.lifecycle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.rowanorm.lifecycle.Item.Plain;
import org.rowanorm.lifecycle.Item.ToPlain;
import org.rowanorm.lifecycle.Item.ToVersioned;
import org.rowanorm.lifecycle.Item.Versioned;

/** Each operation on an object in each state, against the table of what comes of it. */
public final class States {

  private final boolean versioned;
  private final Table table;
  private final Stage stage;

  private States(boolean versioned, Table table, Stage stage) {
    this.versioned = versioned;
    this.table = table;
    this.stage = stage;
  }

  /** The entities that a stage has. */
  public static Class<?>[] entities(boolean versioned) {
    return versioned
        ? new Class<?>[] {Versioned.class, ToVersioned.class}
        : new Class<?>[] {Plain.class, ToPlain.class};
  }

  /**
   * A test for each operation and each state.
   *
   * @param database the name of the database of the stage, which may spell SQL in its own way
   */
  public static Stream<DynamicTest> tests(boolean versioned, String database, Stage stage) {
    Table table = Table.of(versioned ? "versioned.txt" : "plain.txt", database);
    States states = new States(versioned, table, stage);
    return Arrays.stream(Operation.values())
        .flatMap(
            operation ->
                Arrays.stream(State.values())
                    .map(
                        state ->
                            DynamicTest.dynamicTest(
                                word(operation) + " " + word(state),
                                () -> states.play(operation, state))));
  }

  private void play(Operation operation, State state) {
    try (Scene scene = new Scene(versioned, table, stage)) {
      List<String> cells = new ArrayList<>(List.of(word(operation), word(state)));
      cells.addAll(scene.play(operation, state));
      table.check(List.of(cells));
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
