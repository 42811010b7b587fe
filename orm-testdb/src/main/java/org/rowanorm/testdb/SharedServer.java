package org.rowanorm.testdb;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/**
 * The one server of a kind in this JVM: finds out once whether it can run, starts it once, and
 * remembers either outcome. It starts others beside it, too. Thread-safe.
 */
final class SharedServer {

  private final Distribution distribution;
  private final Settings settings;
  private final boolean onCi;
  private final Consumer<String> notices;
  private final FutureTask<Optional<String>> check = new FutureTask<>(this::check);
  private final FutureTask<TestServer> start = new FutureTask<>(this::start);

  SharedServer(
      Distribution distribution, Settings settings, boolean onCi, Consumer<String> notices) {
    this.distribution = distribution;
    this.settings = settings;
    this.onCi = onCi;
    this.notices = notices;
  }

  /** A server that the build asked for may be missing on a developer's machine, but not on CI. */
  Optional<String> whyUnavailable() {
    Optional<String> why = once(check);
    if (why.isPresent() && onCi && settings.required(distribution.kind())) {
      throw new IllegalStateException("Required on CI, but " + why.get());
    }
    return why;
  }

  TestServer get() {
    Optional<String> why = whyUnavailable();
    if (why.isPresent()) {
      throw new IllegalStateException(why.get());
    }
    return once(start);
  }

  SeparateServer separate(String... arguments) throws IOException {
    if (!get().isOwn()) {
      throw new IllegalStateException(
          "The %s server is a running one, named by a property: none is started beside it"
              .formatted(distribution.kind().product()));
    }
    return new SeparateServer(
        distribution.kind(), ServerProcess.start(distribution, settings, arguments));
  }

  private Optional<String> check() throws IOException {
    Optional<String> why = reason().map(this::line);
    why.ifPresent(notices);
    return why;
  }

  private Optional<String> reason() throws IOException {
    if (settings.url(distribution.kind()).isPresent()) {
      return Optional.empty();
    }
    Optional<String> foreign = settings.foreignPlatform();
    return foreign.isPresent()
        ? Optional.of("its binaries are for Linux x86-64 and this is " + foreign.get())
        : distribution.whyUnavailable();
  }

  private String line(String reason) {
    ServerKind kind = distribution.kind();
    return "%s is not available: %s; or name a running one: -Drowan.test.%s.url=jdbc:%s://..."
        .formatted(kind.product(), reason, kind.key(), kind.driver());
  }

  private TestServer start() throws IOException {
    ServerKind kind = distribution.kind();
    Optional<String> url = settings.url(kind);
    if (url.isPresent()) {
      return TestServer.running(kind, JdbcUrl.parse(kind, url.get()));
    }
    requireDriver(kind);
    return TestServer.own(kind, ServerProcess.start(distribution, settings));
  }

  private static void requireDriver(ServerKind kind) {
    try {
      DriverManager.getDriver(JdbcUrl.ofOwn(kind, kind.defaultPort()).of(""));
    } catch (SQLException e) {
      throw new IllegalStateException(
          "No driver for jdbc:%s: on the class path, which must bring it".formatted(kind.driver()),
          e);
    }
  }

  private <T> T once(FutureTask<T> task) {
    task.run();
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "No %s server: %s".formatted(distribution.kind().product(), e.getMessage()),
          e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted at the start of a server", e);
    }
  }
}
