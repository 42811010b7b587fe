package org.rowanorm.bench.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import org.rowanorm.bench.item.OfferView;

/** An offer of a vendor. */
@Entity
@Table(name = "offer")
public class Offer implements OfferView {

  @Id private long id;
  private String title;
  private String sku;
  private BigDecimal price;
  private int stock;
  private boolean active;

  @Column(name = "created_at")
  private LocalDateTime createdAt;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "vendor_id")
  private Vendor vendor;

  /** For the libraries. */
  @SuppressWarnings("NullAway.Init")
  protected Offer() {}

  @Override
  public long id() {
    return id;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String sku() {
    return sku;
  }

  @Override
  public BigDecimal price() {
    return price;
  }

  @Override
  public int stock() {
    return stock;
  }

  @Override
  public boolean active() {
    return active;
  }

  @Override
  public LocalDateTime createdAt() {
    return createdAt;
  }

  @Override
  public Vendor vendor() {
    return vendor;
  }
}
