package org.rowanorm.suite.topic;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.EnumeratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Temporal;
import jakarta.persistence.TemporalType;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;
import java.util.UUID;
import org.rowanorm.annotation.NativeEnum;

/** An attribute of each type that there is. */
@SuppressWarnings("deprecation")
@Entity
class Everything {

  enum Colour {
    RED,
    GREEN,
    BLUE
  }

  /** Its column holds a letter for each constant. */
  enum Letter {
    ALPHA("a"),
    BETA("b");

    @EnumeratedValue final String letter;

    Letter(String letter) {
      this.letter = letter;
    }
  }

  /** Its column holds a number for each constant. */
  enum Level {
    LOW((short) 10),
    HIGH((short) 200);

    @EnumeratedValue final short number;

    Level(short number) {
      this.number = number;
    }
  }

  /** What only Java's own serialisation can write. */
  record Point(int x, int y) implements Serializable {}

  /** What a converter writes as text. */
  record Ratio(int part, int whole) {}

  static final class RatioConverter implements AttributeConverter<Ratio, String> {

    @Override
    public String convertToDatabaseColumn(Ratio ratio) {
      return ratio == null ? null : ratio.part() + "/" + ratio.whole();
    }

    @Override
    public Ratio convertToEntityAttribute(String text) {
      if (text == null) {
        return null;
      }
      String[] parts = text.split("/", -1);
      return new Ratio(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }
  }

  static final class YesNoConverter implements AttributeConverter<Boolean, Character> {

    @Override
    public Character convertToDatabaseColumn(Boolean value) {
      return value == null ? null : value ? 'Y' : 'N';
    }

    @Override
    public Boolean convertToEntityAttribute(Character letter) {
      return letter == null ? null : letter == 'Y';
    }
  }

  @Id int id = 1;

  boolean aBoolean;
  byte aByte;
  short aShort;
  int anInt;
  long aLong;
  float aFloat;
  double aDouble;
  char aChar = 'x';

  Boolean boxedBoolean;
  Byte boxedByte;
  Short boxedShort;
  Integer boxedInt;
  Long boxedLong;
  Float boxedFloat;
  Double boxedDouble;
  Character boxedChar;

  String text;
  @Lob String longText;
  BigDecimal decimal;

  @Column(precision = 30, scale = 10)
  BigDecimal fine;

  BigInteger bigInteger;
  UUID uuid;
  byte[] bytes;
  @Lob byte[] manyBytes;
  Colour colour;

  @Enumerated(EnumType.STRING)
  Colour colourName;

  char[] chars;
  @Lob char[] manyChars;
  Character[] charObjects;
  Byte[] byteObjects;
  @Lob Byte[] manyByteObjects;

  Letter letter;
  Level grade;
  @NativeEnum Colour nativeColour;
  @NativeEnum Letter nativeLetter;

  Currency currency;
  Locale locale;
  TimeZone timeZone;
  URI uri;
  URL url;
  Class<?> type;

  @Column(length = 1000)
  @Basic
  Point point;

  @Lob Point lobPoint;

  @Convert(converter = RatioConverter.class)
  Ratio ratio;

  @Convert(converter = YesNoConverter.class)
  boolean yes;

  @Column(length = 20_000)
  String wideText;

  LocalDate localDate;
  LocalTime localTime;
  LocalDateTime localDateTime;
  Instant instant;
  OffsetDateTime offsetDateTime;
  ZonedDateTime zonedDateTime;
  OffsetTime offsetTime;
  Year year;
  YearMonth yearMonth;
  MonthDay monthDay;
  Duration duration;
  Period period;
  ZoneId zoneId;
  ZoneOffset zoneOffset;

  @Column(secondPrecision = 0)
  LocalDateTime secondOfDate;

  @Column(secondPrecision = 3)
  Instant millisecond;

  @Column(secondPrecision = 1)
  LocalTime tenth;

  @Column(secondPrecision = 2)
  OffsetTime hundredth;

  @Column(secondPrecision = 0)
  Date secondOfPoint;

  Date moment;

  @Temporal(TemporalType.DATE)
  Date dateAsDay;

  @Temporal(TemporalType.TIME)
  Date dateAsTime;

  Calendar calendar;

  @Temporal(TemporalType.DATE)
  Calendar calendarAsDay;

  @Temporal(TemporalType.TIME)
  Calendar calendarAsTime;

  java.sql.Date sqlDate;
  Time sqlTime;
  Timestamp sqlTimestamp;
}
