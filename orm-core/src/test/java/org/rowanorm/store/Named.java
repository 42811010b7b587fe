package org.rowanorm.store;

import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;

/** What has a number and a name. */
@MappedSuperclass
public abstract class Named {

  @Id private int id;
  private String name;

  protected Named(int id, String name) {
    this.id = id;
    this.name = name;
  }

  public int id() {
    return id;
  }

  public String name() {
    return name;
  }

  public void rename(String newName) {
    name = newName;
  }
}
