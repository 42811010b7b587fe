package org.rowanorm.suite.topic;

import static org.rowanorm.query.Functions.count;
import static org.rowanorm.query.Functions.exists;
import static org.rowanorm.query.Functions.typeOf;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rowanorm.query.Select;
import org.rowanorm.zoo.Animal;
import org.rowanorm.zoo.Ball;
import org.rowanorm.zoo.Cage;
import org.rowanorm.zoo.CageId;
import org.rowanorm.zoo.Cat;
import org.rowanorm.zoo.Chest;
import org.rowanorm.zoo.Dog;
import org.rowanorm.zoo.Firm;
import org.rowanorm.zoo.Keeper;
import org.rowanorm.zoo.Locker;
import org.rowanorm.zoo.Payer;
import org.rowanorm.zoo.Puppy;
import org.rowanorm.zoo.Puzzle;
import org.rowanorm.zoo.QAnimal;
import org.rowanorm.zoo.QBall;
import org.rowanorm.zoo.QCage;
import org.rowanorm.zoo.QCat;
import org.rowanorm.zoo.QChest;
import org.rowanorm.zoo.QDog;
import org.rowanorm.zoo.QFirm;
import org.rowanorm.zoo.QKeeper;
import org.rowanorm.zoo.QLocker;
import org.rowanorm.zoo.QPayer;
import org.rowanorm.zoo.QPuppy;
import org.rowanorm.zoo.QPuzzle;
import org.rowanorm.zoo.QToy;
import org.rowanorm.zoo.QVisitor;
import org.rowanorm.zoo.Toy;
import org.rowanorm.zoo.Visitor;
import org.rowanorm.zoo.Zoo;

/** Queries that ask for the class of objects, for ids of several columns, and for other sides. */
public interface ObjectsTopic extends ConstructsFixture {

  private void storeZoo() {
    store(Zoo.objects());
  }

  @Test
  default void as_ofOneTable_givesTheAttributesOfTheKind() {
    storeZoo();
    check(
        "treat",
        s -> s.query(Animal.class).filter(QAnimal.self.as(QDog.self).tricks().gt(1)),
        "Rex");
    check(
        "treatNull",
        s ->
            s.query(Animal.class)
                .filter(QAnimal.self.as(QDog.self).tricks().isNull())
                .orderBy(QAnimal.id.asc()),
        "Bo, Tom, Ada, Gnu");
    check(
        "treatThere",
        s ->
            s.query(Animal.class)
                .filter(QAnimal.self.as(QDog.self).isNotNull())
                .orderBy(QAnimal.id.asc()),
        "Rex, Bo, Pip");
    check(
        "treatSelect",
        s ->
            s.query(Animal.class)
                .filter(QAnimal.cage.isNotNull())
                .orderBy(QAnimal.id.asc())
                .select(QAnimal.name, QAnimal.self.as(QPuppy.self).weeks()),
        "(Rex null), (Bo null), (Pip 8), (Tom null), (Gnu null)");
    check(
        "treatReference",
        s ->
            s.query(Locker.class)
                .filter(QLocker.picture.as(QDog.self).tricks().ge(1))
                .orderBy(QLocker.id.asc()),
        "locker 1");
  }

  @Test
  default void as_ofSeveralTables_joinsWhatTheKindHas() {
    storeZoo();
    check(
        "treatJoined",
        s ->
            s.query(Payer.class)
                .orderBy(QPayer.id.asc())
                .select(
                    QPayer.name,
                    QPayer.self.as(QVisitor.self).born(),
                    QPayer.self.as(QFirm.self).tax()),
        "(Pia 1980 null), (Paul null null), (Fido null T3), (Anon null null)");
    check(
        "treatJoinedThere",
        s ->
            s.query(Payer.class)
                .filter(QPayer.self.as(QVisitor.self).isNotNull())
                .orderBy(QPayer.id.asc()),
        "Pia, Paul");
    check(
        "treatJoinedReference",
        s -> s.query(Keeper.class).filter(QKeeper.payer.as(QFirm.self).tax().eq("T3")),
        "Kim");
    check(
        "treatJoinedThen",
        s ->
            s.query(Keeper.class)
                .orderBy(QKeeper.id.asc())
                .select(QKeeper.name, QKeeper.payer.as(QFirm.self).head().name()),
        "(Kim Pia), (Lee null), (Max null)");
  }

