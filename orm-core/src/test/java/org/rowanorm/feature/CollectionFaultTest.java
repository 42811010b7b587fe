package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKey;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderBy;
import jakarta.persistence.OrderColumn;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.MappingException;
import org.rowanorm.support.H2;

/** Each way to map a collection, or the other side of an association, wrongly. */
class CollectionFaultTest {

  private static AbstractThrowableAssert<?, ? extends Throwable> faultOf(Class<?>... entities) {
    return assertThatThrownBy(() -> H2.empty(entities)).isInstanceOf(MappingException.class);
  }

  @Entity
  static class Thing {
    @Id long id;
    String name;
  }

  @Entity
  static class BothTableAndColumn {
    @Id int id;

    @OneToMany
    @JoinTable(name = "t")
    @JoinColumn(name = "c")
    List<Thing> things;
  }

  @Test
  void joinTableAndJoinColumn() {
    faultOf(BothTableAndColumn.class, Thing.class)
        .hasMessage(
            """
            A collection cannot have both @JoinTable and @JoinColumn
                at BothTableAndColumn.things
                keep @JoinColumn for a foreign key in the table of the elements [ROWAN-115]""");
  }

  @Entity
  static class MappedTable {
    @Id int id;
    @ManyToMany Set<MappedTable> one;

    @ManyToMany(mappedBy = "one")
    @JoinTable(name = "t")
    Set<MappedTable> other;
  }

  @Test
  void joinTableOfTheMappedSide() {
    faultOf(MappedTable.class)
        .hasMessage(
            """
            A collection with mappedBy cannot have a @JoinTable
                at MappedTable.other
                put it on the attribute that mappedBy names [ROWAN-115]""");
  }

  @Entity
  static class SameTable {
    @Id int id;
    @ManyToMany Set<SameTable> friends;
    @ManyToMany Set<SameTable> rivals;
  }

  @Test
  void twoCollectionsInOneTable() {
    faultOf(SameTable.class)
        .hasMessage(
            """
            Two collections stand in the table sametable_sametable
                at SameTable.friends and SameTable.rivals
                name another table with @JoinTable or @CollectionTable, or make one the other side with mappedBy [ROWAN-115]""");
  }

  @Entity
  static class OrderedSet {
    @Id int id;
    @ElementCollection @OrderColumn Set<String> names;
  }

  @Test
  void orderColumnOfASet() {
    faultOf(OrderedSet.class)
        .hasMessage(
            """
            @OrderColumn needs a List, but this is a Set
                at OrderedSet.names
                declare it as List, or take the annotation away [ROWAN-116]""");
  }

  @Entity
  static class TwoOrders {
    @Id int id;
    @ElementCollection @OrderColumn @OrderBy List<String> names;
  }

  @Test
  void orderColumnAndOrderBy() {
    faultOf(TwoOrders.class)
        .hasMessage(
            """
            A list cannot have both @OrderColumn and @OrderBy
                at TwoOrders.names
                keep @OrderColumn to store the order of the list, @OrderBy to sort what is loaded [ROWAN-116]""");
  }

  @Entity
  static class OrderedInverse {
    @Id int id;
    @ManyToMany Set<OrderedInverse> one;

    @ManyToMany(mappedBy = "one")
    @OrderColumn
    List<OrderedInverse> other;
  }

  @Test
  void orderColumnOfTheMappedSideOfAJoinTable() {
    faultOf(OrderedInverse.class)
        .hasMessage(
            """
            A collection that another one maps cannot have a column for its order
                at OrderedInverse.other
                put @OrderColumn on the other side, or sort with @OrderBy [ROWAN-116]""");
  }

  @Entity
  static class KeyedList {
    @Id int id;
    @ElementCollection @MapKeyColumn List<String> names;
  }

  @Test
  void mapKeyOfAList() {
    faultOf(KeyedList.class)
        .hasMessage(
            """
            A map key needs a Map, but this is a List
                at KeyedList.names
                declare it as Map, or take the annotation away [ROWAN-117]""");
  }

  @Entity
  static class UnknownKey {
    @Id int id;

    @OneToMany
    @MapKey(name = "title")
    Map<String, Thing> things;
  }

  @Test
  void mapKeyThatIsNoAttribute() {
    faultOf(UnknownKey.class, Thing.class)
        .hasMessage(
            """
            No attribute 'title' in Thing to be a map key
                at UnknownKey.things
                use @MapKeyColumn, or name an attribute of the elements [ROWAN-117]""");
  }

  @Entity
  static class KeyOfValues {
    @Id int id;
    @ElementCollection @MapKey Map<String, String> names;
  }

  @Test
  void mapKeyOfValues() {
    faultOf(KeyOfValues.class)
        .hasMessage(
            """
            @MapKey needs a map of entities
                at KeyOfValues.names
                use @MapKeyColumn, or name an attribute of the elements [ROWAN-117]""");
  }

  @Entity
  static class NoKeyClass {
    @Id int id;
    @ElementCollection Map<?, String> names;
  }

  @Test
  void mapWithoutAKeyClass() {
    faultOf(NoKeyClass.class)
        .hasMessage(
            """
            The keys of a map are of no known class
                at NoKeyClass.names
                write the key type, such as Map<String, Book>, or name it with @MapKeyClass [ROWAN-117]""");
  }

  @Entity
  static class KeyedInverse {
    @Id int id;
    @ManyToMany Set<KeyedInverse> one;

