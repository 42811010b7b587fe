package org.rowanorm.zoo;

import jakarta.persistence.Embeddable;

/** A place where something stands: an embeddable with another one in it. */
@Embeddable
public record Spot(String street, Integer house, Area area) {

  @Override
  public String toString() {
    String within = area == null ? "" : " in " + area.town() + " " + area.code();
    return street + " " + house + within;
  }
}
