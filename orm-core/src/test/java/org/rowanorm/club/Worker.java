package org.rowanorm.club;

import jakarta.persistence.Entity;

/** A person who is paid. */
@Entity
public class Worker extends Person {
  public int wage;

  Worker() {}

  public Worker(String name) {
    super(name);
  }
}
