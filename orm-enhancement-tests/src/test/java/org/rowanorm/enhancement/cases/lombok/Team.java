package org.rowanorm.enhancement.cases.lombok;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import java.util.List;
import lombok.AccessLevel;
import lombok.Builder;
import lombok.EqualsAndHashCode;
import lombok.Getter;
import lombok.NoArgsConstructor;
import lombok.Setter;
import lombok.Singular;
import lombok.ToString;
import lombok.experimental.SuperBuilder;

/** A builder over two levels, with a default value and a list that it fills one by one. */
@Entity
@SuperBuilder
@Getter
@Setter
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@ToString(callSuper = true, onlyExplicitlyIncluded = true)
@EqualsAndHashCode(callSuper = false, of = "town")
class Team extends Named {
  @ToString.Include private String town;
  @Builder.Default private int points = 3;

  @Singular
  @OneToMany(mappedBy = "team", cascade = CascadeType.ALL)
  @OrderBy("num")
  private List<Player> players;
}
