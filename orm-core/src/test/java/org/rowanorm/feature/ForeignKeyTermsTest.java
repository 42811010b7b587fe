package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.AssociationOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ConstraintMode;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinColumns;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyJoinColumn;
import jakarta.persistence.MapKeyJoinColumns;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.PrimaryKeyJoinColumns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rowanorm.support.H2;

/** What {@code @ForeignKey} says where it does not stand in a join column. */
class ForeignKeyTermsTest {

  @Embeddable
  record PairId(int one, int two) {}

  @Entity
  static class Pair {
    @Id PairId id;
  }

  @Entity
  static class Town {
    @Id int id;
  }

  @Embeddable
  static class Address {
    @ManyToOne
    @JoinColumn(name = "town")
    @Nullable Town town;
  }

  @MappedSuperclass
  static class Placed {
    @ManyToOne
    @JoinColumn(name = "home_town", foreignKey = @ForeignKey(name = "fk_of_superclass"))
    @Nullable Town home;

    @ElementCollection
    @CollectionTable(name = "nicknames", joinColumns = @JoinColumn(name = "who"))
    List<String> names = new ArrayList<>();
  }

  @Entity
  @AssociationOverride(name = "home", foreignKey = @ForeignKey(name = "fk_home"))
  @AssociationOverride(
      name = "names",
      joinColumns = @JoinColumn(name = "whose"),
      foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
  static class Person extends Placed {
    @Id int id;

    @AssociationOverride(
        name = "town",
        joinColumns = @JoinColumn(name = "works_in"),
        foreignKey = @ForeignKey(name = "fk_work", options = "on delete set null"))
    Address work = new Address();

    Address birth = new Address();
  }

  private static List<String> script(Class<?>... entities) {
    try (H2 h2 = H2.empty(entities)) {
      StringBuilder script = new StringBuilder();
      h2.sessions().schema().createScript(script);
      return List.of(script.toString().split(";\n", -1));
    }
  }

  private static List<String> constraints(Class<?>... entities) {
    return script(entities).stream().filter(line -> line.startsWith("alter table")).toList();
  }

  @Test
  void foreignKeyOfAnOverride_isThatOfItsColumns() {
    assertThat(constraints(Town.class, Person.class))
        .containsExactlyInAnyOrder(
            "alter table person add constraint fk_home foreign key (home_town) references town"
                + " (id)",
            "alter table person add constraint fk_work foreign key (works_in) references town (id)"
                + " on delete set null",
            "alter table person add constraint fk_person_town foreign key (town) references town"
                + " (id)");
    assertThat(script(Town.class, Person.class))
        .contains("create index ix_nicknames_whose on nicknames (whose)");
  }

  // ---- annotations that hold several columns

  @Entity
  static class Owner {
    @Id int id;

    @ManyToOne
    @JoinColumns(
        value = {
          @JoinColumn(name = "left_part", referencedColumnName = "one"),
          @JoinColumn(name = "right_part", referencedColumnName = "two")
        },
        foreignKey = @ForeignKey(name = "fk_of_columns"))
    @Nullable Pair pair;

    @ManyToMany
    @JoinTable(name = "keyed", inverseJoinColumns = @JoinColumn(name = "town"))
    @MapKeyJoinColumns(
        value = {
          @MapKeyJoinColumn(name = "k1", referencedColumnName = "one"),
          @MapKeyJoinColumn(name = "k2", referencedColumnName = "two")
        },
        foreignKey = @ForeignKey(name = "fk_of_key"))
    Map<Pair, Town> towns = new HashMap<>();
  }

  @Entity
  @Inheritance(strategy = InheritanceType.JOINED)
  static class Above {
    @Id PairId id;
  }

  @Entity
  @PrimaryKeyJoinColumns(
      value = {
        @PrimaryKeyJoinColumn(name = "a", referencedColumnName = "one"),
        @PrimaryKeyJoinColumn(name = "b", referencedColumnName = "two")
      },
      foreignKey = @ForeignKey(name = "fk_above"))
  static class Below extends Above {}

  @Test
  void foreignKeyOfSeveralColumns_isThatOfTheKey() {
    assertThat(constraints(Pair.class, Town.class, Owner.class))
        .contains(
            "alter table owner add constraint fk_of_columns foreign key (left_part, right_part)"
                + " references pair (one, two)",
            "alter table keyed add constraint fk_of_key foreign key (k1, k2) references pair (one,"
                + " two)");
    assertThat(constraints(Above.class, Below.class))
        .containsExactly(
            "alter table below add constraint fk_above foreign key (a, b) references above (one,"
                + " two)");
  }

  // ---- tables of references

  @MappedSuperclass
  static class Housed {
    @ManyToOne @Nullable Town town;

    @ManyToOne
    @JoinTable(name = "second_home")
    @Nullable Town second;
  }

  @Entity
  @AssociationOverride(
      name = "town",
      joinTable =
          @JoinTable(name = "first_home", inverseJoinColumns = @JoinColumn(name = "in_town")))
  @AssociationOverride(name = "second", joinColumns = @JoinColumn(name = "second_town"))
  static class Tenant extends Housed {
    @Id int id;
  }

  @Test
  void override_givesAReferenceATable_orTakesIt() {
    assertThat(script(Town.class, Tenant.class))
        .contains(
            "create table tenant (id integer not null, second_town integer, primary key (id))",
            "create table first_home (tenant_id integer not null, in_town integer not null,"
                + " primary key (tenant_id))")
        .noneMatch(line -> line.contains("second_home"));
  }
}
