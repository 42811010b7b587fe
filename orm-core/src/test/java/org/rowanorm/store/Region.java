package org.rowanorm.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Where shops are. */
@Entity
@SuppressWarnings("unused") // queries read the attributes
public class Region {

  @Id private String code;
  private String title;

  public Region(String code, String title) {
    this.code = code;
    this.title = title;
  }

  public String code() {
    return code;
  }
}
