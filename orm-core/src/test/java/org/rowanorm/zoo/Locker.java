package org.rowanorm.zoo;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToOne;

/** A locker, with the picture of an animal on its door. */
@Entity
@SuppressWarnings("unused") // queries read the attributes
public class Locker {

  @Id private int id;
  @OneToOne private Keeper keeper;
  @ManyToOne private Animal picture;

  public Locker(int id, Keeper keeper, Animal picture) {
    this.id = id;
    this.keeper = keeper;
    this.picture = picture;
  }

  @Override
  public String toString() {
    return "locker " + id;
  }
}
