package org.rowanorm.zoo;

import jakarta.persistence.Entity;
import jakarta.persistence.ManyToOne;

/** A firm that pays. */
@Entity
@SuppressWarnings("unused") // queries read the attributes
public class Firm extends Payer {

  private String tax;
  @ManyToOne private Visitor head;

  public Firm(int id, String name, String tax, Visitor head) {
    super(id, name);
    this.tax = tax;
    this.head = head;
  }
}
