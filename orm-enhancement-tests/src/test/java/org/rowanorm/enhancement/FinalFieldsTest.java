package org.rowanorm.enhancement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rowanorm.agent.DirectoryEnhancer;

/** Final attributes, whatever a JVM thinks of writes to final fields. */
class FinalFieldsTest {

  private static final String MONEY = "org.rowanorm.enhancement.cases.ShapeCases$Money";
  private static final String CASE = "org.rowanorm.enhancement.cases.FinalCase";

  /** JEP 500, from JDK 26: the option that will be the rule. */
  private static final String DENY = "--illegal-final-field-mutation=deny";

  @TempDir Path folder;

  /** So there is nothing left to deny. */
  @ParameterizedTest
  @EnumSource(Door.class)
  void H_F3_attributes_loseFinalAndOtherFieldsKeepIt(Door door) throws Exception {
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

  /** With the option where this JVM knows it, and without where it has no such rule. */
  @ParameterizedTest
  @EnumSource(Door.class)
  void H_F3_finalAttributes_areLoadedUnderTheStrictestRuleOfTheJvm(Door door) throws Exception {
    List<String> options = new ArrayList<>(strictest());
    options.add("-Drowan.attach=never");
    Path classes = ChildJvm.copy(folder.resolve("classes"), CASE, CASE + "$Coin");
    if (door == Door.BUILD) {
      new DirectoryEnhancer(classes, List.of()).enhance();
    } else {
      options.add(ChildJvm.rowanAgent(folder));
    }

    String output =
        ChildJvm.run(ChildJvm.classPathWith(classes), options, RunTests.class.getName(), CASE);

    assertThat(output).contains("succeeded: 1").doesNotContain("failed", "WARNING: Final field");
  }

  private static List<String> strictest() throws IOException {
    String output = ChildJvm.run(ChildJvm.classPath(), List.of(DENY), "-version");
    boolean known = output.contains("Runtime Environment");
    assertThat(known || output.contains("Unrecognized option: " + DENY)).as(output).isTrue();
    return known ? List.of(DENY) : List.of();
  }
}
