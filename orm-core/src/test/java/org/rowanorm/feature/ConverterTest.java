package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rowanorm.query.Path.path;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Temporal;
import jakarta.persistence.TemporalType;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.rowanorm.annotation.Json;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.error.MappingException;
import org.rowanorm.error.QueryException;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/** Attributes whose values a converter of the user's turns into those of their columns. */
@SuppressWarnings({"deprecation", "JavaUtilDate"})
class ConverterTest {

  record Money(String currency, BigDecimal amount) {}

  @Converter(autoApply = true)
  static class MoneyConverter implements AttributeConverter<Money, String> {

    static int made;

    MoneyConverter() {
      made++;
    }

    @Override
    public String convertToDatabaseColumn(Money money) {
      if (money != null && money.currency().equals("XYZ")) {
        throw new IllegalArgumentException("no currency XYZ");
      }
      return money == null ? null : money.currency() + " " + money.amount();
    }

    @Override
    public Money convertToEntityAttribute(String text) {
      if (text == null) {
        return null;
      }
      String[] parts = text.split(" ", 2);
      return new Money(parts[0], new BigDecimal(parts[1]));
    }
  }

  /** Makes a value of null, both ways. */
  static class NoneConverter implements AttributeConverter<String, String> {

    @Override
    public String convertToDatabaseColumn(String text) {
      return text == null ? "none" : text.isEmpty() ? null : text;
    }

    @Override
    public String convertToEntityAttribute(String text) {
      return text == null ? "" : text.equals("none") ? null : text;
    }
  }

  /** A set, which changes in place. */
  static class TagsConverter implements AttributeConverter<Set<String>, String> {

    @Override
    public String convertToDatabaseColumn(Set<String> tags) {
      return tags == null ? null : String.join(",", new TreeSet<>(tags));
    }

    @Override
    public Set<String> convertToEntityAttribute(String text) {
      return text == null ? null : new TreeSet<>(Arrays.asList(text.split(",", -1)));
    }
  }

  /** Secret in another way each time. */
  static class SaltConverter implements AttributeConverter<String, String> {

    private int salt;

    @Override
    public String convertToDatabaseColumn(String text) {
      return text == null ? null : salt++ + ":" + new StringBuilder(text).reverse();
    }

    @Override
    public String convertToEntityAttribute(String text) {
      return text == null
          ? null
          : new StringBuilder(text.substring(text.indexOf(':') + 1)).reverse().toString();
    }
  }

  /** Its types are those of a generic superclass. */
  abstract static class NumberConverter<E> implements AttributeConverter<E, Long> {}

  static class DigitsConverter extends NumberConverter<String> {

    @Override
    public Long convertToDatabaseColumn(String digits) {
      return digits == null ? null : Long.valueOf(digits);
    }

    @Override
    public String convertToEntityAttribute(Long number) {
      return number == null ? null : number.toString();
    }
  }

  /** A flag as a letter, on a primitive. */
  static class FlagConverter implements AttributeConverter<Boolean, String> {

    @Override
    public String convertToDatabaseColumn(Boolean flag) {
      return flag ? "T" : "F";
    }

    @Override
    public Boolean convertToEntityAttribute(String text) {
      return "T".equals(text);
    }
  }

  /** Minutes since 2000, in a column of times. */
  static class MinuteConverter implements AttributeConverter<Long, LocalDateTime> {

    @Override
    public LocalDateTime convertToDatabaseColumn(Long minutes) {
      return minutes == null ? null : LocalDateTime.of(2000, 1, 1, 0, 0).plusMinutes(minutes);
    }

    @Override
    public Long convertToEntityAttribute(LocalDateTime time) {
      return time == null
          ? null
          : java.time.Duration.between(LocalDateTime.of(2000, 1, 1, 0, 0), time).toMinutes();
    }
  }

  @Entity
  @Cacheable
  static class Account {
    @Id int id = 1;
    Money balance;
    Money cap;

    @Convert(converter = NoneConverter.class)
    String note;

    @Convert(converter = TagsConverter.class)
    Set<String> tags;

    @Convert(converter = SaltConverter.class)
    String secret;

