package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Cacheable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rowanorm.model.City;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;
import org.rowanorm.sql.Statement;
import org.rowanorm.support.H2;

class TableNamingTest {

  @Test
  void tables_areResolvedWhenSqlIsRendered() {
    try (H2 h2 =
        H2.with(
            builder ->
                builder
                    .entities(City.class)
                    .tables(table -> new Statement.Table("public", table.name() + "_eu")))) {
      try (Session session = h2.open()) {
        session.add(new City(1, "Rome"));
        session.commit();
        session.query(City.class).count();
      }
      assertThat(h2.log().sql())
          .containsExactly(
              "insert into public.city_eu (id, name, founded, arms) values (?, ?, ?, ?)",
              "select count(*) from public.city_eu c");
    }
  }

  /** The same entities in a schema for each tenant, over one pool. */
  @Test
  void tenants_workInSchemasOfTheirOwn() {
    try (H2 h2 = H2.with(b -> b.entities(Person.class, Team.class))) {
      h2.sql("create schema north");
      h2.sql("create schema south");
      try (SessionFactory north = tenant(h2, "north");
          SessionFactory south = tenant(h2, "south")) {
        north.schema().createMissing();
        south.schema().createMissing();
        north.inTransaction(session -> session.add(new Person(1, "Nora", new Team(1))));
        south.inTransaction(session -> session.add(new Person(1, "Sue", new Team(2))));
        h2.log().clear();
        try (Session here = north.open();
            Session there = south.open()) {
          assertThat(here.get(Person.class, 1).name).isEqualTo("Nora");
          assertThat(there.get(Person.class, 1).name).isEqualTo("Sue");
          assertThat(there.get(Person.class, 1).team.members).hasSize(1);
          there.deleteFrom(Person.class).execute();
          there.commit();
        }
        assertThat(h2.log().sql().subList(0, 2))
            .containsExactly(
                "select p.id, p.name, p.team_id from north.person p where p.id = ?",
                "select p.id, p.name, p.team_id from south.person p where p.id = ?");
        assertThat(h2.log().sql())
            .allMatch(sql -> sql.contains("north.") || sql.contains("south."));
        assertThat(h2.rows("select name from north.person")).containsExactly("Nora");
        assertThat(h2.rows("select name from south.person")).isEmpty();
      }
    }
  }

  @Test
  void sessionsOfOneFactory_speakOfTheTablesOfTheirTenants() {
    try (H2 h2 = H2.empty(Person.class, Team.class)) {
      h2.sql("create schema north");
      h2.sql("create schema south");
      SessionFactory north = h2.sessions().inSchema("north");
      SessionFactory south = h2.sessions().inSchema("south");
      north.schema().create();
      south.schema().create();
      h2.log().clear();
      try (Session here = north.open();
          Session there = south.open()) {
        here.add(new Person(1, "Nora", new Team(1)));
        there.add(new Person(1, "Sue", new Team(2)));
        here.commit();
        there.commit();
        there.clear();
        assertThat(there.get(Person.class, 1).team.members).hasSize(1);
        assertThat(here.query(Person.class).filterBy("name", "Sue").all()).isEmpty();
      }
      assertThat(h2.log().sql())
          .containsExactly(
              "insert into north.team (id) values (?)",
              "insert into north.person (id, name, team_id) values (?, ?, ?)",
              "insert into south.team (id) values (?)",
              "insert into south.person (id, name, team_id) values (?, ?, ?)",
              "select p.id, p.name, p.team_id from south.person p where p.id = ?",
              "select p.team_id, p.id, p.name, p.team_id from south.person p where p.team_id in"
                  + " (?)",
              "select p.id, p.name, p.team_id from north.person p where p.name = ?");
      assertThat(h2.sessions().inSchema("north")).isSameAs(north);
      assertThat(north.inSchema("south").schema()).isNotNull();
    }
  }

  @Test
  void detachedObject_isLoadedFromTheSchemaOfItsSession() {
    try (H2 h2 = H2.empty(Person.class, Team.class)) {
      Person read = null;
      for (String schema : List.of("north", "south")) {
        h2.sql("create schema " + schema);
        SessionFactory tenant = h2.sessions().inSchema(schema);
        tenant.schema().create();
        tenant.inTransaction(session -> session.add(new Person(1, schema, new Team(1))));
        read = tenant.fromTransaction(session -> session.get(Person.class, 1));
      }
      h2.log().clear();
      assertThat(read.team.members).singleElement().isSameAs(read);
      assertThat(h2.log().sql()).singleElement().asString().contains(" from south.person ");
    }
  }

  /** What the mapping puts into a schema is there for all tenants. */
  @Test
  void tableOfASchemaOfItsOwn_isShared() {
    try (H2 h2 = H2.empty(Rate.class, Team.class, Person.class)) {
      h2.sql("create schema common");
      h2.sql("create schema north");
      h2.sql("create table common.rate (id integer primary key)");
      h2.sql("insert into common.rate values (7)");
      SessionFactory north = h2.sessions().inSchema("north");
      h2.log().clear();
      try (Session session = north.inSchema("south").open()) {
        assertThat(session.get(Rate.class, 7)).isNotNull();
      }
      assertThat(h2.log().sql()).containsExactly("select r.id from common.rate r where r.id = ?");
    }
  }

  /** Closing the sessions of a tenant leaves the pool to the others. */
  @Test
  void closingATenant_closesNothing() {
    try (H2 h2 = H2.with(Team.class, Person.class)) {
      h2.sessions().inSchema("public").close();
      try (Session session = h2.open()) {
        assertThat(session.query(Team.class).count()).isZero();
      }
    }
  }

  @Entity
  @Cacheable
  @Table(schema = "common")
  static class Rate {
    @Id int id;
  }

  private static SessionFactory tenant(H2 h2, String schema) {
    return h2.another(
        b ->
            b.entities(Person.class, Team.class)
                .tables(table -> new Statement.Table(schema, table.name())));
  }

  @Entity
  static class Team {
    @Id int id;

    @OneToMany(mappedBy = "team")
    List<Person> members = new ArrayList<>();

    Team(int id) {
      this.id = id;
    }
  }

  @Entity
  static class Person {
    @Id int id;
    String name;

    @ManyToOne(cascade = CascadeType.PERSIST)
    Team team;

    Person(int id, String name, Team team) {
      this.id = id;
      this.name = name;
      this.team = team;
    }
  }
}
