package org.rowanorm.zoo;

import jakarta.persistence.AssociationOverride;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToOne;
import org.jspecify.annotations.Nullable;

/** Gives money to the zoo. Has two embeddables of one class, which have collections. */
@Entity
public class Patron {
  @Id public int id;
  public Contact contact = new Contact();

  @AttributeOverride(name = "city", column = @Column(name = "work_city"))
  @AssociationOverride(name = "phones", joinTable = @JoinTable(name = "work_phones"))
  @AssociationOverride(name = "hours", joinTable = @JoinTable(name = "work_hours"))
  @AssociationOverride(name = "friends.all", joinTable = @JoinTable(name = "work_friends"))
  public Contact work = new Contact();

  @ManyToOne public @Nullable Patron advertisedBy;

  public Patron(int id) {
    this.id = id;
  }
}