  @Test
  default void as_ofATableForEachClass_readsTheColumnsOfTheKind() {
    storeZoo();
    check(
        "treatPerClass",
        s -> s.query(Toy.class).filter(QToy.self.as(QPuzzle.self).pieces().gt(2)),
        "map");
    check(
        "treatPerClassThere",
        s ->
            s.query(Toy.class)
                .filter(QToy.self.as(QBall.self).isNotNull())
                .orderBy(QToy.self.as(QBall.self).size().desc().nullsLast()),
        "red ball, old ball");
    check(
        "treatPerClassSelect",
        s ->
            s.query(Toy.class)
                .orderBy(QToy.id.asc())
                .select(
                    QToy.name,
                    QToy.self.as(QBall.self).size(),
                    QToy.self.as(QPuzzle.self).pieces(),
                    QToy.self.as(QBall.self).owner().name()),
        "(red ball 3 null Tom), (old ball null null null), (map null 50 null)");
    check(
        "treatPerClassReference",
        s ->
            s.query(Chest.class)
                .orderBy(QChest.id.asc())
                .select(
                    QChest.toy.as(QBall.self).size(), QChest.toy.as(QPuzzle.self).maker().name()),
        "(3 null), (null Kim), (null null)");
  }

  @Test
  default void typeOf_ofATableForEachClass_findsExactlyThese() {
    storeZoo();
    check(
        "typePerClass", s -> s.query(Toy.class).filter(typeOf(QToy.self).eq(Puzzle.class)), "map");
    check(
        "typePerClassNot",
        s -> s.query(Toy.class).filter(typeOf(QToy.self).ne(Puzzle.class)).orderBy(QToy.id.asc()),
        "red ball, old ball");
    check(
        "typePerClassReference",
        s ->
            s.query(Chest.class)
                .filter(typeOf(QChest.toy).in(List.of(Ball.class, Puzzle.class)))
                .orderBy(QChest.id.desc()),
        "chest 2, chest 1");
  }

  @Test
  default void kinds_ofElements_areAskedFor() {
    storeZoo();
    check(
        "treatInAny",
        s ->
            s.query(Cage.class)
                .filter(QCage.animals.any(animal -> animal.as(QDog.self).tricks().ge(1)))
                .orderBy(QCage.id.no().asc()),
        "A1, A2");
    check(
        "typeInAny",
        s -> s.query(Cage.class).filter(QCage.animals.any(animal -> typeOf(animal).eq(Cat.class))),
        "A2");
    QAnimal.Path animal = QAnimal.as("x");
    check(
        "treatOfElements",
        s ->
            s.query(Cage.class)
                .join(QCage.animals, animal)
                .filter(animal.as(QDog.self).isNotNull())
                .orderBy(animal.id().asc())
                .select(QCage.label, animal.name(), animal.as(QPuppy.self).weeks()),
        "(kennel Rex null), (kennel Bo null), (nursery Pip 8)");
    check(
        "treatOfMapValues",
        s ->
            s.query(Keeper.class)
                .filter(
                    QKeeper.wards.any(
                        (name, ward) ->
                            name.startsWith("T").and(ward.as(QCat.self).lives().eq(9)))),
        "Lee");
  }

