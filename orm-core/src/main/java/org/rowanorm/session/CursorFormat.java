package org.rowanorm.session;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;

/**
 * Writes cursors as texts and reads them: a byte for the format, one for the direction, eight that
 * tell the query by its shape, the keys, and the signature of all that, in the alphabet of Base64
 * for URLs. For one query; immutable.
 */
final class CursorFormat {

  private static final int VERSION = 1;
  private static final int SHAPE = 8;

  private final CursorKeys keys;
  private final Object query;
  private final byte[] shape;

  /**
   * The format for a query.
   *
   * @param shape what cursors of the query are told from those of others by
   * @param query what messages show as the query, by its {@code toString()}
   */
  CursorFormat(CursorKeys keys, String shape, Object query) {
    this.keys = keys;
    this.query = query;
    this.shape = Arrays.copyOf(digest(shape), SHAPE);
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /** A cursor as text. */
  String write(Cursor cursor) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeBoolean(cursor.backward());
      out.write(shape);
      out.writeByte(cursor.keys().size());
      for (Object key : cursor.keys()) {
        CursorValues.write(key, out, query);
      }
      out.write(keys.sign(bytes.toByteArray()));
    } catch (IOException e) {
      throw new IllegalStateException("memory has no errors", e);
    }
    return encoded(bytes.toByteArray());
  }

  /**
   * The cursor of a text.
   *
   * @param size how many keys it must have
   * @throws QueryException where it was changed, or belongs to another query or version
   */
  Cursor read(String text, int size) {
    byte[] all = decoded(text);
    if (all.length == 0 || all[0] != VERSION) {
      throw all.length > 0 && all.length > CursorKeys.LENGTH + SHAPE && all[0] > VERSION
          ? wrong(
              "The cursor is of format " + all[0] + ", and this version knows format " + VERSION,
              "begin at the first page: it was made by a later version")
          : foreign();
    }
    int end = all.length - CursorKeys.LENGTH;
    if (end < 3 + SHAPE
        || !keys.verifies(Arrays.copyOf(all, end), Arrays.copyOfRange(all, end, all.length))) {
      throw foreign();
    }
    if (!Arrays.equals(shape, Arrays.copyOfRange(all, 2, 2 + SHAPE))) {
      throw wrong(
          "The cursor belongs to another query",
          "begin at the first page where conditions, joins or sort keys have changed");
    }
    return read(all, end, size);
  }

  private Cursor read(byte[] all, int end, int size) {
    int first = 2 + SHAPE;
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(all, first, end - first))) {
      int count = in.readByte();
      List<@Nullable Object> values = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        values.add(CursorValues.read(in));
      }
      if (count != size) {
        throw foreign();
      }
      return new Cursor(all[1] != 0, values);
    } catch (IOException e) {
      throw new IllegalStateException("signed, but not written by this format", e);
    }
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** There is one text for the same bytes: the last letter may have bits that say nothing. */
  private byte[] decoded(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      if (!encoded(bytes).equals(text)) {
        throw foreign();
      }
      return bytes;
    } catch (IllegalArgumentException e) {
      throw foreign();
    }
  }

  private QueryException foreign() {
    return wrong(
        "The cursor was changed, or is none that this application gave out",
        "begin at the first page; where several processes share cursors, give all the same"
            + " cursorKey(...)");
  }

  private QueryException wrong(String fact, String advice) {
    return new QueryException(ErrorCode.WRONG_CURSOR, null, fact, "for query " + query, advice);
  }
}
