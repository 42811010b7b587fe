package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.rowanorm.session.Session;

/** Only what changed is written, also where it changed in place. */
public interface ChangesTopic extends SuiteFixture {

  /** Changes a stored object and checks that the only statement updates one column. */
  private void assertUpdates(String column, Consumer<Everything> change) {
    try (Session session = sessions().open()) {
      Everything found = session.get(Everything.class, 1);
      log().clear();
      change.accept(found);
      session.commit();
    }
    assertThat(log().sql())
        .containsExactly(sql("update everything set " + column + " = ? where id = ?"));
    log().clear();
  }

  @Test
  default void bytes_changedInPlace_updateTheirColumnOnly() {
    Everything object = new Everything();
    object.bytes = new byte[] {1, 2, 3};
    object.manyBytes = new byte[1 << 20];
    object.text = "text";
    store(object);

    assertUpdates("bytes", found -> found.bytes[1] = 9);
    assertUpdates("manybytes", found -> found.manyBytes[1 << 19] = 9);

    Everything found = freshly(session -> session.get(Everything.class, 1));
    assertThat(found.bytes).containsExactly(1, 9, 3);
    assertThat(found.manyBytes[1 << 19]).isEqualTo((byte) 9);
  }

  @Test
  default void bytes_readAndLeftAlone_sendNothing() {
    Everything object = new Everything();
    object.bytes = new byte[] {1, 2, 3};
    store(object);

    try (Session session = sessions().open()) {
      assertThat(session.get(Everything.class, 1).bytes[0]).isEqualTo((byte) 1);
      log().clear();
      session.commit();
    }
    assertThat(log().sql()).isEmpty();
  }

  @Test
  default void attribute_setToAnotherValue_updatesItsColumnOnly() {
    Everything object = new Everything();
    object.text = "old";
    store(object);

    assertUpdates("aboolean", found -> found.aBoolean = true);
    assertUpdates("anint", found -> found.anInt++);
    assertUpdates("adouble", found -> found.aDouble = 0.5);
    assertUpdates("achar", found -> found.aChar = 'y');
    assertUpdates("text", found -> found.text = "new");
    assertUpdates("text", found -> found.text = null);
  }
}
