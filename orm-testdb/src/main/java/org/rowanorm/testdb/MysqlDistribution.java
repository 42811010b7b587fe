package org.rowanorm.testdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/** MySQL, from the zip file that profile {@code mysql} brings. Immutable. */
final class MysqlDistribution implements Distribution {

  /** What {@code mysqld} uses of the 1.2 GB. */
  private static final Pattern NEEDED =
      Pattern.compile(
          "bin/mysqld|LICENSE|share/(english|charsets)/.*|share/messages_to.*\\.txt"
              + "|lib/plugin/component_reference_cache\\.so|lib/private/icudt.*"
              + "|lib/private/lib(crypto|ssl|protobuf-lite)\\.so\\..*");

  /** What shapes the data files: the same when they are made and at every start. */
  private static final List<String> SHAPE =
      List.of(
          "--innodb-redo-log-capacity=32M",
          "--innodb-data-file-path=ibdata1:12M:autoextend",
          "--innodb-autoextend-increment=8",
          "--innodb-use-native-aio=OFF",
          "--lower-case-table-names=0",
          "--disable-log-bin",
          "--mysqlx=OFF");

  private static final String USERS =
      """
      CREATE USER 'orm'@'%' IDENTIFIED WITH caching_sha2_password BY '';
      GRANT ALL ON *.* TO 'orm'@'%' WITH GRANT OPTION;
      """;

  private static final List<String> SERVE =
      List.of(
          "--bind-address=127.0.0.1",
          "--socket=s", // below the data directory: a full path may be too long for a socket
          "--log-error-verbosity=2",
          "--skip-name-resolve",
          "--performance-schema=OFF",
          "--innodb-buffer-pool-size=128M",
          "--innodb-buffer-pool-dump-at-shutdown=OFF",
          "--innodb-buffer-pool-load-at-startup=OFF",
          "--innodb-log-writer-threads=OFF",
          "--auto-generate-certs=OFF",
          "--caching-sha2-password-auto-generate-rsa-keys=OFF",
          "--sha256-password-auto-generate-rsa-keys=OFF",
          "--tls-version=",
          "--character-set-server=utf8mb4",
          "--default-time-zone=+00:00",
          "--max-connections=200",
          "--secure-file-priv=NULL");

  private static final List<String> FAST =
      List.of(
          "--innodb-flush-log-at-trx-commit=2",
          "--innodb-doublewrite=OFF",
          "--innodb-flush-method=nosync");

  private static final List<String> DURABLE =
      List.of("--innodb-flush-log-at-trx-commit=1", "--innodb-doublewrite=ON");

  private static final Pattern MISSING_LIBRARY =
      Pattern.compile("error while loading shared libraries: ([^:\\s]+)");

  private final Settings settings;
  private final UnpackCache cache;

  MysqlDistribution(Settings settings, UnpackCache cache) {
    this.settings = settings;
    this.cache = cache;
  }

  @Override
  public ServerKind kind() {
    return ServerKind.MYSQL;
  }

  @Override
  public Optional<String> whyUnavailable() throws IOException {
    if (settings.mysqlZip().isEmpty()) {
      return Optional.of("it comes with -Pmysql (553 MB, once)");
    }
    try {
      Program.run(List.of(program(home()), "--no-defaults", "--version"), Program.NO_INPUT);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(whyItDoesNotRun(String.valueOf(e.getMessage())));
    }
  }

  static String whyItDoesNotRun(String failure) {
    Matcher missing = MISSING_LIBRARY.matcher(failure);
    return missing.find()
        ? missing.group(1) + " is missing (Debian 12: apt-get install libaio1 libnuma1)"
        : "its program does not run: " + failure.replaceAll("\\s+", " ");
  }

  @Override
  public Path template() throws IOException {
    Path home = home();
    List<String> shape = new ArrayList<>(SHAPE);
    shape.addAll(settings.arguments(kind()));
    List<String> inputs = new ArrayList<>(shape);
    inputs.add(USERS);
    String name = "mysql-" + Distribution.version(kind()) + "-data";
    return cache.get(UnpackCache.name(name, inputs), data -> initialize(home, shape, data));
  }

  private static void initialize(Path home, List<String> shape, Path data) throws IOException {
    Path users = Files.createTempFile("rowan-testdb-", ".sql");
    try {
      Files.writeString(users, USERS);
      List<String> command = start(home, data);
      command.addAll(shape);
      command.addAll(FAST);
      command.add("--initialize-insecure");
      command.add("--init-file=" + users);
      command.add("--log-error-verbosity=1");
      Program.run(command, Program.NO_INPUT);
    } finally {
      Files.delete(users);
    }
    Files.deleteIfExists(data.resolve("auto.cnf")); // every server gets an identity of its own
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
    command.add(program(home));
    command.add("--no-defaults");
    command.add("--basedir=" + home);
    command.add("--datadir=" + data);
    if (RunAs.isRoot()) {
      command.add("--user=root");
    }
    return command;
  }

  private static String program(Path home) {
    return home.resolve("bin/mysqld").toString();
  }

  private Path home() throws IOException {
    Path file = settings.mysqlZip().orElseThrow();
    String name = "mysql-" + Distribution.version(kind());
    return cache.get(
        UnpackCache.name(name, List.of(NEEDED.pattern())),
        directory -> {
          try (ZipFile zip = new ZipFile(file.toFile())) {
            Zip.unpack(zip, "", NEEDED.asMatchPredicate(), directory);
          }
        });
  }
}
