package org.rowanorm.model;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.LocalDate;

/** A row that many share, kept in the second-level cache. */
@Entity
@Cacheable
public class City {

  @Id private long id;
  private String name;
  private LocalDate founded;
  private byte[] arms;

  public City(long id, String name) {
    this.id = id;
    this.name = name;
  }

  public long id() {
    return id;
  }

  public String name() {
    return name;
  }

  public void rename(String newName) {
    name = newName;
  }

  public LocalDate founded() {
    return founded;
  }

  public byte[] arms() {
    return arms;
  }

  public void arms(byte[] newArms) {
    arms = newArms;
  }
}
