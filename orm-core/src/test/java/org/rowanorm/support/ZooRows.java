package org.rowanorm.support;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.rowanorm.zoo.Animal;
import org.rowanorm.zoo.Ball;
import org.rowanorm.zoo.Cat;
import org.rowanorm.zoo.Dog;
import org.rowanorm.zoo.Firm;
import org.rowanorm.zoo.Keeper;
import org.rowanorm.zoo.Payer;
import org.rowanorm.zoo.Puppy;
import org.rowanorm.zoo.Puzzle;
import org.rowanorm.zoo.Toy;
import org.rowanorm.zoo.Visitor;

/** Small random tables of kinds, elements and maps, for queries that are evaluated in memory. */
public final class ZooRows {

  private static final List<Class<? extends Payer>> PAYERS =
      List.of(Payer.class, Visitor.class, Firm.class);

  private static final List<Class<? extends Animal>> ANIMALS =
      List.of(Animal.class, Dog.class, Puppy.class, Cat.class);

  private static final List<Class<? extends Toy>> TOYS = List.of(Ball.class, Puzzle.class);

  /** One who pays; {@code born} of visitors only, {@code tax} of firms only. */
  record PayerRow(int id, Class<? extends Payer> kind, Integer born, String tax) {}

  /** One who looks after animals. */
  record KeeperRow(int id, PayerRow payer, List<String> nicknames, Map<String, String> phones) {}

  /** An animal; {@code tricks} of dogs and puppies only, {@code lives} of cats only. */
  record AnimalRow(
      int id,
      String name,
      Class<? extends Animal> kind,
      KeeperRow keeper,
      Integer tricks,
      Integer lives) {}

  /** A toy; {@code size} of balls only, {@code pieces} of puzzles only. */
  record ToyRow(int id, Class<? extends Toy> kind, AnimalRow owner, Integer size, Integer pieces) {}

  private final List<PayerRow> payers = new ArrayList<>();
  private final List<KeeperRow> keepers = new ArrayList<>();
  private final List<AnimalRow> animals = new ArrayList<>();
  private final List<ToyRow> toys = new ArrayList<>();

  private ZooRows() {}

  /** Tables of a few rows. */
  public static ZooRows random(Random random) {
    ZooRows rows = new ZooRows();
    for (int id = 1; id <= 4; id++) {
      Class<? extends Payer> kind = any(PAYERS, random);
      Integer born = kind == Visitor.class ? StoreRows.number(random) : null;
      rows.payers.add(
          new PayerRow(id, kind, born, kind == Firm.class ? StoreRows.word(random) : null));
    }
    for (int id = 1; id <= 4; id++) {
      rows.keepers.add(rows.keeper(id, random));
    }
    for (int id = 1; id <= 9; id++) {
      rows.animals.add(rows.animal(id, random));
    }
    for (int id = 1; id <= 7; id++) {
      Class<? extends Toy> kind = any(TOYS, random);
      Integer number = random.nextInt(4) == 0 ? null : StoreRows.number(random);
      boolean ball = kind == Ball.class;
      AnimalRow owner = ball ? anyOrNull(rows.animals, random) : null;
      rows.toys.add(new ToyRow(id, kind, owner, ball ? number : null, ball ? null : number));
    }
    return rows;
  }

  private KeeperRow keeper(int id, Random random) {
    List<String> nicknames = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      nicknames.add(StoreRows.word(random));
    }
    Map<String, String> phones = new TreeMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      phones.put(StoreRows.word(random), StoreRows.word(random));
    }
    return new KeeperRow(id, anyOrNull(payers, random), nicknames, phones);
  }

  private AnimalRow animal(int id, Random random) {
    Class<? extends Animal> kind = any(ANIMALS, random);
    Integer tricks = kind == Puppy.class ? Integer.valueOf(1) : null;
    if (kind == Dog.class && random.nextInt(4) > 0) {
      tricks = StoreRows.number(random);
    }
    Integer lives = kind == Cat.class ? StoreRows.number(random) : null;
    KeeperRow keeper = anyOrNull(keepers, random);
    return new AnimalRow(id, StoreRows.word(random), kind, keeper, tricks, lives);
  }

  private static <T> T any(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  private static <T> T anyOrNull(List<T> all, Random random) {
    return random.nextInt(4) == 0 ? null : any(all, random);
  }

  List<KeeperRow> keepers() {
    return keepers;
  }

  List<AnimalRow> animals() {
    return animals;
  }

  List<ToyRow> toys() {
    return toys;
  }

  // ---- as objects

  /** The rows as new objects, those that others refer to first. */
  public List<Object> objects() {
    Map<Object, Object> made = new HashMap<>();
    List<Object> all = new ArrayList<>();
    payers.forEach(row -> all.add(put(made, row, object(row))));
    keepers.forEach(row -> all.add(put(made, row, object(row, made))));
    animals.forEach(row -> all.add(put(made, row, object(row, made))));
    toys.forEach(row -> all.add(object(row, made)));
    return all;
  }

  private static Object put(Map<Object, Object> made, Object row, Object object) {
    made.put(row, object);
    return object;
  }

  private static Object object(PayerRow row) {
    String name = "p" + row.id();
    if (row.kind() == Firm.class) {
      return new Firm(row.id(), name, row.tax(), null);
    }
    return row.kind() == Visitor.class
        ? new Visitor(row.id(), name, row.born())
        : new Payer(row.id(), name);
  }

  private static Object object(KeeperRow row, Map<Object, Object> made) {
    Keeper keeper = new Keeper(row.id(), "k" + row.id(), (Payer) made.get(row.payer()));
    return keeper.called(row.nicknames()).reachedAt(row.phones());
  }

  private static Object object(AnimalRow row, Map<Object, Object> made) {
    Keeper keeper = (Keeper) made.get(row.keeper());
    if (row.kind() == Puppy.class) {
      return new Puppy(row.id(), row.name(), null, keeper, 2);
    }
    if (row.kind() == Dog.class) {
      return new Dog(row.id(), row.name(), null, keeper, row.tricks());
    }
    return row.kind() == Cat.class
        ? new Cat(row.id(), row.name(), null, keeper, row.lives())
        : new Animal(row.id(), row.name(), null, keeper);
  }

  private static Object object(ToyRow row, Map<Object, Object> made) {
    String name = "t" + row.id();
    return row.kind() == Ball.class
        ? new Ball(row.id(), name, (Animal) made.get(row.owner()), row.size())
        : new Puzzle(row.id(), name, row.pieces(), null);
  }
}
