package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowanorm.query.Functions.count;
import static org.rowanorm.query.Functions.exists;
import static org.rowanorm.query.Functions.rowNumber;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.rowanorm.query.Predicate;
import org.rowanorm.query.Select;
import org.rowanorm.query.Table;
import org.rowanorm.query.Window;
import org.rowanorm.session.Query;
import org.rowanorm.session.Session;
import org.rowanorm.support.SpotQueries;
import org.rowanorm.zoo.Animal;
import org.rowanorm.zoo.Area;
import org.rowanorm.zoo.Cage;
import org.rowanorm.zoo.CageId;
import org.rowanorm.zoo.Keeper;
import org.rowanorm.zoo.QAnimal;
import org.rowanorm.zoo.QCage;
import org.rowanorm.zoo.QKeeper;
import org.rowanorm.zoo.QStall;
import org.rowanorm.zoo.Shift;
import org.rowanorm.zoo.Spot;
import org.rowanorm.zoo.Stall;
import org.rowanorm.zoo.Upkeep;
import org.rowanorm.zoo.Zoo;

/** Embeddables, and ids of several columns, as one value of a query. */
public interface WholesTopic extends ConstructsFixture {

  Spot MOLE = new Spot("Mole", 1, new Area("Port", "P1"));
  Spot QUAY = new Spot("Quay", null, new Area("Port", null));

  /** A record with a whole embeddable. */
  record Sign(int stall, Spot spot) {}

  private static Function<Session, Query<?>> stalls(Predicate condition) {
    return s -> s.query(Stall.class).filter(condition).orderBy(QStall.id.asc());
  }

  @Test
  default void embeddables_comparedWithValues_areComparedPartByPart() {
    store(Zoo.objects());
    check("wholeEq", stalls(QStall.spot.eq(MOLE)), "stall 1, stall 5");
    check("wholeEqNulls", stalls(QStall.spot.eq(QUAY)), "stall 3");
    check("wholeEqNestedNull", stalls(QStall.before.eq(new Spot("Quay", 2, null))), "stall 5");
    check("wholeNe", stalls(QStall.spot.ne(MOLE)), "stall 2, stall 3, stall 6");
    check("wholeNeNulls", stalls(QStall.spot.ne(QUAY)), "stall 1, stall 2, stall 5, stall 6");
    check("wholeNull", stalls(QStall.spot.isNull()), "stall 4");
    check("wholeEqNull", stalls(QStall.before.eq((Spot) null)), "stall 1, stall 4");
    check("wholeNotNull", stalls(QStall.before.isNotNull()), "stall 2, stall 3, stall 5, stall 6");
    check("wholePart", stalls(QStall.spot.area().eq(new Area("Port", null))), "stall 3");
    check("wholePartNull", stalls(QStall.before.area().isNull()), "stall 1, stall 4, stall 5");
  }

  @Test
  default void embeddables_askedAtRandom_areFoundAsInMemory() {
    long seed = Long.getLong("rowan.test.seed", new Random().nextLong());
    System.out.println(getClass().getSimpleName() + ": seed " + seed);
    SpotQueries spots = new SpotQueries(new Random(seed), 60);
    store(spots.stalls().toArray());
    inFresh(
        session -> {
          for (int i = 0; i < 300; i++) {
            SpotQueries.Asked asked = spots.condition(2);
            List<Integer> expected =
                spots.rows().stream()
                    .filter(row -> Boolean.TRUE.equals(asked.evaluated().apply(row)))
                    .map(SpotQueries.Row::id)
                    .toList();
            Query<Integer> query =
                session
                    .query(Stall.class)
                    .filter(asked.predicate())
                    .orderBy(QStall.id.asc())
                    .select(QStall.id);
            assertThat(query.all()).as("seed %d, query %d: %s", seed, i, query).isEqualTo(expected);
          }
        });
  }

