package org.rowanorm.zoo;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/** What lives in a zoo; all kinds stand in one table. */
@Entity
@SuppressWarnings("unused") // queries read the attributes
public class Animal {

  @Id private int id;
  private String name;
  @ManyToOne private Cage cage;
  @ManyToOne private Keeper keeper;

  public Animal(int id, String name, Cage cage, Keeper keeper) {
    this.id = id;
    this.name = name;
    this.cage = cage;
    this.keeper = keeper;
  }

  public String name() {
    return name;
  }

  public Cage cage() {
    return cage;
  }

  @Override
  public String toString() {
    return name;
  }
}
