package org.rowanorm.zoo;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.ManyToOne;

/** A puzzle, whose column for its pieces is called as one of balls. */
@Entity
@SuppressWarnings("unused") // queries read the attributes
public class Puzzle extends Toy {

  @Column(name = "size")
  private Integer pieces;

  @ManyToOne private Keeper maker;

  public Puzzle(int id, String name, Integer pieces, Keeper maker) {
    super(id, name, null);
    this.pieces = pieces;
    this.maker = maker;
  }
}
