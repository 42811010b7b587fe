package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.TableGenerator;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.rowanorm.annotation.Uuid7;
import org.rowanorm.dialect.Dialect;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.error.MappingException;
import org.rowanorm.feature.generators.Ticket;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/** Ids from sequences and from tables of counters. */
class IdGeneratorTest {

  @Entity
  static class Plain {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    long id;
  }

  @Entity
  static class Small {
    @Id
    @GeneratedValue
    @SequenceGenerator(sequenceName = "small_numbers", initialValue = 10, allocationSize = 3)
    Integer id;
  }

  @Entity
  @SequenceGenerator(name = "shared", allocationSize = 5)
  static class Left {
    @Id
    @GeneratedValue(generator = "shared")
    long id;
  }

  @Entity
  static class Right {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "shared")
    BigInteger id;
  }

  @Entity
  static class Counted {
    @Id
    @GeneratedValue(strategy = GenerationType.TABLE)
    @TableGenerator(allocationSize = 2)
    long id;
  }

  @Entity
  @TableGenerator(
      name = "numbers",
      table = "all_numbers",
      pkColumnName = "kind",
      valueColumnName = "greatest",
      pkColumnValue = "invoices",
      initialValue = 99,
      allocationSize = 10)
  static class Invoice {
    @Id
    @GeneratedValue(strategy = GenerationType.TABLE, generator = "numbers")
    long id;
  }

  @Entity
  @Inheritance(strategy = InheritanceType.JOINED)
  static class Animal {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    long id;
  }

  @Entity
  static class Cat extends Animal {}

  @Entity
  static class Tiny {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    @SequenceGenerator(initialValue = 32767, allocationSize = 1)
    short id;
  }

  @Entity
  static class Text {
    @Id @GeneratedValue String id;
  }

  @Test
  void sequence_givesIdsAtAdd_oneQueryPerBlock() {
    try (H2 h2 = H2.with(Plain.class);
        Session session = h2.open()) {
      List<Plain> added = IntStream.range(0, 51).mapToObj(i -> new Plain()).toList();
      session.addAll(added);

      assertThat(added).extracting(a -> a.id).containsExactlyElementsOf(numbers(1, 51));
      assertThat(h2.log().sql())
          .containsExactly("select next value for plain_seq", "select next value for plain_seq");
      h2.log().clear();
      session.commit();
      assertThat(h2.log().sql()).containsExactly("insert into plain (id) values (?)");
      assertThat(session.get(Plain.class, 51L)).isSameAs(added.get(50));
    }
  }

  private static List<Long> numbers(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  @Test
  void block_isSharedBySessions_andTheRestIsLostWithTheFactory() {
    try (H2 h2 = H2.with(Plain.class)) {
      h2.sessions().inTransaction(session -> session.add(new Plain()));
      h2.sessions().inTransaction(session -> session.add(new Plain()));

      assertThat(h2.rows("select id from plain order by id")).containsExactly("1", "2");
      assertThat(h2.log().sql().stream().filter(sql -> sql.contains("next value"))).hasSize(1);
      assertThat(h2.rows("values (next value for plain_seq)")).containsExactly("51");
    }
  }

  @Test
  void sequenceGenerator_onTheId_saysNameStartAndBlock_alsoWithAuto() {
    try (H2 h2 = H2.with(Small.class)) {
      assertThat(
              h2.rows(
                  "select start_value, increment from information_schema.sequences"
                      + " where sequence_name = 'SMALL_NUMBERS'"))
          .containsExactly("10,3");
      Small first = new Small();
      h2.sessions().inTransaction(session -> session.add(first));

      assertThat(first.id).isEqualTo(10);
    }
  }

  @Test
  void generator_thatTwoEntitiesName_isOne() {
    try (H2 h2 = H2.with(Left.class, Right.class);
        Session session = h2.open()) {
      Left left = new Left();
      Right right = new Right();
      session.add(left);
      session.add(right);

      assertThat(left.id).isEqualTo(1);
      assertThat(right.id).isEqualTo(BigInteger.TWO);
      assertThat(h2.log().sql()).containsExactly("select next value for shared");
    }
  }

  @Test
  void generator_ofAPackage_isFoundByItsName() {
    try (H2 h2 = H2.with(Ticket.class);
        Session session = h2.open()) {
      Ticket ticket = new Ticket();
      session.add(ticket);

      assertThat(ticket.id()).isEqualTo(1);
      assertThat(h2.log().sql()).containsExactly("select next value for package_ids");
    }
  }

  @Entity
  @SequenceGenerator(sequenceName = "of_the_class", initialValue = 3)
  static class OnClass {
    @Id @GeneratedValue Long id;
  }

  @Test
  void generator_onTheEntity_hasItsName() {
    try (H2 h2 = H2.with(OnClass.class);
        Session session = h2.open()) {
      OnClass added = new OnClass();
      session.add(added);

      assertThat(added.id).isEqualTo(3);
      assertThat(h2.log().sql()).containsExactly("select next value for of_the_class");
    }
  }

  @Test
  void sequence_inStandardSql_isAskedByValues() {
    try (H2 h2 = H2.with(b -> b.entities(Plain.class).dialect(new Dialect()))) {
      h2.sessions().inTransaction(session -> session.add(new Plain()));

      assertThat(h2.log().sql())
          .containsExactly(
              "values (next value for plain_seq)", "insert into plain (id) values (?)");
    }
  }

  @Test
  void sequence_whereThereAreNone_isARowOfATable() {
    try (H2 h2 = H2.with(b -> b.entities(Small.class).dialect(new WithoutSequences()))) {
      Small small = new Small();
      h2.sessions().inTransaction(session -> session.add(small));

      assertThat(small.id).isEqualTo(10);
      assertThat(h2.rows("select * from id_counters")).containsExactly("small_numbers,12");
      h2.sessions().schema().validate();
    }
  }

  /** A database that cannot count by itself. */
  private static final class WithoutSequences extends Dialect {
    @Override
    public boolean hasSequences() {
      return false;
    }
  }

  @Test
  void table_countsInATransactionOfItsOwn() {
    try (H2 h2 = H2.with(Counted.class)) {
      try (Session session = h2.open()) {
        session.begin();
        session.addAll(List.of(new Counted(), new Counted(), new Counted()));
        assertThat(h2.log().sql())
            .containsExactly(
                "select last_id from id_counters where name = ?",
                "insert into id_counters (name, last_id) values (?, ?)",
                "update id_counters set last_id = last_id + ? where name = ?",
                "select last_id from id_counters where name = ?");
        session.rollback();
      }
      assertThat(h2.rows("select * from id_counters")).containsExactly("Counted,4");
      assertThat(h2.connections().open()).isZero();
    }
  }

  @Test
  void tableGenerator_saysTableColumnsAndStart() {
    try (H2 h2 = H2.with(Invoice.class)) {
      Invoice first = new Invoice();
      h2.sessions().inTransaction(session -> session.add(first));

      assertThat(first.id).isEqualTo(100);
      assertThat(h2.rows("select kind, greatest from all_numbers")).containsExactly("invoices,109");
    }
  }

  @Test
  void counters_ofTwoFactories_giveNoIdTwice() {
    try (H2 h2 = H2.with(Counted.class)) {
      List<Long> ids = new ArrayList<>();
      for (int round = 0; round < 3; round++) {
        // a factory that begins anew is what another process is
        try (var other = h2.another(Counted.class)) {
          List<Counted> added = List.of(new Counted(), new Counted(), new Counted());
          other.inTransaction(session -> session.addAll(added));
          added.forEach(a -> ids.add(a.id));
        }
      }
      assertThat(ids).containsExactly(1L, 2L, 3L, 5L, 6L, 7L, 9L, 10L, 11L);
    }
  }

  @Test
  void threads_getNoIdTwice() throws Exception {
    try (H2 h2 = H2.with(Small.class, Counted.class)) {
      Set<Number> ids = ConcurrentHashMap.newKeySet();
      ExecutorService threads = Executors.newFixedThreadPool(8);
      try {
        List<Future<?>> all = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
          all.add(threads.submit(() -> addMany(h2, ids)));
        }
        for (Future<?> one : all) {
          one.get();
        }
      } finally {
        threads.shutdownNow();
      }
      assertThat(ids).hasSize(8 * 50 * 2);
      assertThat(h2.rows("select count(*) from small")).containsExactly("400");
      assertThat(h2.rows("select count(*) from counted")).containsExactly("400");
    }
  }

  private static void addMany(H2 h2, Set<Number> ids) {
    for (int i = 0; i < 50; i++) {
      Small small = new Small();
      Counted counted = new Counted();
      h2.sessions().inTransaction(session -> session.addAll(List.of(small, counted)));
      ids.add(small.id);
      ids.add(counted.id);
    }
  }

  @Test
  void hierarchy_countsAllItsIdsInOneSequence() {
    try (H2 h2 = H2.with(Animal.class, Cat.class);
        Session session = h2.open()) {
      Animal animal = new Animal();
      Cat cat = new Cat();
      session.addAll(List.of(animal, cat));

      assertThat(List.of(animal.id, cat.id)).containsExactly(1L, 2L);
      assertThat(h2.log().sql()).containsExactly("select next value for animal_seq");
    }
  }

  @Test
  void id_thatIsSet_isKept() {
    try (H2 h2 = H2.with(Plain.class)) {
      Plain plain = new Plain();
      plain.id = 7;
      h2.sessions().inTransaction(session -> session.add(plain));

      assertThat(h2.log().sql()).containsExactly("insert into plain (id) values (?)");
      assertThat(h2.rows("select id from plain")).containsExactly("7");
    }
  }

  @Test
  void id_thatIsTooGreat_isRefused() {
    try (H2 h2 = H2.with(Tiny.class);
        Session session = h2.open()) {
      session.add(new Tiny());
      assertThatThrownBy(() -> session.add(new Tiny()))
          .isInstanceOf(EntityStateException.class)
          .hasMessage(
              """
              The next id of Tiny is 32768, too great for short
                  at Tiny.id
                  declare the id and its column as long [ROWAN-136]""");
    }
  }

  @Test
  void uuid_asText_isGivenAtAdd() {
    try (H2 h2 = H2.with(Text.class)) {
      Text text = new Text();
      h2.sessions().inTransaction(session -> session.add(text));

      assertThat(text.id).hasSize(36);
      assertThat(h2.rows("select id from text")).containsExactly(text.id);
    }
  }

  // ---- what is wrong

  @Entity
  static class Misnamed {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "shred")
    long id;
  }

  @Test
  void generator_thatIsNone_isRefused() {
    assertThatThrownBy(() -> H2.empty(Left.class, Misnamed.class))
        .isInstanceOf(MappingException.class)
        .hasMessage(
            """
            No generator 'shred'; did you mean 'shared'?
                at Misnamed.id
                declare it with @SequenceGenerator or @TableGenerator on the id, an entity or a package [ROWAN-133]""");
  }

  @Entity
  @TableGenerator(name = "shared")
  static class Same {
    @Id long id;
  }

  @Test
  void generators_ofOneName_areRefused() {
    assertThatThrownBy(() -> H2.empty(Left.class, Same.class))
        .isInstanceOf(MappingException.class)
        .hasMessage(
            """
            Two generators are named shared
                at Left and Same
                give one of them another name [ROWAN-134]""");
  }

  @Entity
  static class Mixed {
    @Id
    @GeneratedValue(strategy = GenerationType.TABLE, generator = "shared")
    long id;
  }

  @Test
  void generator_ofTheOtherKind_isRefused() {
    assertThatThrownBy(() -> H2.empty(Left.class, Mixed.class))
        .isInstanceOf(MappingException.class)
        .hasMessage(
            """
            The strategy TABLE cannot use a generator of SEQUENCE
                at Mixed.id, with the generator at Left
                name the other strategy, or another generator [ROWAN-135]""");
  }

  @Entity
  static class Nothing {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    @SequenceGenerator(allocationSize = 0)
    long id;
  }

  @Test
  void generator_ofNoIds_isRefused() {
    assertThatThrownBy(() -> H2.empty(Nothing.class))
        .isInstanceOf(MappingException.class)
        .hasMessage(
            """
            A generator takes 0 ids at once
                at Nothing.id
                give an allocationSize of 1 or more [ROWAN-135]""");
  }

  @Entity
  static class OtherBlocks {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    @SequenceGenerator(sequenceName = "shared", allocationSize = 1)
    long id;
  }

  @Entity
  @IdClass(Part.Key.class)
  static class Part {
    @Id @GeneratedValue long number;
    @Id long of;

    record Key(long number, long of) {}
  }

  @Test
  void part_ofAnId_isNotGenerated() {
    assertThatThrownBy(() -> H2.empty(Part.class))
        .isInstanceOf(MappingException.class)
        .hasMessage(
            """
            A part of the id of Part cannot be generated
                at Part.number
                take @GeneratedValue away, or make it the only @Id [ROWAN-112]""");
  }

  @Test
  void sequence_withBlocksOfTwoSizes_isRefused() {
    assertThatThrownBy(() -> H2.empty(Left.class, OtherBlocks.class))
        .isInstanceOf(MappingException.class)
        .hasMessage(
            """
            Two generators use shared and do not agree on its start, blocks or options
                at Left and OtherBlocks.id
                let both entities name one generator, or give one of them another sequence or row [ROWAN-135]""");
  }

  @Entity
  static class Dated {
    @Id @GeneratedValue @Uuid7 UUID id;
  }

  @Test
  void uuid7_isGreaterForEachObject_alsoAcrossSessions() {
    try (H2 h2 = H2.with(Dated.class)) {
      List<String> added = new ArrayList<>();
      for (int round = 0; round < 2; round++) {
        h2.sessions()
            .inTransaction(
                session -> {
                  for (int i = 0; i < 50; i++) {
                    Dated dated = new Dated();
                    session.add(dated);
                    added.add(dated.id.toString());
                    assertThat(dated.id.version()).isEqualTo(7);
                  }
                });
      }
      assertThat(added).isSorted().doesNotHaveDuplicates();
      assertThat(h2.rows("select id from dated order by id")).isEqualTo(added);
    }
  }
}