    @Convert(converter = DigitsConverter.class)
    String digits;

    @Convert(converter = FlagConverter.class)
    boolean open;

    @Column(secondPrecision = 0)
    @Convert(converter = MinuteConverter.class)
    Long moment;
  }

  private static H2 accounts() {
    return H2.with(b -> b.entities(Account.class).converters(MoneyConverter.class));
  }

  private static Account full() {
    Account full = new Account();
    full.balance = new Money("EUR", new BigDecimal("12.50"));
    full.note = "plain";
    full.tags = new TreeSet<>(List.of("b", "a"));
    full.secret = "mellon";
    full.digits = "42";
    full.open = true;
    full.moment = 61L;
    return full;
  }

  @Test
  void values_ofEachConverter_standInTheirColumnsAndComeBack() {
    try (H2 h2 = accounts()) {
      h2.sessions().inTransaction(session -> session.add(full()));

      assertThat(h2.rows("select balance, cap, note, tags, digits, open, moment from account"))
          .containsExactly("EUR 12.50,null,plain,a,b,42,T,2000-01-01 01:01:00");
      try (Session session = h2.open()) {
        assertThat(session.get(Account.class, 1)).usingRecursiveComparison().isEqualTo(full());
      }
    }
  }

  @Test
  void columns_areThoseOfTheConvertersType() {
    try (H2 h2 = accounts()) {
      assertThat(
              h2.rows(
                  "select column_name, data_type, datetime_precision"
                      + " from information_schema.columns"
                      + " where table_name = 'ACCOUNT'"
                      + " and column_name in ('BALANCE', 'DIGITS', 'OPEN', 'MOMENT')"
                      + " order by column_name"))
          .containsExactly(
              "BALANCE,CHARACTER VARYING,null",
              "DIGITS,BIGINT,null",
              "MOMENT,TIMESTAMP,0",
              "OPEN,CHARACTER VARYING,null");
    }
  }

  @Test
  void value_ofTheAttribute_findsTheRow() {
    try (H2 h2 = accounts()) {
      h2.sessions().inTransaction(session -> session.add(full()));

      try (Session session = h2.open()) {
        h2.log().clear();
        assertThat(
                session
                    .query(Account.class)
                    .filterBy("balance", full().balance)
                    .filterBy("digits", "42")
                    .filterBy("open", true)
                    .filter(path("moment").gt(60L))
                    .filterBy("tags", new TreeSet<>(Set.of("a", "b")))
                    .count())
            .isEqualTo(1);
        assertThat(h2.log().events().get(0).parameters().get(0))
            .contains(full().balance, "42", true, 60L);
      }
    }
  }

  @Test
  void like_onWhatAConverterMakes_isRefused() {
    try (H2 h2 = accounts();
        Session session = h2.open()) {
      assertThatThrownBy(
              () -> session.query(Account.class).filter(path("secret").like("m%")).exists())
          .isInstanceOf(QueryException.class)
          .hasMessage(
              """
              like needs a text, but Account.secret is of type String, which a converter makes of it
                  in query Account.filter(secret like ?) [ROWAN-206]""");
    }
  }

  @Test
  void nulls_goThroughTheConverter() {
    try (H2 h2 = accounts()) {
      Account empty = new Account();
      empty.note = "";
      Account none = new Account();
      none.id = 2;
      h2.sessions().inTransaction(session -> session.addAll(List.of(empty, none)));

      assertThat(h2.rows("select id, note, balance, open from account order by id"))
          .containsExactly("1,null,null,F", "2,none,null,F");
      for (int i = 0; i < 2; i++) { // from the row, then from the cache
        try (Session session = h2.open()) {
          assertThat(session.get(Account.class, 1).note).isEmpty();
          assertThat(session.get(Account.class, 2).note).isNull();
        }
      }
    }
  }

  @Test
  void value_fromTheCache_isTheSessionsOwn() {
    try (H2 h2 = accounts()) {
      h2.sessions().inTransaction(session -> session.add(full()));
      try (Session session = h2.open()) {
        session.get(Account.class, 1).tags.add("not written");
      }
      h2.log().clear();
      try (Session session = h2.open()) {
        assertThat(session.get(Account.class, 1)).usingRecursiveComparison().isEqualTo(full());
      }
      assertThat(h2.log().sql()).isEmpty();
    }
  }

