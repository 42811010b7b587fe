package org.rowanorm.suite.topic;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import java.math.BigDecimal;
import java.math.BigInteger;
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
import java.util.UUID;

/** An attribute of each type that there is. */
@Entity
class Everything {

  enum Colour {
    RED,
    GREEN,
    BLUE
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
}
