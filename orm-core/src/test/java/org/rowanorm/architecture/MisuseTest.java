package org.rowanorm.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rowanorm.support.Misuse;

/** Whoever uses a part of loading wrongly is told so: three cases of each at least. */
class MisuseTest {

  private static final int ENOUGH = 3;

  private static final Map<Misuse.Of, TreeSet<String>> CASES = new EnumMap<>(Misuse.Of.class);

  static {
    new ClassFileImporter()
        .importPackages("org.rowanorm.feature", "org.rowanorm.suite.topic").stream()
            .flatMap(type -> type.getMethods().stream())
            .filter(method -> method.isAnnotatedWith(Misuse.class))
            .forEach(
                method ->
                    CASES
                        .computeIfAbsent(
                            method.getAnnotationOfType(Misuse.class).value(), of -> new TreeSet<>())
                        .add(nameOf(method)));
  }

  private static String nameOf(JavaMethod method) {
    return method.getOwner().getName() + "#" + method.getName();
  }

  @ParameterizedTest
  @EnumSource
  void misuse_ofEachPartOfLoading_isShownByThreeCases(Misuse.Of part) {
    assertThat(CASES.get(part)).hasSizeGreaterThanOrEqualTo(ENOUGH);
  }

  @Test
  void misuse_isShownByWholeMessages() throws IOException {
    for (TreeSet<String> cases : CASES.values()) {
      for (String name : cases) {
        assertThat(bodyOf(name))
            .as(name)
            .containsPattern("\\.(hasMessage|isEqualTo)\\(|assertRefused\\(|refuses\\(")
            .doesNotContainPattern("hasMessage(Containing|StartingWith|EndingWith|Matching)")
            .containsPattern("assertThatThrownBy|assertRefused|refuses");
      }
    }
  }

  private static String bodyOf(String name) throws IOException {
    List<String> parts = List.of(name.split("#"));
    String file = parts.get(0).replace('.', '/') + ".java";
    String source = Files.readString(Path.of("src/test/java", file));
    Matcher body =
        Pattern.compile(" void " + parts.get(1) + "\\(.*?\\R  }\\R", Pattern.DOTALL)
            .matcher(source);
    assertThat(body.find()).as(name).isTrue();
    return body.group();
  }
}
