package org.rowanorm.model;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A book of the story; its owner is in its table, not in the class. */
@Entity
public class Book {

  @Id private String id;
  private String name;

  public Book(String id, String name) {
    this.id = id;
    this.name = name;
  }

  public String id() {
    return id;
  }

  public String name() {
    return name;
  }

  public void rename(String newName) {
    name = newName;
  }
}
