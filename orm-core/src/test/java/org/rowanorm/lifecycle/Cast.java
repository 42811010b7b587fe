package org.rowanorm.lifecycle;

import java.util.Objects;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;
import org.rowanorm.support.Sources;

/** A session on a database in which owner 1 leads to part 1 over one way. */
final class Cast implements AutoCloseable {

  private final H2 h2;
  private final Sources classes;
  private final Way way;
  private final Session session;

  Cast(H2 h2, Sources classes, Way way) {
    this.h2 = h2;
    this.classes = classes;
    this.way = way;
    for (String emptied : new String[] {"owner_links", "owner_part"}) {
      h2.sql("delete from " + emptied);
    }
    h2.sql("update owner set target_id = null, front_id = null, part_id = null");
    h2.sql("delete from part");
    h2.sql("delete from owner");
    h2.sql("insert into owner (id, name) values (1, 'base')");
    h2.sql("insert into part (id, name) values (1, 'base')");
    h2.sql(
        switch (way) {
          case TARGET -> "update owner set target_id = 1";
          case FRONT -> "update owner set front_id = 1";
          case BACK -> "update part set holder_id = 1";
          case ELEMENTS -> "update part set owner_id = 1";
          case KEYED -> "update part set keyed_id = 1";
          case SHARED -> "insert into owner_part (owner_id, shared_id) values (1, 1)";
          case NAMED -> "update part set namer_id = 1";
          case LINK -> "update owner set part_id = 1";
          case LINKS -> "insert into owner_links (owner_id, part_id) values (1, 1)";
        });
    session = h2.open();
    h2.log().clear();
  }

  H2 h2() {
    return h2;
  }

  Session session() {
    return session;
  }

  Way way() {
    return way;
  }

  private Class<? extends Led> type(String name) {
    return classes.get(name).asSubclass(Led.class);
  }

  private Led made(String type, int id) {
    try {
      Led led = type(type).getConstructor().newInstance();
      led.set(id, "new");
      return led;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A new owner. */
  Led newOwner() {
    return made("Owner", 2);
  }

  /** A new part. */
  Led newPart() {
    return made("Part", 2);
  }

  /** The owner that has a row. */
  Led owner(Session from) {
    return Objects.requireNonNull(from.get(type("Owner"), 1));
  }

  /** The part that has a row. */
  Led part(Session from) {
    return Objects.requireNonNull(from.get(type("Part"), 1));
  }

  /** The part that an owner leads to, with all that is read by that. */
  Led led(Led owner) {
    Led part = Objects.requireNonNull(owner.read(way));
    Objects.requireNonNull(part.name());
    return part;
  }

  /** The owner that has a row, as a session left it that has read the part. */
  Led detachedOwner() {
    try (Session earlier = h2.open()) {
      Led owner = owner(earlier);
      led(owner);
      return owner;
    }
  }

  /** The part that has a row, as a session left it. */
  Led detachedPart() {
    try (Session earlier = h2.open()) {
      return part(earlier);
    }
  }

  @Override
  public void close() {
    session.rollback();
    session.clear();
    session.close();
  }
}
