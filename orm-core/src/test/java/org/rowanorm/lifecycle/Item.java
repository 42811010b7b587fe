package org.rowanorm.lifecycle;

import jakarta.persistence.Basic;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The object that operations are done to: with a version and without one. */
@MappedSuperclass
abstract class Item {

  @Embeddable
  record Size(int width) {}

  @Id int id;
  @Nullable String name;
  @Nullable Size size;

  @Basic(fetch = FetchType.LAZY)
  @Nullable String text;

  @ElementCollection List<String> tags = new ArrayList<>();

  @Entity(name = "Item")
  @Table(name = "item")
  static class Versioned extends Item {
    @Version int version;
  }

  @Entity(name = "Item")
  @Table(name = "item")
  static class Plain extends Item {}

  /** What leads to one that is not read. */
  @MappedSuperclass
  abstract static class Pointer<I extends Item> {
    @Id int id;
    @ManyToOne @Nullable I item;
  }

  @Entity(name = "Pointer")
  @Table(name = "pointer")
  static class ToVersioned extends Pointer<Versioned> {}

  @Entity(name = "Pointer")
  @Table(name = "pointer")
  static class ToPlain extends Pointer<Plain> {}
}
