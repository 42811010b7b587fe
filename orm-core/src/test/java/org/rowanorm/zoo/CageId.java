package org.rowanorm.zoo;

import jakarta.persistence.Embeddable;

/** Where a cage stands. */
@Embeddable
public record CageId(String zone, int no) {}
