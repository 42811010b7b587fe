package org.rowanorm.model;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;

/** The user of the story. */
@Entity
public class User {

  @Id private String id;
  private String name;

  @OneToMany
  @JoinColumn(name = "user_id")
  private final List<Book> books = new ArrayList<>();

  public User(String id, String name) {
    this.id = id;
    this.name = name;
  }

  public String id() {
    return id;
  }

  public void changeId(String newId) {
    id = newId;
  }

  public String name() {
    return name;
  }

  public void rename(String newName) {
    name = newName;
  }

  public List<Book> books() {
    return books;
  }
}
