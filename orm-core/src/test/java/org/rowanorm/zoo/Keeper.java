package org.rowanorm.zoo;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKey;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One who looks after animals. */
@Entity
@SuppressWarnings("unused") // queries read the attributes
public class Keeper {

  @Id private int id;
  private String name;
  @ManyToOne private Payer payer;
  @ElementCollection private List<String> nicknames = new ArrayList<>();

  @ElementCollection
  @Enumerated(EnumType.STRING)
  private Set<Skill> skills = new HashSet<>();

  @ElementCollection private Map<String, String> phones = new HashMap<>();
  @ElementCollection private Map<LocalDate, Shift> shifts = new HashMap<>();

  @OneToMany(mappedBy = "keeper")
  @MapKey(name = "name")
  private Map<String, Animal> wards = new HashMap<>();

  @OneToOne(mappedBy = "keeper")
  private Locker locker;

  public Keeper(int id, String name, Payer payer) {
    this.id = id;
    this.name = name;
    this.payer = payer;
  }

  public Keeper called(Collection<String> names) {
    nicknames.addAll(names);
    return this;
  }

  Keeper called(String... names) {
    return called(List.of(names));
  }

  Keeper able(Skill... more) {
    skills.addAll(List.of(more));
    return this;
  }

  public Keeper reachedAt(Map<String, String> numbers) {
    phones.putAll(numbers);
    return this;
  }

  Keeper at(String place, String number) {
    return reachedAt(Map.of(place, number));
  }

  Keeper working(int day, int since, int hours) {
    shifts.put(LocalDate.of(2024, 1, day), new Shift(since, hours));
    return this;
  }

  public List<String> nicknames() {
    return nicknames;
  }

  @Override
  public String toString() {
    return name;
  }
}