  @Test
  default void embeddables_inLists_areFoundWithTheirNulls() {
    store(Zoo.objects());
    Spot next = new Spot("Mole", 2, new Area("Port", "P1"));
    check("wholeIn", stalls(QStall.spot.in(MOLE, next)), "stall 1, stall 2, stall 5");
    check("wholeInNulls", stalls(QStall.spot.in(next, QUAY)), "stall 2, stall 3");
    check("wholeInOnlyNulls", stalls(QStall.spot.in(QUAY)), "stall 3");
    check("wholeInNone", stalls(QStall.spot.in(List.of())), "");
    check("wholeNotIn", stalls(QStall.spot.notIn(MOLE)), "stall 2, stall 3, stall 6");
    check(
        "wholeNotInAfterNull",
        stalls(QStall.spot.notIn(new Spot("Quay", 2, new Area("Else", "E1")), MOLE)),
        "stall 2, stall 3, stall 6");
    check("wholeNotInNulls", stalls(QStall.spot.notIn(QUAY, MOLE)), "stall 2, stall 6");
  }

  @Test
  default void embeddables_comparedWithEachOther_areAsRowsAre() {
    store(Zoo.objects());
    QStall.Path other = QStall.as("other");
    check("wholeEqAttribute", stalls(QStall.spot.eq(QStall.before)), "stall 6");
    check("wholeNeAttribute", stalls(QStall.spot.ne(QStall.before)), "stall 2, stall 5");
    check(
        "wholeJoinOn",
        s ->
            s.query(Stall.class)
                .join(other, other.before().eq(QStall.spot))
                .orderBy(QStall.id.asc())
                .select(QStall.id, other.id()),
        "(1 2), (5 2), (6 6)");
    check(
        "wholeExists",
        stalls(exists(Select.from(other).filter(other.before().eq(QStall.spot)))),
        "stall 1, stall 5, stall 6");
    check(
        "wholeInQuery",
        stalls(QStall.spot.in(Select.from(other).select(other.before()))),
        "stall 1, stall 5, stall 6");
    check(
        "wholeNotInQuery",
        stalls(
            QStall.spot
                .notIn(Select.from(other).filter(other.id().in(2, 6)).select(other.before()))
                .and(QStall.spot.house().isNotNull())),
        "stall 2");
  }

  @Test
  default void embeddables_withReferences_areComparedByTheirKeys() {
    store(Zoo.objects());
    Keeper kim = new Keeper(1, "Kim", null);
    Cage a1 = new Cage("A", 1, null);
    check("wholeEqReferences", stalls(QStall.upkeep.eq(new Upkeep(kim, a1))), "stall 1");
    check("wholeEqNoReference", stalls(QStall.upkeep.eq(new Upkeep(kim, null))), "stall 3");
    check(
        "wholeInReferences",
        stalls(QStall.upkeep.in(new Upkeep(kim, a1), new Upkeep(null, a1))),
        "stall 1, stall 5");
    check("wholeNullReferences", stalls(QStall.upkeep.isNull()), "stall 4, stall 6");
  }

  @Test
  default void embeddables_inElements_areComparedAsOne() {
    store(Zoo.objects());
    LocalDate day = LocalDate.of(2024, 1, 5);
    check(
        "elementsWhole",
        s -> s.query(Keeper.class).filter(QKeeper.shifts.containsValue(new Shift(9, 4))),
        "Kim");
    check(
        "elementsWholeIn",
        s ->
            s.query(Keeper.class)
                .filter(
                    QKeeper.shifts.any(
                        (date, shift) -> shift.in(new Shift(9, 2), new Shift(13, 5)))),
        "Lee");
    check(
        "mapGetWhole",
        s -> s.query(Keeper.class).filter(QKeeper.shifts.get(day).eq(new Shift(13, 5))),
        "Lee");
    check(
        "mapGetSelectWhole",
        s ->
            s.query(Keeper.class)
                .orderBy(QKeeper.id.asc())
                .select(QKeeper.name, QKeeper.shifts.get(day)),
        "(Kim Shift[since=9, hours=4]), (Lee Shift[since=13, hours=5]), (Max null)");
  }

