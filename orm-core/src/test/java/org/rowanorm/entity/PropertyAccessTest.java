package org.rowanorm.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Transient;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the traps of woven getters and setters tell, and how the engine passes them. */
class PropertyAccessTest {

  @MappedSuperclass
  static class Keyed<K> {
    private K stored;

    @Id
    public K getId() {
      return stored;
    }

    public void setId(K id) {
      this.stored = id;
    }
  }

  @MappedSuperclass
  static class Person extends Keyed<Long> {
    @Access(AccessType.FIELD)
    int hits;

    private String first = "";
    private String last = "";
    private boolean active;
    private Person friend;

    public String getFirst() {
      return first;
    }

    public Person setFirst(String first) {
      this.first = first;
      return this;
    }

    public String getLast() {
      hits++;
      return last;
    }

    public void setLast(String last) {
      if (last.isEmpty()) {
        throw new IllegalArgumentException("empty");
      }
      this.last = getFirst().isEmpty() ? last : last.strip();
    }

    public boolean isActive() {
      return active;
    }

    private void setActive(boolean active) {
      this.active = active;
    }

    public Person getFriend() {
      return friend;
    }

    public void setFriend(Person friend) {
      this.friend = friend;
    }

    public String getFriendsFirst() {
      return friend.getFirst();
    }

    public void setFriendsFirst(String name) {
      friend.setFirst(name);
    }

    @Transient
    public String getFull() {
      return first + " " + last;
    }

    @Override
    public Long getId() {
      return super.getId();
    }

    @Override
    public void setId(Long id) {
      super.setId(id);
    }
  }

  @Embeddable
  static class Address {
    private String town;

    @Column(name = "t")
    public String getCity() {
      return town;
    }

    public void setCity(String city) {
      town = city;
    }
  }

  @Embeddable
  record Money(long cents, @Column(name = "c") String currency) {}

  @Embeddable
  static class Dated extends Keyed<Integer> {}

  /** Notes each trapped access, and lets it be. */
  private static class Noting extends EntityState {
    private final List<String> noted;

    Noting(Object entity, List<String> noted) {
      super((Enhanced) entity);
      this.noted = noted;
    }

    @Override
    protected boolean isLoaded() {
      return true;
    }

    @Override
    protected void read(Enhanced self, int slot) {
      noted.add("read " + ACCESS.name(slot));
    }

    @Override
    protected void write(Enhanced self, int slot, @Nullable Object value) {
      noted.add("write " + ACCESS.name(slot) + " = " + value);
    }

    @Override
    protected void replace(Enhanced self, int slot, @Nullable Object old, @Nullable Object value) {
      noted.add("write " + ACCESS.name(slot) + " = " + value + " over " + old);
    }
  }

  private static final org.rowanorm.entity.Access ACCESS =
      org.rowanorm.entity.Access.of(Person.class);

  private final List<String> noted = new ArrayList<>();
  private final Person person = armed(new Person());

  private Person armed(Person plain) {
    Enhanced enhanced = (Enhanced) plain;
    ACCESS.attach(enhanced, new Noting(plain, noted));
    ACCESS.armReads(enhanced);
    return plain;
  }

  @Test
  void H_C6_slots_tellOfFieldsAndProperties() throws Exception {
    List<String> names = new ArrayList<>();
    for (int slot = 0; slot < ACCESS.slots(); slot++) {
      names.add(ACCESS.name(slot) + (ACCESS.slot(slot).isProperty() ? "()" : ""));
    }
    assertThat(names)
        .containsExactly(
            "id()", "hits", "first()", "last()", "active()", "friend()", "friendsFirst()");
    Method getId = Keyed.class.getMethod("getId");
    assertThat(ACCESS.slot(0).member()).isEqualTo(getId);
    assertThat(ACCESS.slot(0).setter()).isEqualTo(Keyed.class.getMethod("setId", Object.class));
    assertThat(ACCESS.slot(0).type()).isEqualTo(Object.class);
    assertThat(ACCESS.slot(0).genericType()).isEqualTo(Keyed.class.getTypeParameters()[0]);
    assertThat(ACCESS.slot(0).level()).isEqualTo(Keyed.class);
    Field hits = Person.class.getDeclaredField("hits");
    assertThat(ACCESS.slot(1).member()).isEqualTo(hits);
    assertThat(ACCESS.slot(1).setter()).isNull();
    assertThat(ACCESS.slot(1).type()).isEqualTo(int.class);
    assertThat(ACCESS.slot(4).setter())
        .isEqualTo(Person.class.getDeclaredMethod("setActive", boolean.class));
  }

  @Test
  void H_C6_getterOfAnArmedObject_tellsTheEngineFirst() {
    assertThat(person.getFirst()).isEmpty();

    assertThat(noted).containsExactly("read first");
  }

  @Test
  void H_C6_setterOfAnArmedObject_tellsTheEngineTheNewValue() {
    person.setFirst("Ann").setActive(true);

    assertThat(noted).containsExactly("write first = Ann", "write active = true");
    assertThat(person.first).isEqualTo("Ann");
  }

