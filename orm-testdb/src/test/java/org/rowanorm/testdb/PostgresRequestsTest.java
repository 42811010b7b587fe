package org.rowanorm.testdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PostgresRequestsTest {

  private static final int ENCRYPTION = 80877103;
  private static final int VERSION_3 = 3 << 16;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  private void opening(int code, int more) throws IOException {
    out.writeInt(8 + more);
    out.writeInt(code);
    out.write(new byte[more]);
  }

  private void message(char type, int size) throws IOException {
    out.writeByte(type);
    out.writeInt(4 + size);
    byte[] text = new byte[size];
    Arrays.fill(text, (byte) 'S');
    out.write(text);
  }

  private int found(int packet) {
    PostgresRequests requests = new PostgresRequests();
    byte[] all = bytes.toByteArray();
    int found = 0;
    for (int from = 0; from < all.length; from += packet) {
      byte[] some = Arrays.copyOfRange(all, from, Math.min(from + packet, all.length));
      found += requests.in(some, some.length);
    }
    return found;
  }

  @Test
  void messagesThatAreAwaited_areCountedHoweverTheyArePacked() throws IOException {
    opening(ENCRYPTION, 0);
    opening(VERSION_3, 40);
    message('p', 12);
    for (int i = 0; i < 1_000; i++) {
      message('B', 300);
      message('E', 9);
    }
    message('S', 0);
    message('Q', 70_000);
    message('X', 0);

    for (int packet : new int[] {1, 7, 4_096, 1 << 20}) {
      assertThat(found(packet)).as("packets of %d", packet).isEqualTo(5);
    }
  }
}