  @Test
  void mutableValue_changedInPlace_isWritten() {
    try (H2 h2 = accounts()) {
      h2.sessions().inTransaction(session -> session.add(full()));
      try (Session session = h2.open()) {
        Account found = session.get(Account.class, 1);
        found.tags.add("c");
        h2.log().clear();
        session.commit();
        assertThat(h2.log().sql()).containsExactly("update account set tags = ? where id = ?");
      }
      assertThat(h2.rows("select tags from account")).containsExactly("a,b,c");
    }
  }

  @Test
  void values_thatAreReadOnlyOrSetToTheSame_areNotWritten() {
    try (H2 h2 = accounts()) {
      h2.sessions().inTransaction(session -> session.add(full()));
      try (Session session = h2.open()) {
        Account found = session.get(Account.class, 1);
        found.secret = new String("mellon");
        found.balance = new Money("EUR", new BigDecimal("12.50"));
        assertThat(found.tags).containsExactly("a", "b");
        h2.log().clear();
        session.commit();
        assertThat(h2.log().sql()).isEmpty();
      }
    }
  }

  @Test
  void converter_ofSeveralAttributes_isMadeOnce() {
    MoneyConverter.made = 0;
    try (H2 h2 = accounts()) {
      h2.sessions().inTransaction(session -> session.add(full()));
      assertThat(MoneyConverter.made).isEqualTo(1);
    }
  }

  // ---- which converter

  @MappedSuperclass
  abstract static class Priced<P> {
    @Id int id = 1;
    P price;
    List<P> earlier;
  }

  @Converter(autoApply = true)
  static class MoneysConverter implements AttributeConverter<List<Money>, String> {

    private final MoneyConverter one = new MoneyConverter();

    @Override
    public String convertToDatabaseColumn(List<Money> moneys) {
      return moneys == null
          ? null
          : String.join(";", moneys.stream().map(one::convertToDatabaseColumn).toList());
    }

    @Override
    public List<Money> convertToEntityAttribute(String text) {
      return text == null
          ? null
          : new ArrayList<>(
              Arrays.stream(text.split(";", -1)).map(one::convertToEntityAttribute).toList());
    }
  }

  @Entity
  static class Ware extends Priced<Money> {}

  @Test
  void automaticConverter_appliesToWhatATypeVariableStandsFor() {
    try (H2 h2 =
        H2.with(
            b -> b.entities(Ware.class).converters(MoneyConverter.class, MoneysConverter.class))) {
      Ware ware = new Ware();
      ware.price = new Money("EUR", BigDecimal.ONE);
      ware.earlier = List.of(ware.price, new Money("CHF", BigDecimal.TEN));
      h2.sessions().inTransaction(session -> session.add(ware));

      assertThat(h2.rows("select price, earlier from ware")).containsExactly("EUR 1,EUR 1;CHF 10");
      try (Session session = h2.open()) {
        Ware found = session.query(Ware.class).filterBy("price", ware.price).one();
        assertThat(found.price).isEqualTo(ware.price);
        assertThat(found.earlier).isEqualTo(ware.earlier);
      }
    }
  }

  @Converter(autoApply = true)
  static class UpperConverter implements AttributeConverter<String, String> {

    @Override
    public String convertToDatabaseColumn(String text) {
      return text == null ? null : text.toUpperCase(java.util.Locale.ROOT);
    }

    @Override
    public String convertToEntityAttribute(String text) {
      return text;
    }
  }

  @MappedSuperclass
  abstract static class Named {
    String name = "name";
    String title = "title";
  }

  @Entity
  @Convert(attributeName = "title", converter = SaltConverter.class)
  static class Titled extends Named {
    @Id String id = "id";
    String word = "word";

    @Convert(disableConversion = true)
    String raw = "raw";
  }

