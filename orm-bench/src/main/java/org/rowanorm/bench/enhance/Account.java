package org.rowanorm.bench.enhance;

import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.jspecify.annotations.Nullable;

/**
 * The class that is enhanced by each library in turn. It lacks {@code @Entity}, so that the build
 * leaves it alone; {@link Side} adds that to its class file.
 */
public class Account {

  @Id private long id;
  private String name;
  private @Nullable String email;
  private int visits;
  private boolean active;

  @ManyToOne(fetch = FetchType.LAZY)
  private @Nullable Account parent;

  /** For the libraries; an account must have a name before it is used. */
  public Account() {
    this(0, "", null);
  }

  /** A new account. */
  public Account(long id, String name, @Nullable Account parent) {
    this.id = id;
    this.name = name;
    this.parent = parent;
  }

  public long getId() {
    return id;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public @Nullable String getEmail() {
    return email;
  }

  public int getVisits() {
    return visits;
  }

  public void setVisits(int visits) {
    this.visits = visits;
  }

  public boolean isActive() {
    return active;
  }

  public @Nullable Account getParent() {
    return parent;
  }
}
