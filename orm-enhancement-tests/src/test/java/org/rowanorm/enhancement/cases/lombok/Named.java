package org.rowanorm.enhancement.cases.lombok;

import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import lombok.Setter;
import lombok.experimental.SuperBuilder;

/** A mapped superclass with a builder that its subclasses extend. */
@MappedSuperclass
@SuperBuilder
@Getter
@NoArgsConstructor(access = AccessLevel.PROTECTED)
abstract class Named {
  @Id private int id;
  @Setter private String name;
  @Version private int version;
}
