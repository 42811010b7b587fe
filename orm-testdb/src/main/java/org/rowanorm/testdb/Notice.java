package org.rowanorm.testdb;

/** Tells whoever runs the tests what the servers do, a line at a time. Stateless. */
final class Notice {

  private Notice() {}

  static void print(String line) {
    System.err.println("[testdb] " + line);
  }
}
