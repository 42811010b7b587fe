package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowanorm.query.Path.path;

import jakarta.persistence.Cacheable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;

/** The same entities in a schema for each tenant: each session of one factory has its own. */
public interface TenantsTopic extends SuiteFixture {

  @Entity(name = "Tenancy")
  @Cacheable
  class Tenancy {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    long id;

    String name;
    @ElementCollection List<String> rooms = new ArrayList<>();

    @OneToMany(mappedBy = "tenancy", cascade = CascadeType.ALL)
    List<Lease> leases = new ArrayList<>();

    Tenancy(String name) {
      this.name = name;
    }
  }

  @Entity(name = "TenancyLease")
  class Lease {
    @Id @GeneratedValue long id;
    @ManyToOne @Nullable Tenancy tenancy;
  }

  private String schema(String direction) {
    return direction + "_of_" + getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static Tenancy tenancy(String name) {
    Tenancy made = new Tenancy(name);
    made.rooms.add(name + " hall");
    made.leases.add(new Lease());
    return made;
  }

  @Test
  default void sessionsOfOneFactory_workInTheSchemasOfTheirTenants() throws SQLException {
    List<String> schemas = List.of(schema("north"), schema("south"));
    try (SessionFactory factory = otherFactory(Tenancy.class, Lease.class).build()) {
      for (String schema : schemas) {
        execute("drop schema if exists " + schema + database().dropAll());
        execute("create schema " + schema);
        factory.inSchema(schema).schema().create();
        factory.inSchema(schema).schema().validate();
      }
      SessionFactory north = factory.inSchema(schemas.get(0));
      SessionFactory south = factory.inSchema(schemas.get(1));
      try (Session here = north.open();
          Session there = south.open()) {
        here.add(tenancy("Nora"));
        there.add(tenancy("Sue"));
        here.commit();
        there.commit();
      }
      assertThat(factory.inSchema(schemas.get(0))).isSameAs(north);
      log().clear();
      read(north, south);
      assertThat(log().sql())
          .allMatch(sql -> schemas.stream().anyMatch(s -> sql.contains(s + ".")));
      south.inTransaction(session -> session.query(Tenancy.class).all().forEach(session::delete));
      assertThat(rows("select name from " + schemas.get(0) + ".tenancy")).containsExactly("Nora");
      assertThat(rows("select name from " + schemas.get(1) + ".tenancy")).isEmpty();
      north.schema().drop();
      south.schema().drop();
    } finally {
      for (String schema : schemas) {
        execute("drop schema if exists " + schema + database().dropAll());
      }
    }
  }

  /** The same shapes of queries, ids and keys of the cache in both. */
  private static void read(SessionFactory north, SessionFactory south) {
    for (int i = 0; i < 2; i++) { // the second time from the cache
      try (Session here = north.open();
          Session there = south.open()) {
        Tenancy nora = here.get(Tenancy.class, 1L);
        Tenancy sue = there.get(Tenancy.class, 1L);
        assertThat(nora.name).isEqualTo("Nora");
        assertThat(sue.name).isEqualTo("Sue");
        assertThat(nora.rooms).containsExactly("Nora hall");
        assertThat(sue.rooms).containsExactly("Sue hall");
        assertThat(nora.leases.get(0).tenancy).isSameAs(nora);
        assertThat(sue.leases.get(0).tenancy).isSameAs(sue);
        assertThat(here.query(Lease.class).filter(path("tenancy.name").eq("Nora")).count())
            .isEqualTo(1);
        assertThat(there.query(Lease.class).filter(path("tenancy.name").eq("Nora")).count())
            .isZero();
      }
    }
  }
}
