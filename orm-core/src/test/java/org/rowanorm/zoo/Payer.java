package org.rowanorm.zoo;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;

/** Who pays; each kind has a table of its own. */
@Entity
@Inheritance(strategy = InheritanceType.JOINED)
@SuppressWarnings("unused") // queries read the attributes
public class Payer {

  @Id private int id;
  private String name;

  public Payer(int id, String name) {
    this.id = id;
    this.name = name;
  }

  @Override
  public String toString() {
    return name;
  }
}