  @Test
  default void embeddables_areInserted_fromValuesAndFromQueries() {
    store(Zoo.objects());
    QStall.Path old = QStall.as("old");
    log().clear();
    sessions()
        .inTransaction(
            s -> {
              s.insertInto(Stall.class)
                  .columns(QStall.id, QStall.before, QStall.spot)
                  .values(11, null, MOLE)
                  .values(12, QUAY, new Spot("Pier", 3, null))
                  .execute();
              s.insertInto(Stall.class)
                  .columns(QStall.id, QStall.spot)
                  .from(
                      Select.from(old)
                          .filter(old.id().in(1, 3))
                          .select(old.id().plus(20), old.spot()))
                  .execute();
            });
    assertThat(log().sql()).filteredOn(sql -> sql.startsWith("insert")).hasSize(2);
    inFresh(
        session -> {
          assertThat(found(session, QStall.spot.eq(MOLE).and(QStall.before.isNull())))
              .containsExactly(1, 11, 21);
          assertThat(found(session, QStall.spot.eq(new Spot("Pier", 3, null)))).containsExactly(12);
          assertThat(found(session, QStall.before.eq(QUAY).and(QStall.id.gt(10))))
              .containsExactly(12);
          assertThat(found(session, QStall.spot.eq(QUAY))).containsExactly(3, 23);
        });
  }

  private static List<Integer> found(Session session, Predicate condition) {
    return session
        .query(Stall.class)
        .filter(condition)
        .orderBy(QStall.id.asc())
        .select(QStall.id)
        .all();
  }

  @Test
  default void idsOfSeveralColumns_asOneValue_areCompared() {
    store(Zoo.objects());
    check("wholeEqId", s -> s.query(Cage.class).filter(QCage.id.eq(new CageId("A", 2))), "A2");
    check(
        "wholeInIds",
        s ->
            s.query(Cage.class)
                .filter(QCage.id.in(new CageId("A", 2), new CageId("B", 1)))
                .orderBy(QCage.id.asc()),
        "A2, B1");
    check(
        "wholeEqIdOfReference",
        s ->
            s.query(Animal.class)
                .filter(QAnimal.cage.id().eq(new CageId("A", 2)))
                .orderBy(QAnimal.id.asc()),
        "Pip, Tom");
    check(
        "wholeNeIdOfReference",
        s ->
            s.query(Animal.class)
                .filter(QAnimal.cage.id().ne(new CageId("A", 2)))
                .orderBy(QAnimal.id.asc()),
        "Rex, Bo, Gnu");
  }

  @Test
  default void wholes_areSortedColumnByColumn() {
    store(Zoo.objects());
    check("orderByWhole", s -> s.query(Cage.class).orderBy(QCage.id.desc()), "B2, B1, A2, A1");
    check("orderByObject", s -> s.query(Cage.class).orderBy(QCage.self.asc()), "A1, A2, B1, B2");
    check(
        "orderByReference",
        s -> s.query(Animal.class).orderBy(QAnimal.cage.desc().nullsLast(), QAnimal.id.asc()),
        "Gnu, Pip, Tom, Rex, Bo, Ada");
    check(
        "orderByEmbeddable",
        s -> s.query(Stall.class).orderBy(QStall.spot.asc().nullsFirst(), QStall.id.desc()),
        "stall 4, stall 6, stall 5, stall 1, stall 2, stall 3");
    check(
        "orderByWholeLimited",
        s ->
            s.query(Animal.class)
                .orderBy(QAnimal.cage.id().asc().nullsLast(), QAnimal.id.asc())
                .limit(3)
                .offset(3),
        "Tom, Gnu, Ada");
    check(
        "windowOfWhole",
        s ->
            s.query(Animal.class)
                .orderBy(QAnimal.id.asc())
                .select(
                    QAnimal.name,
                    rowNumber()
                        .over(Window.partitionBy(QAnimal.cage.id()).orderBy(QAnimal.self.desc()))),
        "(Rex 2), (Bo 1), (Pip 2), (Tom 1), (Ada 1), (Gnu 1)");
    checkAnswer(
        "cursorOfWhole",
        s -> {
          Query<Animal> query = s.query(Animal.class).orderBy(QAnimal.cage.asc().nullsFirst());
          return query.page(2, query.page(2).next()).content();
        },
        "Bo, Pip");
  }

