package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Version;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.error.StaleEntityException;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;
import org.rowanorm.support.Misuse;

/** Objects that leave a session and come into another one. */
class DetachedTest {

  @Embeddable
  static class Address implements Serializable {
    String street;
    String city;
  }

  @Entity
  static class Author implements Serializable {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Version int version;
    String name;
    String note;
    Address address;

    @OneToMany(
        mappedBy = "author",
        cascade = {CascadeType.MERGE, CascadeType.REFRESH, CascadeType.DETACH})
    List<Text> texts = new ArrayList<>();

    @OneToMany
    @JoinColumn(name = "prizes_id")
    List<Prize> prizes = new ArrayList<>();
  }

  @Entity
  static class Text implements Serializable {
    @Id int id;
    String title;
    @ManyToOne Author author;

    Text(int id, String title) {
      this.id = id;
      this.title = title;
    }
  }

  @Entity
  static class Prize implements Serializable {
    @Id int id;
    String name;

    @OneToOne(cascade = CascadeType.REFRESH)
    Prize next;

    Prize(int id, String name) {
      this.id = id;
      this.name = name;
    }
  }

  private final H2 h2 = H2.with(Author.class, Text.class, Prize.class);

  @AfterEach
  void close() {
    h2.close();
  }

  @BeforeEach
  void given() {
    h2.sql(
        "insert into author (version, name, note, street, city) values (3, 'Ann', 'n', 's', 'c')");
    h2.sql("insert into text (id, title, author_id) values (1, 'One', 1), (2, 'Two', 1)");
    h2.sql("insert into prize (id, name, prizes_id) values (1, 'Gold', 1), (2, 'Silver', null)");
  }

  private Author detached() {
    try (Session session = h2.open()) {
      return session.get(Author.class, 1L);
    }
  }

  private void committed(Object detached) {
    h2.log().clear();
    try (Session session = h2.open()) {
      assertThat(session.attach(detached)).isSameAs(detached);
      session.commit();
    }
  }

  private String sent() {
    return String.join("; ", h2.log().sql());
  }

