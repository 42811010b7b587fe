package org.rowanorm.enhancement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Final attributes, whatever a JVM thinks of writes to final fields. */
class FinalFieldsTest {

  private static final String MONEY = "org.rowanorm.enhancement.cases.ShapeCases$Money";
  private static final String DENY = "--illegal-final-field-mutation=deny";

  @TempDir Path folder;

  /** Nothing is left to forbid: attributes are final no more, and what is none stays final. */
  @ParameterizedTest
  @EnumSource(Door.class)
  void H_F3_attributes_loseFinalAndOthersKeepIt(Door door) throws Exception {
    try (Woven loader = Woven.through(door)) {
      Map<String, Boolean> isFinal = new TreeMap<>();
      for (Field field : loader.loadClass(MONEY).getDeclaredFields()) {
        if (!field.isSynthetic()) {
          isFinal.put(field.getName(), Modifier.isFinal(field.getModifiers()));
        }
      }
      assertThat(isFinal)
          .isEqualTo(Map.of("id", false, "currency", false, "base", false, "notes", true));
    }
  }

  /** JEP 500: the option that later is the rule. */
  @ParameterizedTest
  @EnumSource(Door.class)
  void H_F3_finalAttributes_areLoadedWhereMutationIsDenied(Door door) throws Exception {
    assumeTrue(
        ChildJvm.run(ChildJvm.classPath(), List.of(DENY), "-version").contains("Runtime"),
        "this JVM does not know " + DENY + ": it needs JDK 26 or later");
    Path classes = folder.resolve("classes");
    assertThat(boot(door, classes, Stream.of(DENY))).contains("[loaded]");
  }

  private String boot(Door door, Path classes, Stream<String> options) {
    return "";
  }
}
