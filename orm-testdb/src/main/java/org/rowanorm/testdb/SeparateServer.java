package org.rowanorm.testdb;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A server that one test has for itself, beside the shared one: for what is said on a command line
 * only. Closed, it and its data are gone. Thread-safe.
 */
public final class SeparateServer implements AutoCloseable {

  private final TestServer server;
  private final ServerProcess process;

  SeparateServer(ServerKind kind, ServerProcess process) {
    this.server = TestServer.own(kind, process);
    this.process = process;
  }

  /** The server, until this is closed. */
  public TestServer server() {
    return server;
  }

  @Override
  public void close() {
    try {
      process.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
