package org.rowanorm.enhancement.cases.lombok;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.Setter;
import lombok.experimental.Accessors;

/** Accessors that are named like the fields and give the object back. */
@Entity
@Getter
@Setter
@Accessors(fluent = true, chain = true)
class Goal {
  @Id
  @GeneratedValue
  @Setter(AccessLevel.NONE)
  private Long id;

  private int played;
  @ManyToOne private Player scorer;
}