  @Test
  void automaticConverter_leavesIdsAndWhatSaysOtherwise() {
    try (H2 h2 = H2.with(b -> b.entities(Titled.class).converters(UpperConverter.class))) {
      h2.sessions().inTransaction(session -> session.add(new Titled()));

      assertThat(h2.rows("select id, word, raw, name, title from titled"))
          .containsExactly("id,WORD,raw,NAME,0:eltit");
    }
  }

  @Embeddable
  static class Price {
    Money money;
    String code;
    @Json List<String> labels;

    @Temporal(TemporalType.DATE)
    Date day;
  }

  @Entity
  static class Offer {
    @Id int id = 1;

    @Embedded
    @Convert(attributeName = "code", converter = SaltConverter.class)
    Price price;
  }

  @Test
  void values_insideAnEmbeddable_areConvertedToo() {
    try (H2 h2 = H2.with(b -> b.entities(Offer.class).converters(MoneyConverter.class))) {
      Offer offer = new Offer();
      offer.price = new Price();
      offer.price.money = new Money("EUR", BigDecimal.ONE);
      offer.price.code = "abc";
      offer.price.labels = new ArrayList<>(List.of("x"));
      offer.price.day = new Date(java.sql.Date.valueOf("2024-02-29").getTime());
      h2.sessions().inTransaction(session -> session.add(offer));

      assertThat(h2.rows("select money, code, labels, \"DAY\" from offer"))
          .containsExactly("EUR 1,0:cba,[\"x\"],2024-02-29");
      try (Session session = h2.open()) {
        Offer found =
            session.query(Offer.class).filter(path("price.money").eq(offer.price.money)).one();
        assertThat(found).usingRecursiveComparison().isEqualTo(offer);
        found.price.labels.add("y");
        h2.log().clear();
        session.commit();
        assertThat(h2.log().sql()).containsExactly("update offer set labels = ? where id = ?");
      }
      assertThat(h2.rows("select labels from offer")).containsExactly("[\"x\",\"y\"]");
    }
  }

  // ---- failures

  @Test
  void failureOfAConverter_atAFlush_namesAttributeAndValue() {
    try (H2 h2 = accounts();
        Session session = h2.open()) {
      Account account = full();
      account.balance = new Money("XYZ", BigDecimal.ONE);
      session.add(account);
      assertThatThrownBy(session::commit)
          .isInstanceOf(DatabaseException.class)
          .hasRootCauseMessage("no currency XYZ")
          .hasMessage(
              """
              A value cannot be turned into that of its column
                  at Account.balance
                  it says: MoneyConverter failed with Money[currency=XYZ, amount=1]: \
              java.lang.IllegalArgumentException: no currency XYZ
                  in insert into account (id, balance, cap, note, tags, secret, digits, open, \
              moment) values (?, ?, ?, ?, ?, ?, ?, ?, ?) [ROWAN-141]""");

      session.rollback();
      account.balance = null;
      session.commit();
    }
  }

  @Test
  void failureOfAConverter_inAQuery_namesAttributeAndValue() {
    try (H2 h2 = accounts();
        Session session = h2.open()) {
      assertThatThrownBy(
              () ->
                  session
                      .query(Account.class)
                      .filterBy("balance", new Money("XYZ", BigDecimal.ONE))
                      .count())
          .isInstanceOf(DatabaseException.class)
          .hasMessage(
              """
              A value cannot be turned into that of its column
                  at Account.balance
                  it says: MoneyConverter failed with Money[currency=XYZ, amount=1]: \
              java.lang.IllegalArgumentException: no currency XYZ
                  in select count(*) from account a where a.balance = ? [ROWAN-141]""");
    }
  }

  @Test
  void failureOfAConverter_atALoad_namesAttributeAndValue() {
    try (H2 h2 = accounts()) {
      h2.sessions().inTransaction(session -> session.add(full()));
      h2.sql("update account set digits = null, balance = 'EUR many'");
      try (Session session = h2.open()) {
        assertThatThrownBy(() -> session.query(Account.class).one())
            .isInstanceOf(DatabaseException.class)
            .message()
            .startsWith(
                """
                The value in column balance does not fit its attribute
                    at Account.balance, of type org.rowanorm.feature.ConverterTest$Money
                    it says: MoneyConverter failed with 'EUR many': \
                java.lang.NumberFormatException""");
      }
    }
  }

