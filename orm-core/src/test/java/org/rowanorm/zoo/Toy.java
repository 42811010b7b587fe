package org.rowanorm.zoo;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;

/** What animals play with; each kind has a table of its own that holds all of it. */
@Entity
@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
@SuppressWarnings("unused") // queries read the attributes
public abstract class Toy {

  @Id private int id;
  private String name;
  @ManyToOne private Animal owner;

  Toy(int id, String name, Animal owner) {
    this.id = id;
    this.name = name;
    this.owner = owner;
  }

  @Override
  public String toString() {
    return name;
  }
}