    @ManyToMany(mappedBy = "one")
    Map<String, KeyedInverse> other;
  }

  @Test
  void keyColumnOfTheMappedSideOfAJoinTable() {
    faultOf(KeyedInverse.class)
        .hasMessage(
            """
            A collection that another one maps cannot have a column for its keys
                at KeyedInverse.other
                take an attribute of the elements with @MapKey [ROWAN-117]""");
  }

  @Entity
  static class EntityElements {
    @Id int id;
    @ElementCollection Set<Thing> things;
  }

  @Test
  void elementCollectionOfEntities() {
    faultOf(EntityElements.class, Thing.class)
        .hasMessage(
            """
            An element collection cannot hold Thing
                at EntityElements.things
                use @OneToMany or @ManyToMany for entities [ROWAN-118]""");
  }

  @Entity
  static class NestedElements {
    @Id int id;
    @ElementCollection List<Set<String>> names;
  }

  @Test
  void elementCollectionOfCollections() {
    faultOf(NestedElements.class)
        .hasMessage(
            """
            An element collection cannot hold Set
                at NestedElements.names
                write the element type, such as List<String>, or targetClass [ROWAN-118]""");
  }

  @Entity
  @SuppressWarnings("rawtypes")
  static class RawElements {
    @Id int id;
    @ElementCollection List names;
  }

  @Test
  void elementCollectionWithoutAClass() {
    faultOf(RawElements.class)
        .hasMessage(
            """
            The elements of a collection are of no known class
                at RawElements.names
                write the element type, such as List<String>, or targetClass [ROWAN-118]""");
  }

  @Entity
  static class SortedElements {
    @Id int id;
    @ElementCollection SortedSet<String> names;
  }

  @Test
  void sortedSet_isNoKindOfCollection() {
    faultOf(SortedElements.class)
        .hasMessage(
            """
            A to-many attribute cannot be of type SortedSet
                at SortedElements.names
                declare it as Set or Map and sort what is loaded with @OrderBy [ROWAN-111]""");
  }

  @Entity
  static class SameColumn {
    @Id int id;

    @ElementCollection
    @CollectionTable(name = "t", joinColumns = @JoinColumn(name = "names"))
    List<String> names;
  }

  @Test
  void columnForTwoThings() {
    faultOf(SameColumn.class)
        .hasMessage(
            """
            Column names of t stands for two things
                at SameColumn.names
                name the columns of the owner, the index or key and the element apart [ROWAN-109]""");
  }

  @Entity
  static class NoSuchMany {
    @Id int id;

    @ManyToMany(mappedBy = "nothing")
    Set<Thing> things;
  }

  @Test
  void mappedByOfManyToMany_thatNamesNothing() {
    faultOf(NoSuchMany.class, Thing.class)
        .hasMessage(
            """
            mappedBy = 'nothing' names no collection from Thing to NoSuchMany
                at NoSuchMany.things
                add a @ManyToMany to Thing, or leave mappedBy away [ROWAN-108]""");
  }

  @Entity
  static class NoSuchPart {
    @EmbeddedId PartId id;

    @MapsId("thing")
    @ManyToOne
    Thing thing;
  }

  @Embeddable
  record PartId(long other, int number) {}

  @Test
  void mapsIdThatNamesNoPart() {
    faultOf(NoSuchPart.class, Thing.class)
        .hasMessage(
            """
            @MapsId names no part 'thing' of the id
                at NoSuchPart.thing, which refers to Thing
                name the attribute of the id that has the type of the id of Thing [ROWAN-119]""");
  }

  @Entity
  static class WholeOfTwo {
    @EmbeddedId PartId id;
    @MapsId @OneToOne Thing thing;
  }

  @Test
  void mapsIdOfAnIdWithMoreColumns() {
    faultOf(WholeOfTwo.class, Thing.class)
        .hasMessage(
            """
            @MapsId of 1 columns for an id of 2
                at WholeOfTwo.thing, which refers to Thing
                name the attribute of the id that has the type of the id of Thing [ROWAN-119]""");
  }

  @Entity
  static class OtherType {
    @Id String id;
    @MapsId @OneToOne Thing thing;
  }

  @Test
  void mapsIdOfAnotherType() {
    faultOf(OtherType.class, Thing.class)
        .hasMessage(
            """
            An id of type String cannot be taken from one of type Long
                at OtherType.id and OtherType.thing
                declare both of one type [ROWAN-119]""");
  }

  @Entity
  static class GeneratedToo {
    @Id @GeneratedValue long id;
    @MapsId @OneToOne Thing thing;
  }

  @Test
  void mapsIdOfAGeneratedId() {
    faultOf(GeneratedToo.class, Thing.class)
        .hasMessage(
            """
            An id cannot be both generated and taken from a reference
                at GeneratedToo.id and GeneratedToo.thing
                take @GeneratedValue away, or @MapsId [ROWAN-119]""");
  }

  @Embeddable
  static class WithMany {
    @ElementCollection List<String> names;
  }

  @Entity
  static class ManyInside {
    @Id int id;
    @ElementCollection List<WithMany> many;
  }

  @Test
  void collectionInsideAnElement() {
    faultOf(ManyInside.class)
        .hasMessage(
            """
            A collection cannot stand in an element or a key of a collection
                at WithMany.names, in ManyInside.many
                move it to the entity, or to an embeddable of which the entity holds one [ROWAN-106]""");
  }
}
