package org.rowanorm.testdb;

import java.nio.ByteBuffer;

/**
 * Finds, in what a client of PostgreSQL sends on one connection, the messages whose answer it waits
 * for. Its driver sends many statements before one of these, and the server answers the first while
 * the last are still under way, so that turns of the wire would depend on who is faster. For one
 * thread.
 */
final class PostgresRequests {

  /** Sync, query, password and function call, of version 3 of the protocol. */
  private static final String AWAITED = "SQpF";

  private static final int PROTOCOL = 3;
  private static final int OPENING = 2 * Integer.BYTES;
  private static final int HEADER = 1 + Integer.BYTES;

  private final ByteBuffer header = ByteBuffer.allocate(OPENING);
  private boolean opened;
  private int rest;

  /** How many such messages begin in the next bytes. */
  int in(byte[] bytes, int length) {
    int found = 0;
    for (int i = 0; i < length; ) {
      if (rest > 0) {
        int skipped = Math.min(rest, length - i);
        rest -= skipped;
        i += skipped;
      } else {
        header.put(bytes[i++]);
        found += header.position() == (opened ? HEADER : OPENING) && isAwaited() ? 1 : 0;
      }
    }
    return found;
  }

  private boolean isAwaited() {
    header.clear();
    if (opened) {
      rest = header.getInt(1) - Integer.BYTES;
      return AWAITED.indexOf(header.get(0)) >= 0;
    }
    rest = header.getInt(0) - OPENING;
    opened = header.getInt(Integer.BYTES) >> Short.SIZE == PROTOCOL; // else it asks for encryption
    return true;
  }
}
