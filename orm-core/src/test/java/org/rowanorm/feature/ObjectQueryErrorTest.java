package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rowanorm.query.Functions.count;
import static org.rowanorm.query.Functions.countDistinct;
import static org.rowanorm.query.Functions.typeOf;
import static org.rowanorm.query.Path.path;

import java.time.LocalDate;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.query.Expression;
import org.rowanorm.query.Functions;
import org.rowanorm.query.MapPath;
import org.rowanorm.query.Select;
import org.rowanorm.query.StringPath;
import org.rowanorm.query.Table;
import org.rowanorm.session.Query;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;
import org.rowanorm.zoo.Animal;
import org.rowanorm.zoo.Cage;
import org.rowanorm.zoo.Keeper;
import org.rowanorm.zoo.Patron;
import org.rowanorm.zoo.QAnimal;
import org.rowanorm.zoo.QCage;
import org.rowanorm.zoo.QDog;
import org.rowanorm.zoo.QKeeper;
import org.rowanorm.zoo.QPatron;
import org.rowanorm.zoo.QStall;
import org.rowanorm.zoo.QTicket;
import org.rowanorm.zoo.Spot;
import org.rowanorm.zoo.Stall;
import org.rowanorm.zoo.Ticket;
import org.rowanorm.zoo.Zoo;

/** Mistakes in queries over kinds, ids of several columns and collections, and in inserts. */
class ObjectQueryErrorTest {

  private final H2 h2 =
      H2.with(
          Stream.concat(Zoo.ENTITIES.stream(), Stream.of(Patron.class)).toArray(Class<?>[]::new));
  private final Session session = h2.open();
  private final Query<Animal> animals = session.query(Animal.class);
  private final Query<Keeper> keepers = session.query(Keeper.class);
  private final Query<Stall> stalls = session.query(Stall.class);
  private final Query<Patron> patrons = session.query(Patron.class);
  private final StringPath nick = QKeeper.nicknames.as("nick");

  @AfterEach
  void close() {
    session.close();
    h2.close();
  }

