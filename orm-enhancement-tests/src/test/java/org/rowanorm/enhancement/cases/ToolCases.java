package org.rowanorm.enhancement.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.util.Arrays;
import java.util.Objects;
import nl.jqno.equalsverifier.EqualsVerifier;
import nl.jqno.equalsverifier.Warning;
import org.mockito.MockMakers;
import org.rowanorm.enhancement.BothDoors;
import org.rowanorm.enhancement.H2;
import org.rowanorm.error.QueryException;
import org.rowanorm.session.Session;

/** Tools that make or change classes of their own. */
class ToolCases {

  @Entity
  static class Item {
    @Id int id;
    String name = "own";
    @ManyToOne Item parent;

    String name() {
      return name;
    }
  }

  @BothDoors
  void H_G4_spyOfALoadedObject_readsIt() {
    try (H2 h2 = items();
        Session session = h2.open()) {
      Item item = session.get(Item.class, 2);
      Item spy = spy(item);
      assertThat(spy.name()).isEqualTo("two");
      when(spy.name()).thenReturn("stubbed");
      assertThat(spy.name()).isEqualTo("stubbed");
      verify(spy, times(2)).name();
      assertThat(item.name()).isEqualTo("two");
    }
  }

  @BothDoors
  void H_G4_classThatWasSpiedOn_staysLazyAndTracked() {
    try (H2 h2 = items()) {
      assertThat(spy(new Item()).name()).isEqualTo("own"); // this rewrites the class in place
      try (Session session = h2.open()) {
        Item parent = session.get(Item.class, 2).parent;
        h2.log().clear();
        assertThat(parent.name()).isEqualTo("one");
        parent.name = "uno";
        session.commit();
      }
      assertThat(h2.log().sql())
          .containsExactly(
              "select i.id, i.name, i.parent_id from item i where i.id in (?)",
              "update item set name = ? where id = ?");
    }
  }

  @BothDoors
  void H_G4_generatedSubclass_isLeftAloneAndNoEntity() {
    try (H2 h2 = items();
        Session session = h2.open()) {
      Item mock = mock(Item.class, withSettings().mockMaker(MockMakers.SUBCLASS));
      when(mock.name()).thenReturn("mocked");
      assertThat(mock.name()).isEqualTo("mocked");
      assertThat(mock.getClass()).isNotEqualTo(Item.class);
      assertThatThrownBy(() -> session.add(mock))
          .isInstanceOf(QueryException.class)
          .hasMessage(
              """
              %s is not an entity of this session factory
                  give its class to entities(...) when the factory is built [ROWAN-201]""",
              mock.getClass().getName());
    }
  }

  @Entity
  static final class Coin {
    @Id int id;
    private String currency;
    private long cents;
    private double[] weights;
    @ManyToOne private Coin other;

    @Override
    public boolean equals(Object o) {
      return o instanceof Coin coin
          && Objects.equals(currency, coin.currency)
          && cents == coin.cents
          && Arrays.equals(weights, coin.weights);
    }

    @Override
    public int hashCode() {
      return Objects.hash(currency, cents, Arrays.hashCode(weights));
    }

    @Override
    public String toString() {
      return currency + cents + other;
    }
  }

  @Entity
  static class Keyed {
    @Id private Long id;
    String name;

    @Override
    public final boolean equals(Object o) {
      return o instanceof Keyed keyed && id != null && id.equals(keyed.id);
    }

    @Override
    public final int hashCode() {
      return Objects.hashCode(id);
    }
  }

  @BothDoors
  void H_G6_equalsVerifier_meetsNothingOfOurs() {
    EqualsVerifier.forClass(Coin.class).withIgnoredFields("id", "other").verify();
    EqualsVerifier.forClass(Keyed.class).suppress(Warning.SURROGATE_KEY).verify();
  }

  /** And it finds what is wrong: the fields are really compared. */
  @BothDoors
  void H_G6_equalsVerifier_findsAForgottenField() {
    assertThatThrownBy(() -> EqualsVerifier.forClass(Coin.class).verify())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("equals does not use other, or it is stateless");
  }

  @BothDoors
  void H_G6_everyMemberOfOurs_isSyntheticAndNullSafe() {
    assertThat(Coin.class.getDeclaredFields())
        .filteredOn(field -> field.getName().startsWith("$"))
        .isNotEmpty()
        .allMatch(field -> field.isSynthetic());
    assertThat(new Coin()).hasToString("null0null");
    assertThat(new Coin()).isEqualTo(new Coin()).hasSameHashCodeAs(new Coin());
  }

  private static H2 items() {
    H2 h2 = H2.with(Item.class);
    h2.sql("insert into item (id, name) values (1, 'one')");
    h2.sql("insert into item (id, name, parent_id) values (2, 'two', 1)");
    h2.log().clear();
    return h2;
  }
}
