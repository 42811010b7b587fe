package org.rowanorm.model;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.util.UUID;

/** One that belongs to a customer and goes with it. */
@Entity
public class Note {

  @Id @GeneratedValue private UUID id;
  private String text;

  protected Note() {}

  public Note(String text) {
    this.text = text;
  }

  public UUID id() {
    return id;
  }

  public String text() {
    return text;
  }
}
