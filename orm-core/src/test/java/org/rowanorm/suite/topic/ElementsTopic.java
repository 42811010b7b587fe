package org.rowanorm.suite.topic;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.rowanorm.query.MapPath;
import org.rowanorm.query.NumberPath;
import org.rowanorm.query.Sort;
import org.rowanorm.query.StringPath;
import org.rowanorm.query.TimePath;
import org.rowanorm.zoo.Animal;
import org.rowanorm.zoo.Cage;
import org.rowanorm.zoo.Keeper;
import org.rowanorm.zoo.QAnimal;
import org.rowanorm.zoo.QCage;
import org.rowanorm.zoo.QKeeper;
import org.rowanorm.zoo.QShift;
import org.rowanorm.zoo.Skill;
import org.rowanorm.zoo.Zoo;

/** Queries that ask for the values and keys of collections. */
public interface ElementsTopic extends ConstructsFixture {

  Sort ID = QKeeper.id.asc();

  private void storeZoo() {
    store(Zoo.objects());
  }

  @Test
  default void values_inConditions_areFound() {
    storeZoo();
    check("elements", s -> s.query(Keeper.class).filter(QKeeper.nicknames.contains("K")), "Kim");
    check(
        "elementsAny",
        s ->
            s.query(Keeper.class)
                .filter(QKeeper.nicknames.any(name -> name.like("%ee%").or(name.eq("x")))),
        "Lee");
    check("elementsNone", s -> s.query(Keeper.class).filter(QKeeper.nicknames.none()), "Max");
    check(
        "elementsAll",
        s ->
            s.query(Keeper.class)
                .filter(QKeeper.nicknames.all(name -> name.startsWith("K")))
                .orderBy(QKeeper.id.asc()),
        "Kim, Max");
    check(
        "elementsSize",
        s ->
            s.query(Keeper.class)
                .orderBy(QKeeper.id.asc())
                .select(QKeeper.name, QKeeper.nicknames.size()),
        "(Kim 2), (Lee 1), (Max 0)");
    check(
        "elementsEnum",
        s -> s.query(Keeper.class).filter(QKeeper.skills.contains(Skill.HEAL)),
        "Kim");
    check(
        "elementsThrough",
        s ->
            s.query(Animal.class)
                .filter(QAnimal.keeper.nicknames().contains("Lee-Lee"))
                .orderBy(QAnimal.id.asc()),
        "Bo, Tom");
  }

  @Test
  default void values_joined_areRows() {
    storeZoo();
    StringPath nick = QKeeper.nicknames.as("nick");
    check(
        "elementsJoin",
        s ->
            s.query(Keeper.class)
                .join(QKeeper.nicknames, nick)
                .orderBy(nick.asc())
                .select(QKeeper.name, nick),
        "(Kim K), (Kim Kimmy), (Lee Lee-Lee)");
    check(
        "elementsLeftJoin",
        s ->
            s.query(Keeper.class)
                .leftJoin(QKeeper.nicknames, nick)
                .filter(nick.isNull().or(nick.length().lt(6)))
                .orderBy(QKeeper.id.asc(), nick.asc())
                .select(QKeeper.name, nick.upper()),
        "(Kim K), (Kim KIMMY), (Max null)");
    check(
        "elementsJoinGroup",
        s ->
            s.query(Keeper.class)
                .join(QKeeper.skills, QKeeper.skills.as("skill"))
                .groupBy(QKeeper.skills.as("skill"))
                .orderBy(QKeeper.skills.as("skill").asc())
                .select(QKeeper.skills.as("skill"), QKeeper.id.max()),
        "(FEED 2), (HEAL 1)");
  }