  // ---- faults of the mapping

  private static void assertFault(String message, Class<?>... classes) {
    Class<?>[] entities =
        Arrays.stream(classes)
            .filter(c -> c.isAnnotationPresent(Entity.class))
            .toArray(Class[]::new);
    Class<?>[] converters =
        Arrays.stream(classes)
            .filter(c -> !c.isAnnotationPresent(Entity.class))
            .toArray(Class[]::new);
    assertThatThrownBy(() -> H2.with(b -> b.entities(entities).converters(converters)))
        .isInstanceOf(MappingException.class)
        .hasMessage(message);
  }

  @Entity
  static class WrongType {
    @Id int id;

    @Convert(converter = MoneyConverter.class)
    String note;
  }

  @Test
  void converter_ofAnotherType_isRefused() {
    assertFault(
        """
        MoneyConverter converts org.rowanorm.feature.ConverterTest$Money, not java.lang.String
            at WrongType.note
            name a converter for the type of the attribute [ROWAN-140]""",
        WrongType.class);
  }

  @Entity
  static class Unnamed {
    @Id int id;
    @Convert Money price;
  }

  @Test
  void convert_withoutAConverter_isRefused() {
    assertFault(
        """
        @Convert names no converter, and none applies to \
        org.rowanorm.feature.ConverterTest$Money by itself
            at Unnamed.price
            write @Convert(converter = ...) [ROWAN-140]""",
        Unnamed.class);
  }

  static class NeedyConverter extends SaltConverter {
    NeedyConverter(int needed) {
      assertThat(needed).isZero();
    }
  }

  @Entity
  static class Needy {
    @Id int id;

    @Convert(converter = NeedyConverter.class)
    String text;
  }

  @Test
  void converter_thatCannotBeMade_isRefused() {
    assertFault(
        """
        No converter can be made of org.rowanorm.feature.ConverterTest$NeedyConverter
            at Needy.text
            it says: java.lang.NoSuchMethodException: \
        org.rowanorm.feature.ConverterTest$NeedyConverter.<init>()
            give it a constructor without parameters, and open its package to Rowan in a module \
        [ROWAN-140]""",
        Needy.class);
  }

  static class ThreadConverter implements AttributeConverter<String, Thread> {

    @Override
    public Thread convertToDatabaseColumn(String text) {
      return null;
    }

    @Override
    public String convertToEntityAttribute(Thread thread) {
      return null;
    }
  }

  @Entity
  static class Threaded {
    @Id int id;

    @Convert(converter = ThreadConverter.class)
    String text;
  }

  @Test
  void converter_toWhatNoColumnHolds_isRefused() {
    assertFault(
        """
        No column type for java.lang.Thread
            at Threaded.text, which org.rowanorm.feature.ConverterTest$ThreadConverter makes
            let it make a String, a number, a time or bytes [ROWAN-140]""",
        Threaded.class);
  }

  @Converter(autoApply = true)
  static class OtherMoneyConverter extends MoneyConverter {}

  @Test
  void converters_thatBothApply_areRefused() {
    assertFault(
        """
        Two converters apply to all attributes of type org.rowanorm.feature.ConverterTest$Money
            at org.rowanorm.feature.ConverterTest$MoneyConverter and \
        org.rowanorm.feature.ConverterTest$OtherMoneyConverter
            take autoApply = true from one of them, and name it with @Convert where it is meant \
        [ROWAN-140]""",
        Ware.class,
        MoneysConverter.class,
        MoneyConverter.class,
        OtherMoneyConverter.class);
  }

  @Test
  void classGivenAsConverter_thatIsNone_isRefused() {
    assertFault(
        """
        java.lang.String is no AttributeConverter
            it was given to converters(...)
            let it implement jakarta.persistence.AttributeConverter [ROWAN-140]""",
        WithId.class,
        String.class);
  }

  @Entity
  static class WithId {
    @Id int id;
  }
}
