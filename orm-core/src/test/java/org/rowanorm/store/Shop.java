package org.rowanorm.store;

import jakarta.persistence.Entity;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A shop. */
@Entity
@SuppressWarnings("unused") // queries read the attributes
public class Shop extends Named {

  @ManyToOne private Region region;
  private LocalDate opened;
  private boolean online;

  @OneToMany(mappedBy = "shop")
  private List<Sale> sales = new ArrayList<>();

  public Shop(int id, String name, Region region, LocalDate opened, boolean online) {
    super(id, name);
    this.region = region;
    this.opened = opened;
    this.online = online;
  }

  public Region region() {
    return region;
  }

  public List<Sale> sales() {
    return sales;
  }

  @Override
  public String toString() {
    return name();
  }
}
