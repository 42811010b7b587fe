package org.rowanorm.zoo;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/** A chest with a toy in it. */
@Entity
@SuppressWarnings("unused") // queries read the attributes
public class Chest {

  @Id private int id;
  @ManyToOne private Toy toy;

  public Chest(int id, Toy toy) {
    this.id = id;
    this.toy = toy;
  }

  @Override
  public String toString() {
    return "chest " + id;
  }
}
