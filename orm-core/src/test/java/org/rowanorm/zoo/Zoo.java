package org.rowanorm.zoo;

import java.util.List;

/** The data that the tests of queries over hierarchies, composite ids and collections ask about. */
public final class Zoo {

  public static final List<Class<?>> ENTITIES =
      List.of(
          Animal.class,
          Dog.class,
          Puppy.class,
          Cat.class,
          Cage.class,
          Payer.class,
          Visitor.class,
          Firm.class,
          Keeper.class,
          Locker.class,
          Ticket.class,
          Toy.class,
          Ball.class,
          Puzzle.class,
          Chest.class,
          Stall.class);

  private Zoo() {}

  /** New objects, those that others refer to first. */
  public static Object[] objects() {
    Visitor pia = new Visitor(1, "Pia", 1980);
    Visitor paul = new Visitor(2, "Paul", null);
    Firm fido = new Firm(3, "Fido", "T3", pia);
    Payer anon = new Payer(4, "Anon");
    Keeper kim =
        new Keeper(1, "Kim", fido)
            .called("Kimmy", "K")
            .able(Skill.FEED, Skill.HEAL)
            .at("home", "030 1")
            .at("work", "+49 2")
            .working(5, 9, 4);
    Keeper lee =
        new Keeper(2, "Lee", pia)
            .called("Lee-Lee")
            .able(Skill.FEED)
            .at("home", "030 7")
            .working(5, 13, 5)
            .working(6, 9, 2);
    Keeper max = new Keeper(3, "Max", null);
    Cage a1 = new Cage("A", 1, "kennel");
    Cage a2 = new Cage("A", 2, "nursery");
    Cage b1 = new Cage("B", 1, "meadow");
    Cage b2 = new Cage("B", 2, null);
    Puppy pip = new Puppy(3, "Pip", a2, kim, 8);
    Cat tom = new Cat(4, "Tom", a2, lee, 9);
    Ball red = new Ball(1, "red ball", tom, 3);
    Puzzle map = new Puzzle(3, "map", 50, kim);
    Area port = new Area("Port", "P1");
    Spot mole = new Spot("Mole", 1, port);
    Spot quay = new Spot("Quay", null, new Area("Port", null));
    Spot gate = new Spot("Gate", 6, new Area("Town", "T1"));
    return new Object[] {
      pia,
      paul,
      fido,
      anon,
      kim,
      lee,
      max,
      a1,
      a2,
      b1,
      b2,
      new Dog(1, "Rex", a1, kim, 3),
      new Dog(2, "Bo", a1, lee, null),
      pip,
      tom,
      new Cat(5, "Ada", null, null, 7),
      new Animal(6, "Gnu", b1, null),
      new Locker(1, kim, pip),
      new Locker(2, lee, tom),
      new Locker(3, null, null),
      red,
      new Ball(2, "old ball", null, null),
      map,
      new Chest(1, red),
      new Chest(2, map),
      new Chest(3, null),
      new Stall(1, mole, null, new Upkeep(kim, a1)),
      new Stall(2, new Spot("Mole", 2, port), mole, new Upkeep(lee, a2)),
      new Stall(3, quay, quay, new Upkeep(kim, null)),
      new Stall(4, null, null, null),
      new Stall(5, mole, new Spot("Quay", 2, null), new Upkeep(null, a1)),
      new Stall(6, gate, gate, null)
    };
  }
}
