package org.rowanorm.club;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A team, with the sides of associations that persons write. */
@Entity
public class Team {
  @Id public int id;

  @OneToMany(mappedBy = "team")
  public List<Person> people = new ArrayList<>();

  @OneToMany(mappedBy = "plays")
  @OrderColumn
  public List<Person> players = new ArrayList<>();

  @ManyToMany(mappedBy = "fanOf")
  public Set<Person> fans = new LinkedHashSet<>();

  @OneToOne(mappedBy = "heads")
  public @Nullable Person head;

  public Team(int id) {
    this.id = id;
  }
}
