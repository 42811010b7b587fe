package org.rowanorm.bench.entity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.rowanorm.bench.item.VendorView;

/** A vendor and what it offers. */
@Entity
@Table(name = "vendor")
public class Vendor implements VendorView {

  @Id private long id;
  private String name;
  private String city;
  private String email;
  private int rating;
  private LocalDate since;

  @OneToMany(mappedBy = "vendor")
  private List<Offer> offers = new ArrayList<>();

  /** For the libraries. */
  @SuppressWarnings("NullAway.Init")
  protected Vendor() {}

  @Override
  public long id() {
    return id;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String city() {
    return city;
  }

  @Override
  public String email() {
    return email;
  }

  @Override
  public int rating() {
    return rating;
  }

  @Override
  public LocalDate since() {
    return since;
  }

  @Override
  public List<Offer> offers() {
    return offers;
  }
}
