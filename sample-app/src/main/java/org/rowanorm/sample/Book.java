package org.rowanorm.sample;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A book; that it has an owner is known to its table only. */
@Entity
class Book {

  @Id private String id;
  private String name;

  Book(String id, String name) {
    this.id = id;
    this.name = name;
  }

  String name() {
    return name;
  }
}
