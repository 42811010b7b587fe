package org.rowanorm.sample;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;

/** A user, who owns a list of books. */
@Entity
class User {

  @Id private String id;
  private String name;

  @OneToMany
  @JoinColumn(name = "user_id")
  private final List<Book> books = new ArrayList<>();

  User(String id, String name) {
    this.id = id;
    this.name = name;
  }

  void rename(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  List<Book> books() {
    return books;
  }
}
