package org.rowanorm.zoo;

import jakarta.persistence.Embeddable;

/** When a keeper works. */
@Embeddable
public record Shift(int since, int hours) {}
