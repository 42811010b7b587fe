package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyJoinColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/** What merge makes of references within values: in embeddables, elements and keys of maps. */
class MergeReferencesTest {

  @Embeddable
  static class Leg {
    int km;
    @ManyToOne @Nullable City to;

    @ManyToOne(cascade = CascadeType.MERGE)
    @Nullable City over;

    Leg() {}

    Leg(int km, @Nullable City to, @Nullable City over) {
      this.km = km;
      this.to = to;
      this.over = over;
    }
  }

  @Entity
  static class Tour {
    @Id int id;
    @Nullable Leg first;
    @ElementCollection List<Leg> legs = new ArrayList<>();

    @ElementCollection
    @MapKeyJoinColumn(name = "city_id")
    Map<City, Integer> nights = new HashMap<>();
  }

  @Entity
  static class City {
    @Id int id;
    String name = "";
  }

  private final H2 h2 = H2.with(Tour.class, City.class);

  MergeReferencesTest() {
    h2.sql("insert into city (id, name) values (1, 'Ulm'), (2, 'Bonn')");
    h2.sql("insert into tour (id, km, to_id, over_id) values (1, 5, 1, 2)");
    h2.sql("insert into tour_legs (tour_id, km, to_id, over_id) values (1, 6, 1, 2)");
    h2.sql("insert into tour_nights (tour_id, city_id, nights) values (1, 1, 3)");
  }

  @AfterEach
  void close() {
    h2.close();
  }

  private Tour detached() {
    try (Session session = h2.open()) {
      Tour tour = session.get(Tour.class, 1);
      assertThat(tour.first.to.name + tour.first.over.name).isEqualTo("UlmBonn");
      assertThat(tour.legs.get(0).to).isSameAs(tour.first.to);
      assertThat(tour.nights).hasSize(1);
      tour.first.to.name = "not merged";
      tour.first.over.name = "merged";
      return tour;
    }
  }

  @Test
  void references_ofValuesAndKeys_leadToTheSessionsOwnObjects() {
    Tour tour = detached();
    try (Session session = h2.open()) {
      Tour own = session.merge(tour);
      City to = session.get(City.class, 1);
      City over = session.get(City.class, 2);
      assertThat(to).isNotSameAs(tour.first.to);
      assertThat(own.first.to).isSameAs(to);
      assertThat(own.legs.get(0).to).isSameAs(to);
      assertThat(own.legs.get(0).over).isSameAs(over);
      assertThat(own.nights.keySet()).containsExactly(to);
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql()).containsExactly("update city set name = ? where id = ?");
    assertThat(h2.rows("select name from city order by id")).containsExactly("Ulm", "merged");
  }

  @Test
  void elementsAndEntries_thatChanged_areWritten() {
    Tour tour = detached();
    tour.legs.add(new Leg(7, tour.first.over, null));
    tour.nights.put(tour.first.over, 4);
    try (Session session = h2.open()) {
      session.merge(tour);
      session.commit();
    }
    assertThat(h2.rows("select km, to_id, over_id from tour_legs order by km"))
        .containsExactly("6,1,2", "7,2,null");
    assertThat(h2.rows("select city_id, nights from tour_nights order by city_id"))
        .containsExactly("1,3", "2,4");
    assertThat(h2.rows("select name from city order by id")).containsExactly("Ulm", "merged");
  }

  @Test
  void newTour_withNewCities_copiesThem() {
    Tour tour = new Tour();
    tour.id = 2;
    City city = new City();
    city.id = 3;
    tour.first = new Leg(1, city, null);
    tour.legs.add(new Leg(2, city, null));
    tour.nights.put(city, 1);
    try (Session session = h2.open()) {
      Tour own = session.merge(tour);
      City made = own.first.to;
      assertThat(made).isNotSameAs(city);
      assertThat(own.legs.get(0).to).isSameAs(made);
      assertThat(own.nights.keySet()).containsExactly(made);
      assertThat(session.contains(made)).isTrue();
      assertThat(session.contains(city)).isFalse();
      session.commit();
    }
    assertThat(h2.rows("select count(*) from city")).containsExactly("3");
  }
}
