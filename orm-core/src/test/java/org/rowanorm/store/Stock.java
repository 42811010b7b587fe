package org.rowanorm.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.rowanorm.annotation.SoftDelete;

/** What lies in a store; its rows stay when they are deleted. */
@Entity
@SoftDelete
@SuppressWarnings("unused") // statements change the attributes
public class Stock {

  @Id private int id;
  private Integer amount;
  private String note;
  @Version private int version;
}
