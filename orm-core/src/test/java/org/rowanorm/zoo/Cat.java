package org.rowanorm.zoo;

import jakarta.persistence.Entity;

/** A cat. */
@Entity
@SuppressWarnings("unused") // queries read the attributes
public class Cat extends Animal {

  private Integer lives;

  public Cat(int id, String name, Cage cage, Keeper keeper, int lives) {
    super(id, name, cage, keeper);
    this.lives = lives;
  }
}
