package org.rowanorm.model;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/** One that refers to its own kind. */
@Entity
public class Employee {

  @Id public int id;
  @ManyToOne public Employee boss;

  public Employee(int id, Employee boss) {
    this.id = id;
    this.boss = boss;
  }
}
