package org.rowanorm.bench.item;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** The attributes that all items of the benchmarks have, whoever reads and writes them. */
public interface ItemView {

  /** The key. */
  long id();

  /** A name of its own. */
  String name();

  /** A code of its own. */
  String sku();

  /** One of a few. */
  String category();

  /** One of a hundred. */
  String city();

  /** A text of some forty characters. */
  String description();

  /** What the benchmarks change. */
  int stock();

  /** An amount with two decimals. */
  BigDecimal price();

  /** Whether it is for sale. */
  boolean active();

  /** A time to the second. */
  LocalDateTime createdAt();

  /** A day. */
  LocalDate availableFrom();

  /** A number that many items share. */
  long seller();
}
