package org.rowanorm.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class AgentOptionsTest {

  @Test
  void noArguments_coverEverything() {
    assertThat(AgentOptions.parse(null)).isEqualTo(new AgentOptions(List.of(), false));
    assertThat(AgentOptions.parse("")).isEqualTo(new AgentOptions(List.of(), false));
    assertThat(AgentOptions.parse("").covers("User")).isTrue();
  }

  @Test
  void packagesAndVerbose_areParsed() {
    assertThat(AgentOptions.parse("packages=a.b, c.d,;verbose"))
        .isEqualTo(new AgentOptions(List.of("a.b", "c.d"), true));
  }

  @Test
  void packages_coverThoseBelow() {
    AgentOptions options = AgentOptions.parse("packages=a.b");

    assertThat(options.covers("a.b.User")).isTrue();
    assertThat(options.covers("a.b.c.User")).isTrue();
    assertThat(options.covers("a.bc.User")).isFalse();
    assertThat(options.covers("a.User")).isFalse();
  }

  @Test
  void unknownOption_isRefusedByName() {
    assertThatThrownBy(() -> AgentOptions.parse("verbose;package=a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            """
            Unknown option 'package=a' of the Rowan agent
                in verbose;package=a
                Use packages=a.b,c.d;verbose or nothing.""");
  }
}
