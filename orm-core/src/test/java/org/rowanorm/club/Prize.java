package org.rowanorm.club;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/** A prize, which belongs to the collection that it is in. */
@Entity
public class Prize {
  @Id @GeneratedValue public long id;
  public String name;

  public Prize(String name) {
    this.name = name;
  }
}
