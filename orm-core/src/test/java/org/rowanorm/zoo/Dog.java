package org.rowanorm.zoo;

import jakarta.persistence.Entity;

/** A dog. */
@Entity
@SuppressWarnings("unused") // queries read the attributes
public class Dog extends Animal {

  private Integer tricks;

  public Dog(int id, String name, Cage cage, Keeper keeper, Integer tricks) {
    super(id, name, cage, keeper);
    this.tricks = tricks;
  }
}
