package org.rowanorm.enhancement.cases.lombok;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import lombok.Value;
import lombok.With;

/** A class of values: final, with final fields, and no constructor without arguments. */
@Entity
@Value
class Stadium {
  @Id String code;
  @With int seats;
}
