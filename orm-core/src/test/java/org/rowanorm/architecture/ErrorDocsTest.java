package org.rowanorm.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.ErrorCode;

/** Each error has its section in docs/errors.md, and no section is left of one that is gone. */
class ErrorDocsTest {

  private static final Path PAGE = Path.of("..", "docs", "errors.md");
  private static final Pattern SECTION = Pattern.compile("(?ms)^## ([^\n]+)\n(.*?)(?=^## |\\z)");
  private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```$.*?^```$");
  private static final Pattern SENTENCE_END = Pattern.compile("[.?!](?=\\s)");

  private record Section(String heading, String text) {

    long sentences() {
      return SENTENCE_END.matcher(EXAMPLE.matcher(text).replaceAll("")).results().count();
    }
  }

  private static List<Section> sections() throws IOException {
    return SECTION
        .matcher(Files.readString(PAGE))
        .results()
        .map(found -> new Section(found.group(1), found.group(2)))
        .toList();
  }

  @Test
  void headings_areTheCodesInTheirOrder() throws IOException {
    assertThat(sections())
        .extracting(Section::heading)
        .containsExactlyElementsOf(
            Arrays.stream(ErrorCode.values())
                .map(code -> code.text() + " " + code.name())
                .toList());
  }

  @Test
  void sections_haveTwoSentencesAtLeast() throws IOException {
    assertThat(sections())
        .isNotEmpty()
        .allSatisfy(
            section ->
                assertThat(section.sentences()).as(section.heading()).isGreaterThanOrEqualTo(2));
  }

  @Test
  void codes_areUnique() {
    assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::text)).doesNotHaveDuplicates();
  }
}
