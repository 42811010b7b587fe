package org.rowanorm.testdb;

import java.io.IOException;

/** A program that uses a test server until its input ends. */
final class ServerHolder {

  static final String READY = "ready";

  private ServerHolder() {}

  public static void main(String[] arguments) throws Exception {
    TestServer server = TestServers.get(ServerKind.valueOf(arguments[0]));
    server.freshDatabase("held");
    System.out.println(READY);
    awaitEndOfInput();
  }

  private static void awaitEndOfInput() throws IOException {
    while (System.in.read() >= 0) {}
  }
}
