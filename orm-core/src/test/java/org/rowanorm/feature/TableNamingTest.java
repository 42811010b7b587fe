package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rowanorm.model.City;
import org.rowanorm.session.Session;
import org.rowanorm.sql.Statement.Table;
import org.rowanorm.support.H2;

class TableNamingTest {

  @Test
  void tables_areResolvedWhenSqlIsRendered() {
    try (H2 h2 =
        H2.with(
            builder ->
                builder
                    .entities(City.class)
                    .tables(table -> new Table("public", table.name() + "_eu")))) {
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
}
