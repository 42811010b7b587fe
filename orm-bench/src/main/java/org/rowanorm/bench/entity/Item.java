package org.rowanorm.bench.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.rowanorm.bench.item.ItemView;

/** An item whose id the application gives. */
@Entity
@Table(name = "item")
public class Item implements ItemView {

  @Id private long id;
  private String name;
  private String sku;
  private String category;
  private String city;
  private String description;
  private int stock;
  private BigDecimal price;
  private boolean active;

  @Column(name = "created_at")
  private LocalDateTime createdAt;

  @Column(name = "available_from")
  private LocalDate availableFrom;

  private long seller;

  /** For the libraries. */
  @SuppressWarnings("NullAway.Init")
  protected Item() {}

  /** A new item with the attributes of another one. */
  public Item(long id, ItemView like) {
    this.id = id;
    name = like.name();
    sku = like.sku();
    category = like.category();
    city = like.city();
    description = like.description();
    stock = like.stock();
    price = like.price();
    active = like.active();
    createdAt = like.createdAt();
    availableFrom = like.availableFrom();
    seller = like.seller();
  }

  /** Changes the stock. */
  public void changeStock(int newStock) {
    stock = newStock;
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String sku() {
    return sku;
  }

  @Override
  public String category() {
    return category;
  }

  @Override
  public String city() {
    return city;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public int stock() {
    return stock;
  }

  @Override
  public BigDecimal price() {
    return price;
  }

  @Override
  public boolean active() {
    return active;
  }

  @Override
  public LocalDateTime createdAt() {
    return createdAt;
  }

  @Override
  public LocalDate availableFrom() {
    return availableFrom;
  }

  @Override
  public long seller() {
    return seller;
  }
}
