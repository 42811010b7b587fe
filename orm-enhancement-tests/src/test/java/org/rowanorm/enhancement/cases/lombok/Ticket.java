package org.rowanorm.enhancement.cases.lombok;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import lombok.Data;
import lombok.RequiredArgsConstructor;

/** As people write it at first: equals, hashCode and toString over a reference. */
@Entity
@Data
@RequiredArgsConstructor
class Ticket {
  @Id private final int id;
  @ManyToOne private final Stadium stadium;
}
