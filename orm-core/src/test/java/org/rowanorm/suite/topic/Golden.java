package org.rowanorm.suite.topic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.Assertions;

/**
 * The SQL that is expected of each query on one database: a file in {@code queries/} with a line
 * for each. {@code -Drowan.test.queries=FOLDER} writes what is sent into such files instead; read
 * the difference before you take it over.
 */
final class Golden {

  private final String database;
  private final Map<String, String> expected = new HashMap<>();

  private Golden(String database) {
    this.database = database;
  }

  /** The expectations for a database. */
  static Golden of(String database) {
    Golden golden = new Golden(database);
    try (InputStream in = Golden.class.getResourceAsStream("/queries/" + database + ".sql")) {
      if (in != null) {
        new String(in.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .forEach(line -> golden.expected.put(key(line), line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return golden;
  }

  private static String key(String line) {
    return line.substring(0, line.indexOf(':'));
  }

  /** Compares the SQL that was sent. */
  void check(String name, String sql) {
    String line = name + ": " + sql;
    String folder = System.getProperty("rowan.test.queries");
    if (folder == null) {
      Assertions.assertThat(line).isEqualTo(expected.get(name));
      return;
    }
    try {
      Files.writeString(
          Path.of(folder, database + ".sql"),
          line + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