  @Test
  default void typeOf_comparedWithClasses_findsExactlyThese() {
    storeZoo();
    check(
        "type",
        s ->
            s.query(Animal.class)
                .filter(typeOf(QAnimal.self).eq(Dog.class))
                .orderBy(QAnimal.id.asc()),
        "Rex, Bo");
    check(
        "typeNot",
        s ->
            s.query(Animal.class)
                .filter(typeOf(QAnimal.self).ne(Dog.class))
                .orderBy(QAnimal.id.asc()),
        "Pip, Tom, Ada, Gnu");
    check(
        "typeIn",
        s ->
            s.query(Animal.class)
                .filter(typeOf(QAnimal.self).in(List.of(Puppy.class, Cat.class, Animal.class)))
                .orderBy(QAnimal.id.asc()),
        "Pip, Tom, Ada, Gnu");
    check(
        "typeOfReference",
        s ->
            s.query(Locker.class)
                .filter(typeOf(QLocker.picture).ne(Cat.class))
                .orderBy(QLocker.id.asc()),
        "locker 1");
    check(
        "typeJoined",
        s -> s.query(Payer.class).filter(typeOf(QPayer.self).eq(Payer.class)),
        "Anon");
    check(
        "typeJoinedIn",
        s ->
            s.query(Keeper.class)
                .filter(typeOf(QKeeper.payer).in(List.of(Visitor.class, Payer.class)))
                .orderBy(QKeeper.id.asc()),
        "Lee");
    check(
        "typeJoinedNot",
        s ->
            s.query(Keeper.class)
                .filter(typeOf(QKeeper.payer).ne(Firm.class))
                .orderBy(QKeeper.id.asc()),
        "Lee");
  }

  @Test
  default void idOfSeveralColumns_inConditions_isComparedAsOne() {
    storeZoo();
    Cage a1 = new Cage("A", 1, null);
    Cage b1 = new Cage("B", 1, null);
    check(
        "key",
        s -> s.query(Animal.class).filter(QAnimal.cage.eq(a1)).orderBy(QAnimal.id.asc()),
        "Rex, Bo");
    check(
        "keyNot",
        s -> s.query(Animal.class).filter(QAnimal.cage.ne(a1)).orderBy(QAnimal.id.asc()),
        "Pip, Tom, Gnu");
    check("keySelf", s -> s.query(Cage.class).filter(QCage.self.eq(a1)), "A1");
    check(
        "keyIn",
        s -> s.query(Animal.class).filter(QAnimal.cage.in(a1, b1)).orderBy(QAnimal.id.asc()),
        "Rex, Bo, Gnu");
    check(
        "keyNotIn",
        s -> s.query(Animal.class).filter(QAnimal.cage.notIn(a1, b1)).orderBy(QAnimal.id.asc()),
        "Pip, Tom");
    check("keyNull", s -> s.query(Animal.class).filter(QAnimal.cage.isNull()), "Ada");
    check("keyById", s -> s.query(Animal.class).filterBy("cage", new CageId("B", 1)), "Gnu");
    check(
        "keyPart",
        s ->
            s.query(Animal.class)
                .filter(QAnimal.cage.id().zone().eq("A"), QAnimal.cage.id().no().gt(1))
                .orderBy(QAnimal.id.asc()),
        "Pip, Tom");
  }

  @Test
  default void idOfSeveralColumns_inSubqueries_isComparedAsOne() {
    storeZoo();
    check(
        "keyInSelect",
        s ->
            s.query(Animal.class)
                .filter(
                    QAnimal.cage.in(Select.from(Cage.class).filter(QCage.label.startsWith("k"))))
                .orderBy(QAnimal.id.asc()),
        "Rex, Bo");
    check(
        "keyInSelectOfReference",
        s ->
            s.query(Cage.class)
                .filter(
                    QCage.self.in(
                        Select.from(Animal.class)
                            .filter(QAnimal.keeper.name().eq("Kim"))
                            .select(QAnimal.cage)))
                .orderBy(QCage.id.zone().asc(), QCage.id.no().asc()),
        "A1, A2");
    check(
        "keyExists",
        s ->
            s.query(Cage.class)
                .filter(
                    exists(Select.from(Animal.class).filter(QAnimal.cage.eq(QCage.self))).not()),
        "B2");
    check(
        "keyAny",
        s -> s.query(Cage.class).filter(QCage.animals.any(animal -> animal.name().like("G%"))),
        "B1");
    check(
        "keySize",
        s ->
            s.query(Cage.class)
                .orderBy(QCage.id.zone().asc(), QCage.id.no().asc())
                .select(QCage.id.no(), QCage.animals.size()),
        "(1 2), (2 2), (1 1), (2 0)");
  }

