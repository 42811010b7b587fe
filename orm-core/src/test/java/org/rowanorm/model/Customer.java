package org.rowanorm.model;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One with a generated id, a reference, an inverse collection and one that it owns. */
@Entity
public class Customer {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  private String name;
  @ManyToOne private City city;

  @OneToMany(mappedBy = "customer", cascade = CascadeType.ALL)
  @OrderBy("total DESC")
  private List<Order> orders = new ArrayList<>();

  @OneToMany(orphanRemoval = true)
  @JoinColumn(name = "notes_id")
  private Set<Note> notes = new HashSet<>();

  protected Customer() {}

  public Customer(String name, City city) {
    this.name = name;
    this.city = city;
  }

  public Long id() {
    return id;
  }

  public void id(Long newId) {
    id = newId;
  }

  public String name() {
    return name;
  }

  public void rename(String newName) {
    name = newName;
  }

  public City city() {
    return city;
  }

  public void move(City newCity) {
    city = newCity;
  }

  public List<Order> orders() {
    return orders;
  }

  public void orders(List<Order> newOrders) {
    orders = newOrders;
  }

  public Set<Note> notes() {
    return notes;
  }

  public void notes(Set<Note> newNotes) {
    notes = newNotes;
  }
}
