package org.rowanorm.shop;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;

/** Private and final fields, and no constructor without arguments. */
@Entity
final class Customer {

  @Id private final int id;
  private String name;
  @Version private int version;

  @OneToMany(mappedBy = "customer", cascade = CascadeType.ALL)
  @OrderBy("item")
  private final List<Purchase> purchases = new ArrayList<>();

  Customer(int id, String name) {
    this.id = id;
    this.name = name;
  }

  Customer buys(String item, double price) {
    purchases.add(new Purchase(item, price));
    return this;
  }

  void rename(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  List<Purchase> purchases() {
    return purchases;
  }
}
