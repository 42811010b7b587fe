package org.rowanorm.zoo;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Sells things. Has two embeddables of one class. */
@Entity
@SuppressWarnings("unused") // queries read the attributes
public class Stall {

  @Id private int id;
  private Spot spot;

  @AttributeOverride(name = "street", column = @Column(name = "old_street"))
  @AttributeOverride(name = "house", column = @Column(name = "old_house"))
  @AttributeOverride(name = "area.town", column = @Column(name = "old_town"))
  @AttributeOverride(name = "area.code", column = @Column(name = "old_code"))
  private Spot before;

  private Upkeep upkeep;

  public Stall(int id, Spot spot, Spot before, Upkeep upkeep) {
    this.id = id;
    this.spot = spot;
    this.before = before;
    this.upkeep = upkeep;
  }

  public int id() {
    return id;
  }

  public Spot spot() {
    return spot;
  }

  @Override
  public String toString() {
    return "stall " + id;
  }
}
