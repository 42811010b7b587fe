package org.rowanorm.shop;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.jspecify.annotations.Nullable;

/** An id that the database makes, and a reference. */
@Entity
class Purchase {

  @Id @GeneratedValue private @Nullable Long id;
  private String item;
  private double price;
  @ManyToOne private @Nullable Customer customer;

  Purchase(String item, double price) {
    this.item = item;
    this.price = price;
  }

  void reduce(double by) {
    price -= by;
  }

  String item() {
    return item;
  }

  double price() {
    return price;
  }

  @Nullable Customer customer() {
    return customer;
  }
}
