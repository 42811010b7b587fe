package org.rowanorm.testdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * The {@code rowan.test.*} system properties, read and checked; {@link TestServers} lists them. As
 * thread-safe as the properties it reads.
 */
final class Settings {

  private static final Path MEMORY = Path.of("/dev/shm");
  private static final long ROOM_FOR_DATA = 1L << 30;

  private final Properties properties;

  Settings(Properties properties) {
    this.properties = properties;
  }

  /** A running server to use instead of one of our own. */
  Optional<String> url(ServerKind kind) {
    return value("rowan.test." + kind.key() + ".url");
  }

  /** More arguments for the server's command line, and for making its data. */
  List<String> arguments(ServerKind kind) {
    return value("rowan.test." + kind.key() + ".args")
        .map(text -> List.of(text.split("\\s+")))
        .orElse(List.of());
  }

  /** The MySQL distribution, which profile {@code mysql} brings. */
  Optional<Path> mysqlZip() {
    return value("rowan.test.mysql.zip").map(Path::of);
  }

  /** Whether the build was asked for a server of this kind. */
  boolean required(ServerKind kind) {
    return value("rowan.test." + kind.key()).filter("required"::equals).isPresent();
  }

  /** Whether commits must survive the server's death, as they do in production. */
  boolean durable() {
    String profile = value("rowan.test.profile").orElse("fast");
    return switch (profile) {
      case "fast" -> false;
      case "durable" -> true;
      default ->
          throw new IllegalArgumentException(
              "No profile '%s'\n    in -Drowan.test.profile; there are fast and durable"
                  .formatted(profile));
    };
  }

  /** Where unpacked servers and data templates are kept from run to run. */
  Path cacheRoot() {
    Optional<String> given = value("rowan.test.cache");
    if (given.isPresent()) {
      return Path.of(given.get()).toAbsolutePath();
    }
    Path home = Path.of(properties.getProperty("user.home", ""));
    if (home.isAbsolute() && Files.isWritable(home)) {
      return home.resolve(".cache/rowan-testdb");
    }
    return temporary().resolve("rowan-testdb-" + properties.getProperty("user.name", "nobody"));
  }

  /** Where data live: memory where it has room, but a disk where they must be durable. */
  Path dataRoot() throws IOException {
    Optional<String> given = value("rowan.test.dir");
    if (given.isPresent()) {
      return Files.createDirectories(Path.of(given.get())).toRealPath();
    }
    if (!durable()
        && Files.isWritable(MEMORY)
        && Files.getFileStore(MEMORY).getUsableSpace() > ROOM_FOR_DATA) {
      return MEMORY;
    }
    return temporary().toRealPath();
  }

  /** What this machine is, where the servers' binaries are not for it. */
  Optional<String> foreignPlatform() {
    String system = properties.getProperty("os.name", "?");
    String processor = properties.getProperty("os.arch", "?").toLowerCase(Locale.ROOT);
    boolean ours =
        system.equals("Linux") && (processor.equals("amd64") || processor.equals("x86_64"));
    return ours ? Optional.empty() : Optional.of(system + " " + processor);
  }

  private Path temporary() {
    return Path.of(properties.getProperty("java.io.tmpdir", "/tmp"));
  }

  /** A property that is set; one that the build could not fill in, {@code ${...}}, is not. */
  private Optional<String> value(String name) {
    return Optional.ofNullable(properties.getProperty(name))
        .map(String::trim)
        .filter(text -> !text.isEmpty() && !text.contains("${"));
  }
}
