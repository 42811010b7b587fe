package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rowanorm.query.Path;
import org.rowanorm.session.Session;

/** Rows of collections are found again by owner, index, key and value. */
public interface CollectionsTopic extends SuiteFixture {

  List<Class<?>> ENTITIES = List.of(Album.class, Artist.class, Track.class, Cover.class);

  /** How a track ended up on an album. */
  enum Mood {
    CALM,
    LOUD
  }

  @Embeddable
  class Price {
    @Column(precision = 10, scale = 2)
    @Nullable BigDecimal amount;

    @Nullable LocalDate since;
    @Nullable String note;

    Price() {}

    Price(@Nullable String amount, @Nullable LocalDate since, @Nullable String note) {
      this.amount = amount == null ? null : new BigDecimal(amount);
      this.since = since;
      this.note = note;
    }
  }

  @Entity
  class Album {
    @Id @GeneratedValue Long id;
    @ManyToMany Set<Artist> artists = new LinkedHashSet<>();
    @ElementCollection List<String> labels = new ArrayList<>();

    @ElementCollection
    @Enumerated(EnumType.STRING)
    Set<Mood> moods = new LinkedHashSet<>();

    @ElementCollection List<Price> prices = new ArrayList<>();
    @ElementCollection Set<Instant> plays = new LinkedHashSet<>();
    @ElementCollection Set<UUID> codes = new LinkedHashSet<>();
    @ElementCollection List<byte[]> samples = new ArrayList<>();

    @ElementCollection
    @CollectionTable(name = "album_chart", joinColumns = @JoinColumn(name = "album"))
    Map<LocalDate, Integer> charts = new HashMap<>();

    @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
    @JoinColumn(name = "album_id")
    @OrderColumn(name = "pos")
    List<Track> tracks = new ArrayList<>();

    @ManyToMany
    @OrderColumn
    @jakarta.persistence.JoinTable(name = "album_guest")
    List<Artist> guests = new ArrayList<>();

    @OneToOne(mappedBy = "album", cascade = CascadeType.ALL)
    @Nullable Cover cover;
  }

  @Entity
  class Artist {
    @Id String name;

    @ManyToMany(mappedBy = "artists")
    Set<Album> albums = new LinkedHashSet<>();

    Artist(String name) {
      this.name = name;
    }
  }

  @Entity
  class Track {
    @Id int id;

    Track(int id) {
      this.id = id;
    }
  }

  @Entity
  class Cover {
    @Id @Nullable Long id;
    @MapsId @OneToOne @Nullable Album album;
    String color = "red";
  }

  private long given(Consumer<Album> fill) {
    Album album = new Album();
    fill.accept(album);
    store(album);
    return album.id;
  }

  private void change(long id, Consumer<Album> change) {
    try (Session session = sessions().open()) {
      Album album = session.get(Album.class, id);
      change.accept(album);
      log().clear();
      session.commit();
    }
  }

  private void look(long id, Consumer<Album> look) {
    inFresh(session -> look.accept(session.get(Album.class, id)));
  }

  @Test
  default void manyToMany_isReadFromBothSides_andChangedRowByRow() {
    Artist ann = new Artist("Ann");
    long id = given(album -> album.artists.addAll(List.of(ann, new Artist("Bob"))));

    inFresh(
        session -> {
          Artist found = session.get(Artist.class, "Ann");
          assertThat(found.albums).singleElement().extracting(a -> a.id).isEqualTo(id);
          assertThat(found.albums.iterator().next().artists).hasSize(2).contains(found);
        });
    change(id, album -> album.artists.removeIf(artist -> artist.name.equals("Ann")));

    assertThat(log().sql())
        .containsExactly(sql("delete from album_artist where albums_id = ? and artists_name = ?"));
    look(id, a -> assertThat(a.artists).extracting(artist -> artist.name).containsExactly("Bob"));
  }

  @Test
  default void bag_losesOneOfTwoEqualElements() {
    long id = given(album -> album.labels.addAll(List.of("a", "b", "a", "", "c", "d")));

    change(id, album -> album.labels.remove("a"));

    assertThat(onlyEvent().sql()).startsWith("delete from album_labels ");
    assertThat(onlyEvent().rows()).isEqualTo(1);
    look(id, album -> assertThat(album.labels).containsExactlyInAnyOrder("a", "b", "", "c", "d"));
  }

  @Test
  default void bag_withEqualElements_getsOneMore() {
    long id = given(album -> album.labels.addAll(List.of("a", "b", "a", "", "c", "d")));

    change(id, album -> album.labels.add("a"));

    assertThat(onlyEvent().sql()).startsWith("insert into album_labels ");
    assertThat(onlyEvent().rows()).isEqualTo(1);
    look(id, album -> assertThat(album.labels).hasSize(7).filteredOn("a"::equals).hasSize(3));
  }

  @Test
  default void bag_ofTextsThatACollationMayTakeForEqual_losesTheRightOne() {
    long id = given(album -> album.labels.addAll(List.of("rose", "Rose", "rosé", "rose ")));

    change(id, album -> album.labels.remove("Rose"));

    look(id, album -> assertThat(album.labels).containsExactlyInAnyOrder("rose", "rosé", "rose "));
  }

