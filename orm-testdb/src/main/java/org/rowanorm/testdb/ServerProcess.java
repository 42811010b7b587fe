package org.rowanorm.testdb;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server that runs as a child of this JVM and does not outlive it: a shell between the two waits
 * at the end of a pipe that only this JVM holds, so whichever way the JVM ends, the shell reads the
 * end of the pipe, stops the server and removes its data. Thread-safe. Whoever wants the server
 * must keep this object: with it goes the pipe.
 */
final class ServerProcess {

  private static final int ATTEMPTS = 3;
  private static final long LIMIT_SECONDS = 60;
  private static final long PAUSE_MILLIS = 20;

  /**
   * Runs {@code $3...} with its log in the work directory {@code $1} and stops it with signal
   * {@code $2} at the end of the pipe. A server that ends before leaves a file {@code ended}, and
   * its log until then.
   */
  private static final String SHELL =
      """
      work=$1; signal=$2; shift 2
      exec 3<&0
      "$@" </dev/null >>"$work/server.log" 2>&1 3<&- &
      server=$!
      trap '' INT TERM HUP
      (
        read -r end <&3
        [ -e "$work/ended" ] || kill -s "$signal" "$server" 2>/dev/null
      ) &
      watch=$!
      wait "$server"
      echo $? >"$work/ended"
      wait "$watch"
      rm -rf "$work"
      """;

  private final Distribution distribution;
  private final Path work;
  private final int port;
  private final Process shell;

  private ServerProcess(Distribution distribution, Path work, int port, Process shell) {
    this.distribution = distribution;
    this.work = work;
    this.port = port;
    this.shell = shell;
  }

  /**
   * Starts a server on fresh data and waits until it answers.
   *
   * @param more what its command line says besides
   */
  static ServerProcess start(Distribution distribution, Settings settings, String... more)
      throws IOException {
    Path template = distribution.template();
    for (int attempt = 1; ; attempt++) {
      long start = System.nanoTime();
      ServerProcess server = launch(distribution, template, settings.dataRoot(), more);
      try {
        server.awaitAnswer();
        server.announce((System.nanoTime() - start) / 1_000_000);
        return server;
      } catch (IOException e) {
        server.stop();
        if (attempt == ATTEMPTS) {
          throw e;
        }
        Notice.print("trying again: " + e.getMessage());
      }
    }
  }

  private void announce(long millis) {
    String product = distribution.kind().product();
    Notice.print("%s on port %d in %d ms, data in %s".formatted(product, port, millis, work));
  }

  int port() {
    return port;
  }

  /** Where the server's data and log are. */
  Path work() {
    return work;
  }

  /** Ends the server and waits until its data are gone, too. */
  void stop() throws IOException {
    shell.getOutputStream().close();
    try {
      shell.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private static ServerProcess launch(
      Distribution distribution, Path template, Path root, String... more) throws IOException {
    String name = "rowan-" + distribution.kind().key() + "-";
    Path work = Files.createTempDirectory(root, name);
    try {
      Path data = work.resolve("data");
      FileTrees.copy(template, data);
      distribution.prepare(work);
      int port = freePort();
      List<String> command =
          new ArrayList<>(
              List.of("/bin/sh", "-c", SHELL, name, work.toString(), distribution.stopSignal()));
      command.addAll(distribution.command(data, port));
      command.addAll(List.of(more));
      return new ServerProcess(distribution, work, port, run(command, work));
    } catch (IOException e) {
      FileTrees.delete(work);
      throw e;
    }
  }

  private static Process run(List<String> command, Path work) throws IOException {
    return new ProcessBuilder(command)
        .directory(work.toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitAnswer() throws IOException {
    JdbcUrl url = JdbcUrl.ofOwn(distribution.kind(), port);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (!answers(url.of(url.database()))) {
      if (!shell.isAlive() || Files.exists(work.resolve("ended"))) {
        throw failure("ended at its start");
      }
      if (System.nanoTime() > deadline) {
        throw failure("does not answer");
      }
      pause();
    }
  }

  /** A server that took the port just before ours did would answer as well: it is not ours. */
  private boolean answers(String url) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(distribution.identityQuery())) {
      return rows.next() && Path.of(rows.getString(1)).equals(work.resolve("data"));
    } catch (SQLException e) {
      return false;
    }
  }

  private IOException failure(String what) {
    String log = Program.tail(work.resolve("server.log"));
    return new IOException("%s %s:%n%s".formatted(distribution.kind().product(), what, log));
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
