package org.rowanorm.club;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A person, with the sides of associations that are written. */
@Entity
@Table(name = "club_person")
@Inheritance(strategy = InheritanceType.JOINED)
public class Person {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public Long id;

  @Column(unique = true)
  public String name;

  @Column(unique = true)
  public @Nullable String code;

  @Version public int version;
  public @Nullable Home home;
  @ManyToOne public @Nullable Team team;
  @ManyToOne public @Nullable Team plays;
  @OneToOne public @Nullable Team heads;
  @ManyToOne public @Nullable Person friend;
  @ManyToMany public Set<Team> fanOf = new LinkedHashSet<>();
  @ElementCollection public List<String> words = new ArrayList<>();
  @ElementCollection @OrderColumn public List<String> steps = new ArrayList<>();
  @ElementCollection public Map<String, Integer> scores = new HashMap<>();

  @ManyToMany
  @JoinTable(name = "person_tours")
  @OrderColumn
  public List<Team> tours = new ArrayList<>();

  @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
  @JoinColumn(name = "place_of")
  @MapKeyColumn(name = "place")
  public Map<String, Prize> prizes = new HashMap<>();

  @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
  @JoinColumn(name = "row_of")
  @OrderColumn(name = "at")
  public List<Prize> row = new ArrayList<>();

  Person() {}

  public Person(String name) {
    this.name = name;
  }
}
