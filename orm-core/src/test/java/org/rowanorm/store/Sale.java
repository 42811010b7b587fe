package org.rowanorm.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.time.LocalDateTime;

/** Something that was sold. */
@Entity
@SuppressWarnings("unused") // queries read the attributes
public class Sale {

  @Id private long id;
  @ManyToOne private Shop shop;
  @ManyToOne private Seller seller;
  private int amount;
  private Double weight;
  private String note;
  private LocalDateTime at;

  public Sale(long id, Shop shop, Seller seller, int amount) {
    this.id = id;
    this.shop = shop;
    this.seller = seller;
    this.amount = amount;
  }

  public Sale with(Double newWeight, String newNote, LocalDateTime newAt) {
    weight = newWeight;
    note = newNote;
    at = newAt;
    return this;
  }

  public long id() {
    return id;
  }

  public int amount() {
    return amount;
  }

  public Seller seller() {
    return seller;
  }

  public Shop shop() {
    return shop;
  }
}
