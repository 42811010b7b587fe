package org.rowanorm.zoo;

import jakarta.persistence.Entity;

/** A ball. */
@Entity
@SuppressWarnings("unused") // queries read the attributes
public class Ball extends Toy {

  private Integer size;

  public Ball(int id, String name, Animal owner, Integer size) {
    super(id, name, owner);
    this.size = size;
  }
}
