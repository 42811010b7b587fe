package org.rowanorm.zoo;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/** A ticket for one cage, numbered by the database. */
@Entity
@SuppressWarnings("unused") // queries read the attributes
public class Ticket {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  private String text;
  @ManyToOne private Cage cage;

  public Ticket(String text, Cage cage) {
    this.text = text;
    this.cage = cage;
  }

  public Long id() {
    return id;
  }

  @Override
  public String toString() {
    return text;
  }
}
