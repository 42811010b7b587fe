package org.rowanorm.zoo;

import jakarta.persistence.Embeddable;
import jakarta.persistence.ManyToOne;

/** Who and what a stall is run with: an embeddable of references, one of them of two columns. */
@Embeddable
public record Upkeep(@ManyToOne Keeper keeper, @ManyToOne Cage cage) {

  @Override
  public String toString() {
    return keeper + "/" + cage;
  }
}
