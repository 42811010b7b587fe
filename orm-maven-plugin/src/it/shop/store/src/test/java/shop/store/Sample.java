package shop.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An entity among the tests, which touches one of the module. */
@Entity
class Sample {
  @Id int id;

  int price(Item item) {
    return item.price;
  }
}
