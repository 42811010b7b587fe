package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rowanorm.annotation.ArrayColumn;
import org.rowanorm.annotation.Json;
import org.rowanorm.annotation.NativeEnum;
import org.rowanorm.dialect.Dialect;
import org.rowanorm.error.MappingException;
import org.rowanorm.support.H2;

/** Annotations of values that do not go with the type they stand on. */
@SuppressWarnings({"deprecation", "JavaUtilDate", "ImmutableEnumChecker"})
class TypeFaultTest {

  private static void assertFault(Class<?> entity, String message) {
    assertThatThrownBy(() -> H2.empty(entity))
        .isInstanceOf(MappingException.class)
        .hasMessage(message);
  }

  @Entity
  static class TemporalDay {
    @Id int id;

    @Temporal(TemporalType.DATE)
    LocalDate day;
  }

  @Test
  void temporal_onJavaTime() {
    assertFault(
        TemporalDay.class,
        """
        @Temporal does not go with java.time.LocalDate
            at TemporalDay.day
            only Date and Calendar need it; leave it out [ROWAN-143]""");
  }

  @Entity
  static class EnumeratedText {
    @Id int id;

    @Enumerated(EnumType.STRING)
    String text;
  }

  @Test
  void enumerated_onText() {
    assertFault(
        EnumeratedText.class,
        """
        @Enumerated does not go with java.lang.String
            at EnumeratedText.text
            only an enum can have it [ROWAN-143]""");
  }

  @Entity
  static class LobNumber {
    @Id int id;
    @Lob int number;
  }

  @Test
  void lob_onANumber() {
    assertFault(
        LobNumber.class,
        """
        @Lob does not go with java.lang.Integer
            at LobNumber.number
            it needs text, bytes or a Serializable [ROWAN-143]""");
  }

  @Entity
  static class FineTime {
    @Id int id;

    @Column(secondPrecision = 7)
    LocalTime time;

    @Column(secondPrecision = 3)
    String text;
  }

  @Test
  void secondPrecision_outOfRangeAndOnText() {
    assertFault(
        FineTime.class,
        """
        2 faults in the mapping:

        secondPrecision = 7 does not go with any database
            at FineTime.time
            give it from 0 to 6 digits, on a time [ROWAN-143]

        secondPrecision = 3 does not go with a value without seconds
            at FineTime.text
            give it from 0 to 6 digits, on a time [ROWAN-143]
         [ROWAN-143]""");
  }

  @Entity
  static class ArrayOfMaps {
    @Id int id;
    @ArrayColumn List<Map<String, String>> maps;
    @ArrayColumn String text;
  }

  @Test
  void arrayColumn_onOtherThanListsOfBasics() {
    assertFault(
        ArrayOfMaps.class,
        """
        2 faults in the mapping:

        @ArrayColumn does not go with java.util.List<java.util.Map<java.lang.String, java.lang.String>>
            at ArrayOfMaps.maps
            declare it as a List of a basic type [ROWAN-143]

        @ArrayColumn does not go with java.lang.String
            at ArrayOfMaps.text
            declare it as a List of a basic type [ROWAN-143]
         [ROWAN-143]""");
  }

  enum Size {
    S(1),
    M(2),
    L(2);

    @EnumeratedValue final int number;

    Size(int number) {
      this.number = number;
    }
  }

  @Entity
  static class Sized {
    @Id int id;
    Size size;
  }

  @Test
  void enumeratedValue_ofTwoConstants() {
    assertFault(
        Sized.class,
        """
        The @EnumeratedValue of Size.L, 2, is also that of M
            at Sized.size
            give each constant a value of its own [ROWAN-143]""");
  }

  enum Level {
    LOW;

    @EnumeratedValue final int number = 1;
  }

  @Entity
  static class NamedLevel {
    @Id int id;

    @Enumerated(EnumType.STRING)
    Level level;
  }

  @Test
  void enumeratedValue_thatContradictsEnumerated() {
    assertFault(
        NamedLevel.class,
        """
        @Enumerated(STRING) contradicts the @EnumeratedValue of Level, a int
            at NamedLevel.level
            leave @Enumerated out [ROWAN-143]""");
  }

  enum Dated {
    NOW;

    @EnumeratedValue final Date date = new Date(0);
  }

  @Entity
  static class WithDated {
    @Id int id;
    Dated dated;
  }

  @Test
  void enumeratedValue_ofAnotherType() {
    assertFault(
        WithDated.class,
        """
        @EnumeratedValue cannot be on a Date
            at Dated.date
            declare it as String, byte, short or int [ROWAN-143]""");
  }

  @Entity
  static class NativeNumbers {
    @Id int id;
    @NativeEnum Level level;
  }

  @Test
  void nativeEnum_mappedToNumbers() {
    assertFault(
        NativeNumbers.class,
        """
        @NativeEnum holds text, but Level is mapped to numbers
            at NativeNumbers.level
            leave out one of the two [ROWAN-143]""");
  }

  @Entity
  static class JsonAndConvert {
    @Id int id;

    @Json
    @Convert(converter = ConverterTest.SaltConverter.class)
    String text;
  }

  @Test
  void json_andConvert() {
    assertFault(
        JsonAndConvert.class,
        """
        @Json does not go with a converted value
            at JsonAndConvert.text
            keep one of them [ROWAN-143]""");
  }

  enum Plain {
    A
  }

  @Entity
  static class NativeSomewhere {
    @Id int id;
    @NativeEnum Plain plain;
  }

  @Test
  void nativeEnum_whereTheDatabaseHasNone() {
    assertThatThrownBy(() -> H2.with(b -> b.entities(NativeSomewhere.class).dialect(new Dialect())))
        .isInstanceOf(MappingException.class)
        .hasMessage(
            """
            The database has no enum types
                at NativeSomewhere.plain, which is annotated with @NativeEnum
                use @Enumerated(EnumType.STRING) [ROWAN-144]""");
  }
}