  private void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).hasMessage(message.strip());
    assertThat(h2.log().sql()).isEmpty();
  }

  @Test
  void name_thatIsNoAttributeOfWhatIsAsked_isRefusedWithTheNearest() {
    assertRefused(
        () -> animals.filter(path("cage.id.zoon").eq("A")),
        """
        No attribute 'zoon' in Cage.id; did you mean 'zone'?
            in query Animal.filter(cage.id.zoon = ?) [ROWAN-204]""");
    assertRefused(
        () -> keepers.orderBy(path("locker.pictur").asc()),
        """
        No attribute 'pictur' in Locker; did you mean 'picture'?
            in query Keeper.orderBy(locker.pictur) [ROWAN-204]""");
    assertRefused(
        () -> session.insertInto(Ticket.class).columns(path("txet")).values("a"),
        """
        No attribute 'txet' in Ticket; did you mean 'text'?
            in query insert into Ticket.columns(txet).values(1 rows) [ROWAN-204]""");
  }

  @Test
  void value_ofAnotherType_isRefused() {
    assertRefused(
        () -> animals.filterBy("cage", "A1"),
        """
        Animal.cage is compared with a String, but is of type Cage
            in query Animal.filter(cage = ?) [ROWAN-203]""");
    assertRefused(
        () -> animals.filter(path("keeper").eq(path("cage"))),
        """
        Animal.keeper is compared with a Cage, but is of type Keeper
            in query Animal.filter(keeper = cage) [ROWAN-203]""");
    assertRefused(
        () ->
            session
                .insertInto(Ticket.class)
                .columns(QTicket.text)
                .from(Select.from(Cage.class).select(QCage.id.no())),
        """
        Ticket.text is compared with a Integer, but is of type String
            in query insert into Ticket.columns(Ticket.text).from(Cage.select(Cage.id.no)) [ROWAN-203]""");
  }

  @Test
  @SuppressWarnings("unchecked") // what the compiler would refuse
  void kind_thatAnObjectCannotBe_isRefused() {
    Expression<Class<?>> type = (Expression<Class<?>>) (Expression<?>) typeOf(QAnimal.self);
    assertRefused(
        () -> animals.filter(type.eq(Cage.class)),
        """
        Cage is no kind of Animal
            in query Animal.filter(typeOf(Animal) = ?)
            name Animal or an entity that extends it [ROWAN-520]""");
    assertRefused(
        () -> animals.filter(type.in(Animal.class, Keeper.class)),
        """
        Keeper is no kind of Animal
            in query Animal.filter(typeOf(Animal) in (2 values))
            name Animal or an entity that extends it [ROWAN-520]""");
    assertRefused(
        () -> animals.select(type),
        """
        typeOf(Animal) can only be compared with classes
            in query Animal.select(typeOf(Animal)) [ROWAN-206]""");
  }

  @Test
  void valueUnderAKey_fromWhichNothingGoesOn_isRefused() {
    String message =
        """
        'Keeper.wards.get(?)' is one value, from which no join and no collection can go on
            in query Keeper.%s
            join the map, on the condition that its key is the one that is meant [ROWAN-206]""";
    assertRefused(
        () -> keepers.join(QKeeper.wards.get("Rex").cage(), QCage.as("x")),
        message.formatted("join(Keeper.wards.get(?).cage, x)"));
    assertRefused(
        () -> keepers.filter(QKeeper.wards.get("Rex").cage().animals().none()),
        message.formatted("filter(not (Keeper.wards.get(?).cage.animals.any()))"));
    assertRefused(
        () -> keepers.filter(QKeeper.wards.get("Rex").as(QDog.self).tricks().gt(1)),
        message.formatted("filter(Keeper.wards.get(?).as(Dog).tricks > ?)"));
    assertRefused(
        () -> keepers.select(QKeeper.wards.get("Rex")),
        """
        Keeper.wards.get(?) is only the id of a Animal here
            in query Keeper.select(Keeper.wards.get(?))
            join the entity and select that [ROWAN-213]""");
    assertRefused(
        () -> keepers.select(count(QKeeper.shifts.get(LocalDate.EPOCH))),
        """
        Keeper.shifts is an embeddable, where one value is wanted
            in query Keeper.select(count(Keeper.shifts.get(?)))
            name one of its parts instead [ROWAN-206]""");
  }

  @Test
  void embeddable_whereOneValueIsNeeded_isRefused() {
    String message =
        """
        Stall.spot is an embeddable, where one value is wanted
            in query %s
            name one of its parts instead [ROWAN-206]""";
    assertRefused(
        () -> stalls.filter(path("spot").lt(new Spot("Mole", 1, null))),
        message.formatted("Stall.filter(spot < ?)"));
    assertRefused(
        () -> stalls.select(path("spot").max()), message.formatted("Stall.select(max(spot))"));
    assertRefused(
        () -> stalls.select(count(QStall.spot)),
        message.formatted("Stall.select(count(Stall.spot))"));
    assertRefused(
        () -> stalls.select(countDistinct(QStall.spot)),
        message.formatted("Stall.select(count(distinct Stall.spot))"));
    assertRefused(
        () ->
            stalls.filter(
                path("spot").eq(Functions.valueOf(Select.from(Stall.class).select(QStall.before)))),
        """
        Stall.before is an embeddable, where one value is wanted
            in query Stall.filter(spot = (Stall.select(Stall.before)))
            name one of its parts instead [ROWAN-206]""");
  }

  @Test
  void embeddable_comparedWithSomethingElse_isRefused() {
    assertRefused(
        () -> stalls.filter(path("spot").eq("Mole")),
        """
        Stall.spot is compared with a String, but is of type Spot
            in query Stall.filter(spot = ?) [ROWAN-203]""");
    assertRefused(
        () -> stalls.filter(path("spot").eq(QStall.upkeep)),
        """
        Stall.spot is compared with a Upkeep, but is of type Spot
            in query Stall.filter(spot = Stall.upkeep) [ROWAN-203]""");
    assertRefused(
        () -> stalls.filter(path("spot").eq(QStall.id)),
        """
        Stall.spot is compared with a Integer, but is of type Spot
            in query Stall.filter(spot = Stall.id) [ROWAN-203]""");
    assertRefused(
        () -> animals.filter(path("cage").eq(QAnimal.cage.id())),
        """
        Animal.cage is compared with a CageId, but is of type Cage
            in query Animal.filter(cage = Animal.cage.id) [ROWAN-203]""");
  }

  @Test
  void embeddable_thatIsNotWholeInARow_isNotSelected() {
    assertRefused(
        () -> patrons.select(QPatron.contact),
        """
        Patron.contact has a collection or the other side of a reference, which only objects load
            in query Patron.select(Patron.contact)
            select the object, or parts of it [ROWAN-213]""");
    Table runs = Table.of("runs", Select.from(Stall.class).select(QStall.upkeep, QStall.id));
    assertRefused(
        () -> session.query(runs).select(runs.get(QStall.upkeep)),
        """
        runs.Stall.upkeep.keeper is only the id of a Keeper here
            in query runs.select(runs.Stall.upkeep)
            join the entity and select that [ROWAN-213]""");
  }

  @Test
  void path_thatGoesOnAfterAValue_isRefused() {
    assertRefused(
        () -> animals.filter(path("name.length").eq(1)),
        """
        Path 'name.length' goes on after Animal.name, which is no reference
            in query Animal.filter(name.length = ?)
            only references to one other object can be followed [ROWAN-205]""");
    assertRefused(
        () -> keepers.orderBy(path("wards.name").asc()),
        """
        Path 'wards.name' goes on after Keeper.wards, which is no reference
            in query Keeper.orderBy(wards.name)
            only references to one other object can be followed [ROWAN-205]""");
  }

  @Test
  void objectOfSeveralColumns_whereOneIsNeeded_isRefused() {
    String message =
        """
        Animal.cage has several columns, where one value is wanted
            in query %s
            name one of its parts instead [ROWAN-206]""";
    assertRefused(
        () -> animals.filter(path("cage").lt(new Cage("A", 1, null))),
        message.formatted("Animal.filter(cage < ?)"));
    assertRefused(
        () -> animals.select(path("cage").max()), message.formatted("Animal.select(max(cage))"));
  }

  @Test
  void valueThatDiffersWithinAGroup_isRefused() {
    assertRefused(
        () -> keepers.join(QKeeper.nicknames, nick).groupBy(QKeeper.id).select(nick, count()).all(),
        """
        'nick' differs within a group: it is neither grouped by nor aggregated
            in query Keeper.join(Keeper.nicknames, nick).select(nick, count(*)).groupBy(Keeper.id)
            add it to groupBy(...), or take its min(), max(), sum() ... [ROWAN-210]""");
    assertRefused(
        () -> animals.groupBy(QAnimal.cage).select(QAnimal.keeper.name(), count()).all(),
        """
        'Animal.keeper.name' differs within a group: it is neither grouped by nor aggregated
            in query Animal.select(Animal.keeper.name, count(*)).groupBy(Animal.cage)
            add it to groupBy(...), or take its min(), max(), sum() ... [ROWAN-210]""");
    assertRefused(
        () ->
            keepers
                .groupBy(QKeeper.name)
                .having(QKeeper.phones.size().gt(1L))
                .select(QKeeper.name)
                .all(),
        """
        'Keeper.phones.size()' differs within a group: it is neither grouped by nor aggregated
            in query Keeper.select(Keeper.name).groupBy(Keeper.name).having(Keeper.phones.size() > ?)
            add it to groupBy(...), or take its min(), max(), sum() ... [ROWAN-210]""");
  }

  @Test
  void collectionJoinedTwice_isAmbiguous() {
    assertRefused(
        () -> keepers.join(QKeeper.nicknames, nick).leftJoin(QKeeper.nicknames, nick),
        """
        'nick' stands twice in the query, so a path could mean either
            in query Keeper.join(Keeper.nicknames, nick).leftJoin(Keeper.nicknames, nick)
            give one of them another name with as(...) [ROWAN-209]""");
    MapPath.Entry<StringPath, QAnimal.Path> ward = QKeeper.wards.as("ward");
    assertRefused(
        () -> keepers.join(QKeeper.wards, ward).join(QKeeper.wards, ward),
        """
        'ward' stands twice in the query, so a path could mean either
            in query Keeper.join(Keeper.wards, ward).join(Keeper.wards, ward)
            give one of them another name with as(...) [ROWAN-209]""");
    assertRefused(
        () -> keepers.filter(nick.eq("K")),
        """
        'nick' is not part of the query; it has Keeper
            in query Keeper.filter(nick = ?)
            join it before a condition speaks of it [ROWAN-208]""");
  }

  @Test
  void insert_thatCannotBe_isRefused() {
    assertRefused(
        () -> session.insertInto(Cage.class).columns(QCage.label).values("x"),
        """
        An insert of many rows into Cage must give its id, Cage.id.zone
            in insert into Cage.columns(Cage.label).values(1 rows)
            add it to columns(...) [ROWAN-521]""");
    assertRefused(
        () ->
            session
                .insertInto(Animal.class)
                .columns(QAnimal.name)
                .from(Select.from(Keeper.class).select(QKeeper.name)),
        """
        An insert of many rows into Animal must give its id, Animal.id
            in insert into Animal.columns(Animal.name).from(Keeper.select(Keeper.name))
            add it to columns(...) [ROWAN-521]""");
    assertRefused(
        () -> session.insertInto(Ticket.class).columns(QTicket.text).values("a", 1),
        """
        The insert sets 1 attributes, but is given 2 values
            in insert into Ticket.columns(Ticket.text).values(1 rows)
            give a value for each attribute, in the order of columns(...) [ROWAN-213]""");
    assertRefused(
        () -> session.insertInto(Ticket.class).columns(QTicket.cage.label()).values("a"),
        """
        Ticket.cage.label cannot be set by an insert into Ticket
            in insert into Ticket.columns(Ticket.cage.label).values(1 rows)
            set attributes of the entity itself [ROWAN-206]""");
    assertRefused(
        () -> session.insertInto(Stall.class).columns(QStall.id, QStall.spot).values(1, "Mole"),
        """
        Stall.spot is compared with a String, but is of type Spot
            in query insert into Stall.columns(Stall.id, Stall.spot).values(1 rows) [ROWAN-203]""");
    assertThatThrownBy(() -> session.insertInto(Ticket.class).set(QTicket.text, "a"))
        .hasMessage("say onConflict(...) before set(...)");
  }

  @Test
  void change_thatLeadsToOtherRows_isRefusedBeforeItIsSent() {
    assertRefused(
        () -> session.update(Animal.class).set(QAnimal.name, QAnimal.keeper.name()).execute(),
        """
        A value that is set cannot follow a reference: [name = Animal.keeper.name]
            in query update Animal.set(Animal.name, Animal.keeper.name)
            find it with a query, as in set(attribute, valueOf(Select...)) [ROWAN-213]""");
    assertRefused(
        () -> session.deleteFrom(Animal.class).returning(QAnimal.keeper.name()),
        """
        A change returns what stands in the rows that it changed, and [Animal.keeper.name] leads to others
            in query delete from Animal.returning(Animal.keeper.name)
            return the ids, and ask for the rest with a query [ROWAN-213]""");
  }
}