  @Test
  default void wholes_areGroupedBy() {
    store(Zoo.objects());
    check(
        "groupByWhole",
        s ->
            s.query(Stall.class)
                .groupBy(QStall.spot)
                .orderBy(QStall.spot.asc().nullsLast())
                .select(QStall.spot, count()),
        "(Gate 6 in Town T1 1), (Mole 1 in Port P1 2), (Mole 2 in Port P1 1),"
            + " (Quay null in Port null 1), (null 1)");
    check(
        "groupByWholeId",
        s ->
            s.query(Animal.class)
                .filter(QAnimal.cage.isNotNull())
                .groupBy(QAnimal.cage.id())
                .having(count().gt(1L))
                .orderBy(QAnimal.cage.id().asc())
                .select(QAnimal.cage.id(), count()),
        "(CageId[zone=A, no=1] 2), (CageId[zone=A, no=2] 2)");
    check(
        "groupByWholeParts",
        s ->
            s.query(Stall.class)
                .filter(QStall.spot.isNotNull())
                .groupBy(QStall.spot)
                .orderBy(QStall.spot.street().asc(), QStall.spot.house().asc())
                .select(QStall.spot.area().town(), QStall.spot.street().upper(), count()),
        "(Town GATE 1), (Port MOLE 2), (Port MOLE 1), (Port QUAY 1)");
    check(
        "groupByWholeReferences",
        s ->
            s.query(Stall.class)
                .filter(QStall.id.lt(4))
                .groupBy(QStall.upkeep)
                .orderBy(QStall.upkeep.asc().nullsFirst())
                .select(QStall.upkeep, count()),
        "(Kim/null 1), (Kim/A1 1), (Lee/A2 1)");
  }

  @Test
  default void embeddables_areSelected() {
    store(Zoo.objects());
    check(
        "selectWhole",
        s ->
            s.query(Stall.class)
                .filter(QStall.id.le(4))
                .orderBy(QStall.id.asc())
                .select(QStall.spot),
        "Mole 1 in Port P1, Mole 2 in Port P1, Quay null in Port null, null");
    check(
        "selectRecordWhole",
        s ->
            s.query(Stall.class)
                .filter(QStall.id.gt(4))
                .orderBy(QStall.id.asc())
                .select(Sign.class, QStall.id, QStall.before),
        "Sign[stall=5, spot=Quay 2], Sign[stall=6, spot=Gate 6 in Town T1]");
    check(
        "selectWholeReferences",
        s ->
            s.query(Stall.class)
                .filter(QStall.id.in(2, 3, 4))
                .orderBy(QStall.id.asc())
                .select(QStall.upkeep, QStall.id),
        "(Lee/A2 2), (Kim/null 3), (null 4)");
    checkAnswer(
        "countWhole", s -> s.query(Stall.class).select(QStall.spot).distinct().count(), "5");
    checkAnswer(
        "countObjects",
        s ->
            s.query(Animal.class)
                .filter(QAnimal.cage.isNotNull())
                .select(QAnimal.cage)
                .distinct()
                .count(),
        "3");
    check(
        "unionWhole",
        s ->
            s.query(Stall.class)
                .filter(QStall.id.le(2))
                .select(QStall.spot, QStall.id)
                .union(
                    Select.from(Stall.class)
                        .filter(QStall.id.eq(5))
                        .select(QStall.before, QStall.id))
                .orderBy(QStall.id.desc(), QStall.spot.asc()),
        "(Quay 2 5), (Mole 2 in Port P1 2), (Mole 1 in Port P1 1)");
  }

  @Test
  default void wholes_inTablesOfQueries_areCompared() {
    store(Zoo.objects());
    Table befores =
        Table.with(
            "befores",
            Select.from(Stall.class).groupBy(QStall.before).select(QStall.before, QStall.id.max()));
    check(
        "joinDerivedWhole",
        s ->
            s.query(Stall.class)
                .join(befores, befores.get(QStall.before).eq(QStall.spot))
                .orderBy(QStall.id.asc())
                .select(QStall.id, befores.get(QStall.id.max()), befores.get(QStall.before)),
        "(1 2 Mole 1 in Port P1), (5 2 Mole 1 in Port P1), (6 6 Gate 6 in Town T1)");
    Table cages =
        Table.of(
            "cages", Select.from(Animal.class).groupBy(QAnimal.cage).select(QAnimal.cage, count()));
    check(
        "joinDerivedObject",
        s ->
            s.query(Cage.class)
                .join(cages, cages.get(QAnimal.cage).eq(QCage.self))
                .orderBy(QCage.id.asc())
                .select(QCage.self, cages.get(count())),
        "(A1 2), (A2 2), (B1 1)");
  }
}
