package org.rowanorm.session;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;

/** Writes the values of sort keys and reads them: a letter for the type, then the value as text. */
final class CursorValues {

  private CursorValues() {}

  /** Writes a value, which may be null. */
  static void write(@Nullable Object value, DataOutputStream out, Object query) throws IOException {
    if (value == null) {
      out.writeByte('0');
      out.writeInt(0);
      return;
    }
    char type = type(value);
    if (type == ' ') {
      throw new QueryException(
          ErrorCode.UNPAGEABLE_QUERY,
          null,
          "A cursor cannot hold a " + value.getClass().getSimpleName() + ", a sort key",
          "for query " + query,
          "sort by numbers, texts, times or ids");
    }
    byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
    out.writeByte(type);
    out.writeInt(text.length);
    out.write(text);
  }

  private static char type(Object value) {
    return switch (value.getClass().getSimpleName()) {
      case "String" -> 's';
      case "Integer" -> 'i';
      case "Long" -> 'l';
      case "Short" -> 'h';
      case "Byte" -> 'b';
      case "Boolean" -> 'z';
      case "Character" -> 'c';
      case "Double" -> 'd';
      case "Float" -> 'f';
      case "BigDecimal" -> 'n';
      case "BigInteger" -> 'g';
      case "LocalDate" -> 'D';
      case "LocalTime" -> 'T';
      case "LocalDateTime" -> 'L';
      case "Instant" -> 'I';
      case "OffsetDateTime" -> 'O';
      case "UUID" -> 'u';
      default -> ' ';
    };
  }

  /** Reads a value that {@link #write} wrote. */
  static @Nullable Object read(DataInputStream in) throws IOException {
    char type = (char) in.readByte();
    String text = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    return switch (type) {
      case '0' -> null;
      case 's' -> text;
      case 'i' -> Integer.valueOf(text);
      case 'l' -> Long.valueOf(text);
      case 'h' -> Short.valueOf(text);
      case 'b' -> Byte.valueOf(text);
      case 'z' -> Boolean.valueOf(text);
      case 'c' -> text.charAt(0);
      case 'd' -> Double.valueOf(text);
      case 'f' -> Float.valueOf(text);
      case 'n' -> new BigDecimal(text);
      case 'g' -> new BigInteger(text);
      case 'D' -> LocalDate.parse(text);
      case 'T' -> LocalTime.parse(text);
      case 'L' -> LocalDateTime.parse(text);
      case 'I' -> Instant.parse(text);
      case 'O' -> OffsetDateTime.parse(text);
      case 'u' -> UUID.fromString(text);
      default -> throw new IOException("no type of a value: " + type);
    };
  }
}