  @Test
  default void values_areFoundAgain() {
    Instant time = Instant.parse("2024-03-31T01:30:00.123456Z");
    UUID code = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
    long id =
        given(
            album -> {
              album.moods.addAll(List.of(Mood.CALM, Mood.LOUD));
              album.plays.addAll(List.of(time, time.plusSeconds(3600)));
              album.codes.addAll(List.of(code, UUID.fromString(code.toString().replace('0', '1'))));
              album.samples.addAll(List.of(new byte[] {1, 2}, new byte[] {3}));
            });

    change(
        id,
        album -> {
          album.moods.remove(Mood.CALM);
          album.plays.remove(time);
          album.codes.remove(code);
          album.samples.removeIf(bytes -> bytes.length == 1);
        });

    assertThat(log().events()).extracting(event -> event.rows()).containsExactly(1L, 1L, 1L, 1L);
    look(
        id,
        album -> {
          assertThat(album.moods).containsExactly(Mood.LOUD);
          assertThat(album.plays).containsExactly(time.plusSeconds(3600));
          assertThat(album.codes).hasSize(1).doesNotContain(code);
          assertThat(album.samples).singleElement().isEqualTo(new byte[] {1, 2});
        });
  }

  @Test
  default void embeddables_withNulls_areFoundAgain() {
    LocalDate day = LocalDate.of(2024, 2, 29);
    long id =
        given(
            album -> {
              album.prices.add(new Price("1.50", day, null));
              album.prices.add(new Price(null, null, "free"));
              album.prices.add(new Price("1.50", day, "x"));
            });

    change(
        id,
        album -> {
          album.prices.removeIf(price -> "x".equals(price.note));
          album.prices.forEach(price -> price.note = price.note == null ? "new" : null);
          album.prices.forEach(price -> price.since = day);
        });

    look(
        id,
        album ->
            assertThat(album.prices)
                .extracting(price -> price.amount + " " + price.since + " " + price.note)
                .containsExactlyInAnyOrder("1.50 2024-02-29 new", "null 2024-02-29 null"));
  }

  @Test
  default void map_isWrittenByKey() {
    LocalDate day = LocalDate.of(2024, 1, 1);
    long id = given(album -> album.charts.putAll(Map.of(day, 5, day.plusDays(1), 4)));

    change(
        id,
        album -> {
          album.charts.put(day, 3);
          album.charts.remove(day.plusDays(1));
          album.charts.put(day.plusDays(2), 1);
        });

    assertThat(log().sql())
        .containsExactly(
            "delete from album_chart where album = ? and charts_key = ?",
            "update album_chart set charts = ? where album = ? and charts_key = ?",
            "insert into album_chart (album, charts_key, charts) values (?, ?, ?)");
    look(id, album -> assertThat(album.charts).isEqualTo(Map.of(day, 3, day.plusDays(2), 1)));
  }

  @Test
  default void lists_keepTheirOrder_andMoveByIndex() {
    long id =
        given(
            album -> {
              album.tracks.addAll(List.of(new Track(3), new Track(1), new Track(2)));
              album.guests.addAll(List.of(new Artist("Z"), new Artist("Y"), new Artist("X")));
            });

    change(
        id,
        album -> {
          Collections.swap(album.tracks, 0, 1);
          album.tracks.remove(2);
          Collections.swap(album.guests, 0, 2);
        });

    assertThat(log().sql())
        .containsExactly(
            "update album_guest set guests_name = ? where album_id = ? and guests_order = ?",
            "update track set pos = ? where id = ?",
            "delete from track where id = ?");
    look(
        id,
        album -> {
          assertThat(album.tracks).extracting(track -> track.id).containsExactly(1, 3);
          assertThat(album.guests).extracting(guest -> guest.name).containsExactly("X", "Y", "Z");
        });
  }

  @Test
  default void sharedKey_isTakenFromTheNewOwner_andTheOtherSideIsOneSelect() {
    long one = given(album -> album.cover = new Cover());
    long two = given(album -> album.cover = new Cover());
    given(album -> {});

    inFresh(
        session -> {
          List<Album> all = session.query(Album.class).orderBy(Path.path("id").asc()).all();
          log().clear();
          assertThat(all)
              .extracting(a -> a.cover == null ? null : a.cover.id)
              .containsExactly(one, two, null);
          assertThat(log().sql()).hasSize(1);
        });
  }

  @Test
  default void deletedOwner_takesTheRowsOfItsCollectionsAlong() {
    long id =
        given(
            album -> {
              album.artists.add(new Artist("Ann"));
              album.labels.add("a");
              album.charts.put(LocalDate.of(2024, 1, 1), 1);
              album.tracks.add(new Track(1));
              album.guests.add(new Artist("Bob"));
              album.cover = new Cover();
            });

    sessions().inTransaction(session -> session.delete(session.get(Album.class, id)));

    inFresh(
        session -> {
          assertThat(session.query(Album.class).count()).isZero();
          assertThat(session.query(Track.class).count()).isZero();
          assertThat(session.query(Cover.class).count()).isZero();
          assertThat(session.query(Artist.class).count()).isEqualTo(2);
        });
  }
}
