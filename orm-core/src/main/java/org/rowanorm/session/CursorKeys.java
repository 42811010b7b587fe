package org.rowanorm.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs cursors with HMAC-SHA256, so that a changed one is noticed. Immutable and thread-safe.
 *
 * @param keys the first signs, all verify
 */
record CursorKeys(List<byte[]> keys) {

  /** The bytes of a signature: half of what the function gives, as RFC 2104 allows. */
  static final int LENGTH = 16;

  /** Cursors are signed with keys of their own, in case the same secret serves something else. */
  private static final byte[] PURPOSE = "rowan cursor 1".getBytes(StandardCharsets.US_ASCII);

  /** The signature of some bytes. */
  byte[] sign(byte[] text) {
    return sign(keys.get(0), text);
  }

  /** Whether one of the keys has signed some bytes; takes as long where none has. */
  boolean verifies(byte[] text, byte[] signature) {
    boolean any = false;
    for (byte[] key : keys) {
      any |= MessageDigest.isEqual(sign(key, text), signature);
    }
    return any;
  }

  private static byte[] sign(byte[] key, byte[] text) {
    return Arrays.copyOf(mac(mac(key, PURPOSE), text), LENGTH);
  }

  private static byte[] mac(byte[] key, byte[] text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has HMAC-SHA256", e);
    }
  }
}
