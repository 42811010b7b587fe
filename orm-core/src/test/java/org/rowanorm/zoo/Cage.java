package org.rowanorm.zoo;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;

/** A cage, whose id has two columns. */
@Entity
@SuppressWarnings("unused") // queries read the attributes
public class Cage {

  @EmbeddedId private CageId id;
  private String label;

  @OneToMany(mappedBy = "cage")
  private List<Animal> animals = new ArrayList<>();

  public Cage(String zone, int no, String label) {
    this.id = new CageId(zone, no);
    this.label = label;
  }

  public String label() {
    return label;
  }

  @Override
  public String toString() {
    return id.zone() + id.no();
  }
}
