package org.rowanorm.enhancement.cases.lombok;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Transient;
import lombok.AllArgsConstructor;
import lombok.Builder;
import lombok.Data;
import lombok.EqualsAndHashCode;
import lombok.Getter;
import lombok.NoArgsConstructor;
import lombok.NonNull;
import lombok.ToString;
import lombok.With;

/** Everything at once: accessors, equals over all but the reference, a builder, copies. */
@Entity
@Data
@Builder(toBuilder = true)
@NoArgsConstructor
@AllArgsConstructor
class Player {
  @Id private int num;
  @With @NonNull private String name;
  private Integer goals;

  @ManyToOne @EqualsAndHashCode.Exclude @ToString.Exclude private Team team;

  /** Made from another attribute when it is asked for. */
  @Transient
  @Getter(lazy = true)
  @EqualsAndHashCode.Exclude
  @ToString.Exclude
  private final String shirt = name + " " + num;
}