  @SuppressWarnings("unchecked")
  private static <T> T copied(T object) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (T) in.readObject();
    }
  }

  // ---- attach

  @Test
  void attach_ofChangedObject_isOneUpdateAndNoSelect() {
    Author ann = detached();
    ann.name = "Anna";
    committed(ann);
    assertThat(sent())
        .isEqualTo("update author set version = ?, name = ? where id = ? and version = ?");
    assertThat(h2.log().events().get(0).parametersText()).isEqualTo("[4, Anna, 1, 3]");
    assertThat(ann.version).isEqualTo(4);
  }

  @Test
  void attach_afterJavaSerialisation_isOneUpdateAndNoSelect() throws Exception {
    Author ann = copied(detached());
    ann.name = "Anna";
    committed(ann);
    assertThat(sent())
        .isEqualTo("update author set version = ?, name = ? where id = ? and version = ?");
    assertThat(h2.rows("select name, note, version from author")).containsExactly("Anna,n,4");
  }

  @Test
  void attach_ofObjectChangedBeforeItWasSerialised_writesThatToo() throws Exception {
    Author ann = detached();
    ann.name = "Anna";
    Author copy = copied(ann);
    copy.note = "m";
    committed(copy);
    assertThat(h2.log().events()).hasSize(1);
    assertThat(h2.rows("select name, note, version from author")).containsExactly("Anna,m,4");
  }

  @Test
  void attach_ofUnchangedObject_sendsNothing() {
    Author ann = detached();
    committed(ann);
    assertThat(sent()).isEmpty();
  }

  @Test
  void attach_ofObjectWithValueThatWasOnlyRead_sendsNothing() {
    Author ann;
    try (Session session = h2.open()) {
      ann = session.get(Author.class, 1L);
      assertThat(ann.address.city).isEqualTo("c");
    }
    committed(ann);
    assertThat(sent()).isEmpty();
  }

  @Test
  void attach_ofObjectWithValueChangedInPlace_writesTheChangedColumn() {
    Author ann;
    try (Session session = h2.open()) {
      ann = session.get(Author.class, 1L);
      assertThat(ann.address.city).isEqualTo("c");
    }
    ann.address.city = "d";
    committed(ann);
    assertThat(sent())
        .isEqualTo("update author set version = ?, city = ? where id = ? and version = ?");
  }

  @Test
  void attach_ofDeserialisedObjectWithValueInUse_writesAllOfTheValue() throws Exception {
    Author ann = copied(detached());
    ann.address.city = "d";
    committed(ann);
    assertThat(sent())
        .isEqualTo(
            "update author set version = ?, street = ?, city = ? where id = ? and version = ?");
    assertThat(h2.rows("select street, city from author")).containsExactly("s,d");
  }

  @Test
  void attach_thenRead_loadsWhatWasNotLoaded() throws Exception {
    for (Author ann : List.of(detached(), copied(detached()))) {
      try (Session session = h2.open()) {
        session.attach(ann);
        assertThat(ann.texts).extracting(text -> text.title).containsExactly("One", "Two");
        assertThat(session.get(Author.class, 1L)).isSameAs(ann);
        assertThat(ann.texts.get(0).author).isSameAs(ann);
      }
    }
  }

  @Test
  void attach_ofObjectWhoseRowChanged_isStaleAtCommit() {
    Author ann = detached();
    h2.sql("update author set version = 4");
    ann.name = "Anna";
    try (Session session = h2.open()) {
      session.attach(ann);
      assertThatThrownBy(session::commit).isInstanceOf(StaleEntityException.class);
    }
  }

  @Test
  void attach_ofGraph_takesInReferencesAndLoadedElements() {
    Author ann;
    try (Session session = h2.open()) {
      ann = session.get(Author.class, 1L);
      assertThat(ann.texts).hasSize(2);
    }
    ann.texts.get(1).title = "Second";
    h2.log().clear();
    try (Session session = h2.open()) {
      session.attach(ann.texts.get(0));
      assertThat(session.contains(ann)).isTrue();
      assertThat(session.contains(ann.texts.get(1))).isTrue();
      session.commit();
    }
    assertThat(sent()).isEqualTo("update text set title = ? where id = ?");
  }

  @Test
  void attach_ofHollowReference_loadsItWhenItIsRead() throws Exception {
    Text text;
    try (Session session = h2.open()) {
      text = session.get(Text.class, 1);
    }
    for (Text one : List.of(text, copied(text))) {
      h2.log().clear();
      try (Session session = h2.open()) {
        session.attach(one);
        assertThat(one.author.id).isEqualTo(1);
        assertThat(sent()).isEmpty();
        assertThat(one.author.name).isEqualTo("Ann");
      }
    }
  }

  @Test
  void attach_withElementsAddedAndRemovedMeanwhile_writesTheirKeys() {
    Author ann;
    try (Session session = h2.open()) {
      ann = session.get(Author.class, 1L);
      assertThat(ann.prizes).hasSize(1);
    }
    ann.prizes.clear();
    ann.prizes.add(new Prize(3, "Bronze"));
    committed(ann);
    assertThat(sent())
        .isEqualTo(
            "insert into prize (id, name, next_id, prizes_id) values (?, ?, ?, ?);"
                + " update prize set prizes_id = ? where id = ?");
    assertThat(h2.rows("select id, prizes_id from prize order by id"))
        .containsExactly("1,null", "2,null", "3,1");
  }

  @Test
  void attach_ofDeserialisedObjectWithNewElement_insertsIt() throws Exception {
    Author ann;
    try (Session session = h2.open()) {
      ann = session.get(Author.class, 1L);
      assertThat(ann.prizes).hasSize(1);
    }
    Author copy = copied(ann);
    copy.prizes.add(new Prize(3, "Bronze"));
    committed(copy);
    assertThat(sent())
        .isEqualTo("insert into prize (id, name, next_id, prizes_id) values (?, ?, ?, ?)");
  }

  @Test
  void attach_withCollectionReplacedUnread_releasesTheOldElements() {
    Author ann = detached();
    ann.prizes = new ArrayList<>(List.of(new Prize(3, "Bronze")));
    committed(ann);
    assertThat(h2.rows("select id, prizes_id from prize order by id"))
        .containsExactly("1,null", "2,null", "3,1");
  }

  @Test
  @Misuse(Misuse.Of.AFTER_CLOSE)
  void serialisedCollectionWithoutElements_comesBackWithoutThem() throws Exception {
    Author ann;
    try (Session session = h2.open()) {
      ann = session.get(Author.class, 1L);
      assertThat(ann.texts).isNotNull(); // touched, and not loaded
    }
    Author copy = copied(ann);
    assertThatThrownBy(() -> copy.texts.size())
        .hasMessage(
            """
            A collection was not loaded
                its object was deserialised, so no session stands behind it
                read the collection before, or attach the object to a session [ROWAN-601]""");
    try (Session session = h2.open()) {
      session.attach(copy);
      assertThat(copy.texts).hasSize(2);
    }
  }

  @Test
  void attach_whereTheRowIsAnotherObject_isRefused() {
    Author ann = detached();
    try (Session session = h2.open()) {
      session.get(Author.class, 1L);
      assertThatThrownBy(() -> session.attach(ann))
          .isInstanceOf(EntityStateException.class)
          .hasMessage(
              """
              The session has another object for Author 1
                  a row is one object in a session, so the detached one cannot be attached
                  attach it before the row is loaded, or merge it, which copies its values \
              [ROWAN-320]""");
    }
  }

  @Test
  void attach_ofNewObject_isRefused() {
    try (Session session = h2.open()) {
      assertThatThrownBy(() -> session.attach(new Prize(9, "None")))
          .hasMessage(
              """
              Prize 9 has no row that is known of
                  only an object that a session loaded or stored can be attached
                  add it where it is new, or merge it [ROWAN-321]""");
    }
  }

  @Test
  void attach_ofObjectWithAnotherId_isRefused() {
    Prize prize;
    try (Session session = h2.open()) {
      prize = session.get(Prize.class, 1);
    }
    prize.id = 7;
    try (Session session = h2.open()) {
      assertThatThrownBy(() -> session.attach(prize))
          .hasMessage(
              """
              The id of a detached Prize was changed to 7
                  at Prize.id
                  an id stands for its row: delete the object and add a new one [ROWAN-312]""");
    }
  }

  @Test
  void add_ofDetachedObject_attachesIt() {
    Author ann = detached();
    ann.name = "Anna";
    h2.log().clear();
    try (Session session = h2.open()) {
      session.add(ann);
      session.commit();
    }
    assertThat(sent())
        .isEqualTo("update author set version = ?, name = ? where id = ? and version = ?");
  }

  @Test
  void delete_ofDetachedObject_isOneDeleteByItsVersion() {
    Prize prize;
    try (Session session = h2.open()) {
      prize = session.get(Prize.class, 2);
    }
    h2.log().clear();
    try (Session session = h2.open()) {
      session.delete(prize);
      session.commit();
    }
    assertThat(sent()).isEqualTo("delete from prize where id = ?");
    assertThat(h2.rows("select id from prize")).containsExactly("1");
  }

  // ---- detach, clear, contains

  @Test
  void detach_ofChangedObject_leavesTheChangeToTheNextSession() {
    Author ann;
    try (Session session = h2.open()) {
      ann = session.get(Author.class, 1L);
      ann.name = "Anna";
      session.detach(ann);
      assertThat(session.contains(ann)).isFalse();
      assertThat(session.get(Author.class, 1L)).isNotSameAs(ann);
      h2.log().clear();
      session.commit();
      assertThat(sent()).isEmpty();
    }
    committed(ann);
    assertThat(h2.rows("select name, version from author")).containsExactly("Anna,4");
  }

  @Test
  void detach_thenAttach_inTheSameSession_goesOn() {
    try (Session session = h2.open()) {
      Author ann = session.get(Author.class, 1L);
      session.detach(ann);
      ann.name = "Anna";
      session.attach(ann);
      session.commit();
      assertThat(ann.texts).hasSize(2);
    }
    assertThat(h2.rows("select name, version from author")).containsExactly("Anna,4");
  }

  @Test
  void detach_ofPendingObject_makesItNewAgain() {
    Author bob = new Author();
    try (Session session = h2.open()) {
      session.add(bob);
      session.detach(bob);
      session.commit();
    }
    assertThat(bob.id).isNull();
    h2.sessions().inTransaction(session -> session.add(bob));
    assertThat(bob.id).isEqualTo(2);
  }

  @Test
  void detach_goesWhereTheMappingSaysDetach() {
    try (Session session = h2.open()) {
      Author ann = session.get(Author.class, 1L);
      Text text = ann.texts.get(0);
      Prize prize = ann.prizes.get(0);
      session.detach(ann);
      assertThat(session.contains(text)).isFalse();
      assertThat(session.contains(prize)).isTrue();
    }
  }

  @Test
  void detachedHollowObject_isNotReadAsIfItWereLoaded() {
    try (Session session = h2.open()) {
      Author ann = session.get(Text.class, 1).author;
      session.detach(ann);
      h2.sql("update author set version = 7");
      assertThat(ann.version).isEqualTo(7);
    }
  }

  @Test
  void rollback_afterInsertAndDetach_makesTheObjectNew() {
    Prize prize = new Prize(3, "Bronze");
    try (Session session = h2.open()) {
      session.add(prize);
      session.flush();
      session.detach(prize);
      session.rollback();
      session.add(prize);
      session.commit();
    }
    assertThat(h2.rows("select name from prize where id = 3")).containsExactly("Bronze");
  }

  @Test
  void clear_letsGoOfAll() {
    try (Session session = h2.open()) {
      Author ann = session.get(Author.class, 1L);
      Prize fresh = new Prize(3, "Bronze");
      session.add(fresh);
      ann.name = "Anna";
      session.delete(session.get(Prize.class, 2));
      session.clear();
      assertThat(session.contains(ann)).isFalse();
      assertThat(session.contains(fresh)).isFalse();
      h2.log().clear();
      session.commit();
      assertThat(sent()).isEmpty();
      assertThat(session.get(Author.class, 1L)).isNotSameAs(ann);
    }
  }

  @Test
  void contains_knowsNewAndManagedAndNotRemoved() {
    try (Session session = h2.open()) {
      Prize fresh = new Prize(3, "Bronze");
      assertThat(session.contains(fresh)).isFalse();
      session.add(fresh);
      assertThat(session.contains(fresh)).isTrue();
      Prize gold = session.get(Prize.class, 1);
      assertThat(session.contains(gold)).isTrue();
      session.delete(gold);
      assertThat(session.contains(gold)).isFalse();
    }
  }

  // ---- refresh

  @Test
  void refresh_readsTheRowAndForgetsChanges() {
    try (Session session = h2.open()) {
      Author ann = session.get(Author.class, 1L);
      ann.name = "Anna";
      ann.address.city = "x";
      h2.sql("update author set note = 'new', version = 4");
      h2.log().clear();
      session.refresh(ann);
      assertThat(h2.log().sql()).hasSize(1);
      assertThat(ann.name).isEqualTo("Ann");
      assertThat(ann.note).isEqualTo("new");
      assertThat(ann.version).isEqualTo(4);
      assertThat(ann.address.city).isEqualTo("c");
      h2.log().clear();
      session.commit();
      assertThat(sent()).isEmpty();
      ann.name = "Anna";
      session.commit();
      assertThat(h2.rows("select name, version from author")).containsExactly("Anna,5");
    }
  }

  @Test
  void H_E3_refresh_resetsLazies() {
    try (Session session = h2.open()) {
      Author ann = session.get(Author.class, 1L);
      List<Prize> prizes = ann.prizes;
      assertThat(prizes).hasSize(1);
      prizes.add(new Prize(3, "Bronze"));
      h2.sql("update prize set prizes_id = 1 where id = 2");
      session.refresh(ann);
      assertThat(ann.prizes).extracting(prize -> prize.id).containsExactly(1, 2);
      assertThat(prizes).hasSize(2);
      h2.log().clear();
      session.commit();
      assertThat(sent()).isEmpty();
    }
  }

  @Test
  void refresh_afterACollectionWasReplaced_loadsTheOldOne() {
    try (Session session = h2.open()) {
      Author ann = session.get(Author.class, 1L);
      ann.prizes = new ArrayList<>();
      session.refresh(ann);
      assertThat(ann.prizes).extracting(prize -> prize.name).containsExactly("Gold");
      h2.log().clear();
      session.commit();
      assertThat(sent()).isEmpty();
    }
  }

  @Test
  void refresh_goesWhereTheMappingSaysRefresh() {
    h2.sql("update prize set next_id = 2 where id = 1");
    try (Session session = h2.open()) {
      Prize gold = session.get(Prize.class, 1);
      assertThat(gold.next.name).isEqualTo("Silver");
      h2.sql("update prize set name = 'silver' where id = 2");
      session.refresh(gold);
      assertThat(gold.next.name).isEqualTo("silver");
    }
  }

  @Test
  void refresh_ofObjectWhoseRowIsGone_saysSo() {
    try (Session session = h2.open()) {
      Prize silver = session.get(Prize.class, 2);
      h2.sql("delete from prize where id = 2");
      assertThatThrownBy(() -> session.refresh(silver))
          .hasMessage(
              """
              There is no row for Prize 2
                  it was deleted since it was loaded
                  detach the object [ROWAN-602]""");
    }
  }

  @Test
  void refresh_ofNewOrForeignObject_isRefused() {
    try (Session session = h2.open()) {
      Prize fresh = new Prize(3, "Bronze");
      assertThatThrownBy(() -> session.refresh(fresh))
          .hasMessage(
              """
              Prize 3 cannot be refreshed
                  this session does not manage it
                  get or attach it first [ROWAN-322]""");
      session.add(fresh);
      assertThatThrownBy(() -> session.refresh(fresh))
          .hasMessage(
              """
              Prize 3 cannot be refreshed
                  it has no row yet
                  flush first [ROWAN-322]""");
    }
  }

  // ---- merge

  @Test
  void merge_ofDetachedObject_copiesItToTheSessionsOwn() {
    Author ann = detached();
    ann.name = "Anna";
    h2.log().clear();
    try (Session session = h2.open()) {
      Author own = session.merge(ann);
      assertThat(own).isNotSameAs(ann).isSameAs(session.get(Author.class, 1L));
      assertThat(own.name).isEqualTo("Anna");
      assertThat(session.contains(ann)).isFalse();
      session.commit();
    }
    assertThat(h2.log().sql()).hasSize(2);
    assertThat(h2.log().sql().get(1))
        .isEqualTo("update author set version = ?, name = ? where id = ? and version = ?");
  }

  @Test
  void H_D7_merge_ofObjectWithNulls_writesThem() {
    Author made = new Author();
    made.id = 1L;
    made.version = 3;
    try (Session session = h2.open()) {
      session.merge(made);
      session.commit();
    }
    assertThat(h2.rows("select name, note, street, city from author"))
        .containsExactly("null,null,null,null");
    assertThat(h2.rows("select prizes_id from prize where id = 1")).containsExactly("null");
  }

  @Test
  void H_D7_merge_leavesWhatIsNotLoadedAlone() throws Exception {
    Author ann = copied(detached());
    ann.note = null;
    try (Session session = h2.open()) {
      session.merge(ann);
      h2.log().clear();
      session.commit();
      assertThat(sent())
          .isEqualTo("update author set version = ?, note = ? where id = ? and version = ?");
    }
    assertThat(h2.rows("select a.name, prizes_id from author a join prize p on p.prizes_id = a.id"))
        .containsExactly("Ann,1");
  }

  @Test
  void merge_ofNewObject_addsACopy() {
    Author bob = new Author();
    bob.name = "Bob";
    bob.texts.add(new Text(3, "Three"));
    bob.texts.get(0).author = bob;
    try (Session session = h2.open()) {
      Author own = session.merge(bob);
      session.commit();
      assertThat(own.id).isEqualTo(2);
      assertThat(bob.id).isNull();
      assertThat(own.texts.get(0).author).isSameAs(own);
    }
    assertThat(h2.rows("select title, author_id from text where id = 3"))
        .containsExactly("Three,2");
  }

  @Test
  void merge_ofGraph_loadsEachLevelOnce() {
    Author ann;
    try (Session session = h2.open()) {
      ann = session.get(Author.class, 1L);
      assertThat(ann.texts).hasSize(2);
    }
    ann.texts.forEach(text -> text.title += "!");
    h2.log().clear();
    try (Session session = h2.open()) {
      Author own = session.merge(ann);
      assertThat(own.texts.get(0).title).isEqualTo("One!");
      session.commit();
    }
    assertThat(h2.log().sql()).hasSize(4);
    assertThat(h2.log().sql().get(3)).isEqualTo("update text set title = ? where id = ?");
    assertThat(h2.log().events().get(3).batchSize()).isEqualTo(2);
  }

  @Test
  void merge_ofObjectWhoseRowChanged_isStale() {
    Author ann = detached();
    h2.sql("update author set version = 4");
    try (Session session = h2.open()) {
      assertThatThrownBy(() -> session.merge(ann))
          .isInstanceOf(StaleEntityException.class)
          .hasMessage(
              """
              Author 1 was changed by another transaction
                  it was detached with the version 3, its row has the version 4
                  in merge(Author 1)
                  read it again in a new session and repeat the change [ROWAN-401]""");
    }
  }

  @Test
  void merge_ofObjectWhoseRowIsGone_isStale() {
    Prize silver;
    try (Session session = h2.open()) {
      silver = session.get(Prize.class, 2);
    }
    h2.sql("delete from prize where id = 2");
    try (Session session = h2.open()) {
      assertThatThrownBy(() -> session.merge(silver))
          .hasMessage(
              """
              Prize 2 was deleted since it was detached
                  in merge(Prize 2)
                  leave it out, or make a new object [ROWAN-401]""");
    }
  }

  @Test
  void merge_ofManagedObject_isThatObject() {
    try (Session session = h2.open()) {
      Author ann = session.get(Author.class, 1L);
      ann.name = "Anna";
      assertThat(session.merge(ann)).isSameAs(ann);
      session.commit();
    }
    assertThat(h2.rows("select name from author")).containsExactly("Anna");
  }

  @Test
  void merge_ofRemovedObject_isRefused() {
    try (Session session = h2.open()) {
      Prize silver = session.get(Prize.class, 2);
      session.delete(silver);
      assertThatThrownBy(() -> session.merge(silver))
          .hasMessage(
              """
              Prize 2 is to be deleted, so it cannot be merged
                  add it first, which takes the deletion back [ROWAN-323]""");
    }
  }

  @Test
  void merge_whereTheReferenceIsNotMerged_refersToItById() {
    Text text;
    try (Session session = h2.open()) {
      text = session.get(Text.class, 1);
      assertThat(text.author.name).isEqualTo("Ann");
    }
    text.author.name = "Changed";
    text.title = "Uno";
    h2.log().clear();
    try (Session session = h2.open()) {
      session.merge(text);
      session.commit();
    }
    assertThat(h2.log().sql()).hasSize(2);
    assertThat(h2.log().sql().get(1)).isEqualTo("update text set title = ? where id = ?");
  }
}
