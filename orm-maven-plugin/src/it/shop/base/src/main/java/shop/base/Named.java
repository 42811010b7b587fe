package shop.base;

import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;

@MappedSuperclass
public abstract class Named {
  @Id public int id;
  public String name;
}
