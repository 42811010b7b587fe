package org.rowanorm.zoo;

import jakarta.persistence.Entity;

/** A young dog. */
@Entity
@SuppressWarnings("unused") // queries read the attributes
public class Puppy extends Dog {

  private Integer weeks;

  public Puppy(int id, String name, Cage cage, Keeper keeper, int weeks) {
    super(id, name, cage, keeper, 1);
    this.weeks = weeks;
  }
}
