package org.rowanorm.zoo;

import jakarta.persistence.Embeddable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OrderBy;
import java.util.List;

/** A record with an association to many. */
@Embeddable
public record Friends(@ManyToMany @OrderBy("id") List<Patron> all) {}