  @Test
  default void idOfSeveralColumns_inJoinsAndGroups_isOneKey() {
    storeZoo();
    QCage.Path cage = QCage.as("cage");
    check("keyPath", s -> s.query(Animal.class).filter(QAnimal.cage.label().eq("meadow")), "Gnu");
    check(
        "keyJoin",
        s ->
            s.query(Animal.class)
                .join(QAnimal.cage, cage)
                .filter(cage.label().startsWith("n"))
                .orderBy(QAnimal.id.asc())
                .select(QAnimal.name, cage.label()),
        "(Pip nursery), (Tom nursery)");
    check(
        "keyLeftJoin",
        s ->
            s.query(Animal.class)
                .leftJoin(QAnimal.cage, cage)
                .filter(QAnimal.id.ge(4))
                .orderBy(QAnimal.id.asc())
                .select(QAnimal.name, cage.label()),
        "(Tom nursery), (Ada null), (Gnu meadow)");
    QAnimal.Path animal = QAnimal.as("animal");
    check(
        "keyJoinElements",
        s ->
            s.query(Cage.class)
                .leftJoin(QCage.animals, animal)
                .filter(QCage.id.zone().eq("B"))
                .orderBy(QCage.id.no().asc())
                .select(QCage.id.no(), animal.name()),
        "(1 Gnu), (2 null)");
    check(
        "keyGroup",
        s ->
            s.query(Animal.class)
                .filter(QAnimal.cage.isNotNull())
                .groupBy(QAnimal.cage)
                .orderBy(count().desc(), QAnimal.cage.id().no().asc())
                .select(QAnimal.cage, count()),
        "(A1 2), (A2 2), (B1 1)");
    check(
        "keyCount",
        s -> s.query(Animal.class).select(count(QAnimal.cage), count(QAnimal.self)),
        "(5 6)");
  }

  @Test
  default void objects_inListsAndComparisons_areComparedByTheirIds() {
    storeZoo();
    Keeper kim = new Keeper(1, "Kim", null);
    Keeper max = new Keeper(3, "Max", null);
    check(
        "objectIn",
        s -> s.query(Animal.class).filter(QAnimal.keeper.in(kim, max)).orderBy(QAnimal.id.asc()),
        "Rex, Pip");
    check("objectSelf", s -> s.query(Keeper.class).filter(QKeeper.self.eq(max)), "Max");
    check("objectSelfIn", s -> s.query(Keeper.class).filter(QKeeper.self.notIn(kim, max)), "Lee");
  }

  @Test
  default void oneToOne_fromTheSideWithoutTheKey_isAPath() {
    storeZoo();
    check(
        "inverse",
        s ->
            s.query(Keeper.class)
                .orderBy(QKeeper.id.asc())
                .select(QKeeper.name, QKeeper.locker.id()),
        "(Kim 1), (Lee 2), (Max null)");
    check("inverseNull", s -> s.query(Keeper.class).filter(QKeeper.locker.isNull()), "Max");
    check(
        "inverseEq",
        s -> s.query(Keeper.class).filter(QKeeper.locker.eq(new Locker(2, null, null))),
        "Lee");
    check(
        "inverseThen",
        s -> s.query(Keeper.class).filter(QKeeper.locker.picture().as(QPuppy.self).weeks().lt(10)),
        "Kim");
    check(
        "inverseJoin",
        s -> s.query(Keeper.class).join(QKeeper.locker).orderBy(QKeeper.id.desc()),
        "Lee, Kim");
  }
}
