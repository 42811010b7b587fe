package org.rowanorm.model;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;

/** One that refers to another, in a table with a reserved name. */
@Entity
public class Order {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  public long id;

  @ManyToOne(optional = false)
  public Customer customer;

  public BigDecimal total;

  protected Order() {}

  public Order(Customer customer, BigDecimal total) {
    this.customer = customer;
    this.total = total;
  }
}
