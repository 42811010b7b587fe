package org.rowanorm.store;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.math.BigDecimal;

/** One who sells, perhaps under another one. */
@Entity
@SuppressWarnings("unused") // queries read the attributes
public class Seller extends Named {

  @ManyToOne private Shop shop;
  @ManyToOne private Seller boss;
  private Integer age;
  private BigDecimal pay;

  @Enumerated(EnumType.STRING)
  private Grade grade;

  @Version private int version;

  public Seller(int id, String name, Shop shop, Seller boss) {
    super(id, name);
    this.shop = shop;
    this.boss = boss;
  }

  public Seller with(Integer newAge, String newPay, Grade newGrade) {
    age = newAge;
    pay = newPay == null ? null : new BigDecimal(newPay);
    grade = newGrade;
    return this;
  }

  public Shop shop() {
    return shop;
  }

  public Integer age() {
    return age;
  }

  public BigDecimal pay() {
    return pay;
  }

  public int version() {
    return version;
  }
}