  @Test
  void H_C6_setterThatMayThrow_readsFirst() {
    assertThatThrownBy(() -> person.setLast("")).hasMessage("empty");

    assertThat(noted).containsExactly("read last", "write last = ");
  }

  @Test
  void H_C6_fieldBehindAProperty_isNotTrapped() {
    assertThat(person.getFull()).isEqualTo(" ");

    assertThat(noted).isEmpty();
  }

  @Test
  void H_C6_overriddenGetterOfAGenericSuperclass_tellsTheSlotOfTheSuperclass() {
    Keyed<Long> keyed = person;
    keyed.setId(4L);

    assertThat(keyed.getId()).isEqualTo(4L);
    assertThat(noted)
        .containsExactly("read id", "write id = 4", "write id = 4", "read id", "read id");
  }

  @Test
  void H_C6_engine_readsAndWritesThroughTheUsersMethods_withoutAnyTrap() {
    Enhanced enhanced = (Enhanced) person;
    ACCESS.write(enhanced, 2, "Ann");
    ACCESS.write(enhanced, 3, " Lee ");
    ACCESS.write(enhanced, 4, null);

    assertThat(ACCESS.read(enhanced, 3)).isEqualTo("Lee");
    assertThat(ACCESS.read(enhanced, 4)).isEqualTo(false);
    assertThat(ACCESS.read(enhanced, 1)).isEqualTo(1);
    assertThat(noted).isEmpty();
    assertThat(ACCESS.readArmed(enhanced, 3)).isTrue();
    assertThat(ACCESS.writeArmed(enhanced, 3)).isTrue();
  }

  @Test
  void H_C5_delegatingProperty_trapsTheOtherObject() {
    Person friend = armed(new Person());
    ACCESS.write((Enhanced) person, 5, friend);
    ACCESS.write((Enhanced) person, 6, "Bob");

    assertThat(ACCESS.read((Enhanced) person, 6)).isEqualTo("Bob");
    assertThat(noted).containsExactly("write first = Bob", "read first");
  }

  @Test
  void H_C6_engineReadingWithinItsOwnRead_leavesTheOuterPassageOpen() {
    Person friend = new Person();
    ACCESS.attach(
        (Enhanced) friend,
        new Noting(friend, noted) {
          @Override
          protected void write(Enhanced self, int slot, @Nullable Object value) {
            noted.add("was " + ACCESS.read(self, slot));
          }
        });
    ACCESS.write((Enhanced) person, 5, friend);
    ACCESS.write((Enhanced) person, 6, "Bob");
    person.getFirst();

    assertThat(noted).containsExactly("was ", "read first");
  }

  @Test
  void H_C6_failingSetter_closesThePassage() {
    assertThatThrownBy(() -> ACCESS.write((Enhanced) person, 3, "")).hasMessage("empty");
    person.getLast();

    assertThat(noted).containsExactly("read last", "read hits", "write hits = 1");
  }

  @Test
  void H_C6_otherThreads_areTrappedMeanwhile() throws Exception {
    Person friend =
        new Person() {
          @Override
          public String getFirst() {
            return inAnotherThread(() -> person.getFirst());
          }
        };
    ACCESS.write((Enhanced) person, 5, friend);

    assertThat(ACCESS.read((Enhanced) person, 6)).isEqualTo("");
    assertThat(noted).containsExactly("read first");
  }

  private static String inAnotherThread(java.util.function.Supplier<String> action) {
    return java.util.concurrent.CompletableFuture.supplyAsync(action).join();
  }

  @Test
  void unloadedPropertyOfADetachedObject_isRefused_watchedOneIsGiven() {
    Enhanced enhanced = (Enhanced) person;
    enhanced.$rowan_entry(null);

    assertThatThrownBy(person::getFirst)
        .hasMessageContaining("first")
        .isInstanceOf(org.rowanorm.error.LazyLoadException.class);
  }

  @Test
  void embeddables_tellTheirAttributes_andHandOverTheirLookup() throws Exception {
    org.rowanorm.entity.Access address = org.rowanorm.entity.Access.of(Address.class);
    assertThat(address.slots()).isEqualTo(1);
    assertThat(address.name(0)).isEqualTo("city");
    assertThat(address.slot(0).member()).isEqualTo(Address.class.getMethod("getCity"));
    assertThat(new Address()).isNotInstanceOf(Enhanced.class);
    assertThat(Linkage.of(Address.class).lookupClass()).isEqualTo(Address.class);

    org.rowanorm.entity.Access money = org.rowanorm.entity.Access.of(Money.class);
    assertThat(new Money(1, "EUR").currency()).isEqualTo("EUR");
    assertThat(money.slots()).isEqualTo(2);
    assertThat(money.slot(1).member().getAnnotation(Column.class).name()).isEqualTo("c");
    assertThat(Linkage.of(Money.class).lookupClass()).isEqualTo(Money.class);
  }

  @Test
  void embeddableBelowAMappedSuperclass_canChangeInPlace() {
    assertThat(new Dated()).isInstanceOf(Enhanced.class);
    assertThat(org.rowanorm.entity.Access.isWatchable(Dated.class)).isTrue();
    assertThat(org.rowanorm.entity.Access.isWatchable(Person.class)).isFalse();
  }
}
