package org.rowanorm.zoo;

import jakarta.persistence.Entity;

/** A visitor who pays. */
@Entity
@SuppressWarnings("unused") // queries read the attributes
public class Visitor extends Payer {

  private Integer born;

  public Visitor(int id, String name, Integer born) {
    super(id, name);
    this.born = born;
  }
}
