package org.rowanorm.testdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  private final Properties properties = new Properties();
  private final Settings settings = new Settings(properties);
  @TempDir private Path directory;

  @Test
  void arguments_areSplitAtWhiteSpace() {
    properties.setProperty("rowan.test.mysql.args", " --a=1  --b ");

    assertThat(settings.arguments(ServerKind.MYSQL)).containsExactly("--a=1", "--b");
    assertThat(settings.arguments(ServerKind.MARIADB)).isEmpty();
  }

  @Test
  void profile_thatIsUnknown_isRefused() {
    properties.setProperty("rowan.test.profile", "slow");

    assertThatThrownBy(settings::durable)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("No profile 'slow'");
  }

  @Test
  void cache_withoutHome_isAmongTemporaryFiles() {
    properties.setProperty("user.home", "?");
    properties.setProperty("user.name", "someone");
    properties.setProperty("java.io.tmpdir", directory.toString());

    assertThat(settings.cacheRoot()).isEqualTo(directory.resolve("rowan-testdb-someone"));
  }

  @Test
  void dataDirectory_thatWasGiven_isMade() throws IOException {
    properties.setProperty("rowan.test.dir", directory.resolve("a/b").toString());

    assertThat(settings.dataRoot()).isEmptyDirectory();
  }

  @Test
  void data_thatMustBeDurable_areNotInMemory() throws IOException {
    properties.setProperty("rowan.test.profile", "durable");
    properties.setProperty("java.io.tmpdir", directory.toString());

    assertThat(settings.dataRoot()).isEqualTo(directory.toRealPath());
  }
}
