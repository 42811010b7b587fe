package org.rowanorm.zoo;

import jakarta.persistence.Embeddable;

/** A part of the town. */
@Embeddable
public record Area(String town, String code) {}
