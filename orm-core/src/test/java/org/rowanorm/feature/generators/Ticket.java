package org.rowanorm.feature.generators;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/** Its ids come from the generator of the package. */
@Entity
public class Ticket {

  @Id
  @GeneratedValue(generator = "ofThePackage")
  private Long id;

  public Long id() {
    return id;
  }
}