  @Test
  default void maps_inConditions_areAskedByKeyAndValue() {
    storeZoo();
    check("mapKey", s -> s.query(Keeper.class).filter(QKeeper.phones.containsKey("work")), "Kim");
    check(
        "mapValue",
        s -> s.query(Keeper.class).filter(QKeeper.phones.containsValue("030 7")),
        "Lee");
    check(
        "mapEntry",
        s ->
            s.query(Keeper.class)
                .filter(
                    QKeeper.phones.any(
                        (place, number) -> place.eq("home").and(number.like("030%"))))
                .orderBy(QKeeper.id.asc()),
        "Kim, Lee");
    check("mapNone", s -> s.query(Keeper.class).filter(QKeeper.phones.none()), "Max");
    check("mapSize", s -> s.query(Keeper.class).filter(QKeeper.phones.size().gt(1L)), "Kim");
    check(
        "mapEmbedded",
        s ->
            s.query(Keeper.class)
                .filter(
                    QKeeper.shifts.any(
                        (day, shift) -> day.gt(LocalDate.of(2024, 1, 5)).and(shift.hours().lt(3)))),
        "Lee");
    check(
        "mapEntities",
        s -> s.query(Keeper.class).filter(QKeeper.wards.any((name, ward) -> name.eq("Tom"))),
        "Lee");
    check(
        "mapEntitiesValue",
        s ->
            s.query(Keeper.class)
                .filter(
                    QKeeper.wards.all((name, ward) -> ward.cage().label().ne("kennel")),
                    QKeeper.wards.none((name, ward) -> name.startsWith("R")))
                .orderBy(QKeeper.id.asc()),
        "Max");
  }

  @Test
  default void valuesUnderAKey_arePaths() {
    storeZoo();
    check(
        "mapGet", s -> s.query(Keeper.class).filter(QKeeper.phones.get("home").like("%7")), "Lee");
    check(
        "mapGetSelect",
        s ->
            s.query(Keeper.class)
                .orderBy(QKeeper.phones.get("work").asc().nullsLast(), QKeeper.id.asc())
                .select(QKeeper.name, QKeeper.phones.get("home"), QKeeper.phones.get("work")),
        "(Kim 030 1 +49 2), (Lee 030 7 null), (Max null null)");
    check(
        "mapGetNull",
        s -> s.query(Keeper.class).filter(QKeeper.phones.get("work").isNull()).orderBy(ID),
        "Lee, Max");
    check(
        "mapGetEmbedded",
        s ->
            s.query(Keeper.class)
                .filter(QKeeper.shifts.get(LocalDate.of(2024, 1, 5)).hours().plus(1).gt(4))
                .orderBy(ID),
        "Kim, Lee");
    check(
        "mapGetEntity",
        s -> s.query(Keeper.class).filter(QKeeper.wards.get("Tom").cage().label().eq("nursery")),
        "Lee");
    check(
        "mapGetEntityEq",
        s ->
            s.query(Keeper.class)
                .filter(QKeeper.wards.get("Rex").eq(new Animal(1, null, null, null))),
        "Kim");
    check(
        "mapGetThrough",
        s ->
            s.query(Animal.class)
                .filter(QAnimal.keeper.phones().get("home").eq("030 7"))
                .orderBy(QAnimal.id.asc()),
        "Bo, Tom");
    check(
        "mapGetWithin",
        s ->
            s.query(Cage.class)
                .filter(
                    QCage.animals.any(
                        animal ->
                            animal
                                .keeper()
                                .phones()
                                .get("work")
                                .eq(animal.keeper().phones().get("work"))))
                .orderBy(QCage.id.no().asc()),
        "A1, A2");
  }

  @Test
  default void maps_joined_areRowsOfKeyAndValue() {
    storeZoo();
    MapPath.Entry<StringPath, StringPath> phone = QKeeper.phones.as("phone");
    check(
        "mapJoin",
        s ->
            s.query(Keeper.class)
                .join(QKeeper.phones, phone)
                .orderBy(QKeeper.id.asc(), phone.key().asc())
                .select(QKeeper.name, phone.key(), phone.value()),
        "(Kim home 030 1), (Kim work +49 2), (Lee home 030 7)");
    MapPath.Entry<TimePath<LocalDate>, QShift.Path> shift = QKeeper.shifts.as("shift");
    NumberPath<Integer> hours = shift.value().hours();
    check(
        "mapJoinGroup",
        s ->
            s.query(Keeper.class)
                .join(QKeeper.shifts, shift)
                .groupBy(shift.key())
                .orderBy(shift.key().asc())
                .select(shift.key(), hours.sum()),
        "(2024-01-05 9), (2024-01-06 2)");
    MapPath.Entry<StringPath, QAnimal.Path> ward = QKeeper.wards.as("ward");
    check(
        "mapJoinEntities",
        s ->
            s.query(Keeper.class)
                .leftJoin(QKeeper.wards, ward)
                .orderBy(QKeeper.id.asc(), ward.key().asc())
                .select(QKeeper.name, ward.key(), ward.value()),
        "(Kim Pip Pip), (Kim Rex Rex), (Lee Bo Bo), (Lee Tom Tom), (Max null null)");
  }
}
