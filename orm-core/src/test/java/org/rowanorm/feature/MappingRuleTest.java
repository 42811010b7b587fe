package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.AssociationOverride;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Index;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PrePersist;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.rowanorm.annotation.Large;
import org.rowanorm.annotation.NaturalId;
import org.rowanorm.annotation.SoftDelete;
import org.rowanorm.annotation.Uuid7;
import org.rowanorm.error.MappingException;
import org.rowanorm.support.H2;

/** Rules that a mapping can break, each with the whole message: fact, place, remedy and code. */
class MappingRuleTest {

  private static AbstractThrowableAssert<?, ?> faultOf(Class<?>... entities) {
    return assertThatThrownBy(() -> H2.empty(entities)).isInstanceOf(MappingException.class);
  }

  // ---- overrides

  @Embeddable
  record Point(int north, int east) {}

  @Embeddable
  record Address(String city, Point point, @ManyToOne Owner owner) {}

  @Entity
  static class Owner {
    @Id int id;
  }

  @Entity
  static class Misspelt {
    @Id int id;

    @AttributeOverride(name = "citty", column = @Column(name = "c"))
    Address address;
  }

  @Test
  void override_ofNothing() {
    faultOf(Misspelt.class, Owner.class)
        .hasMessage(
            """
            No attribute 'citty' to override; did you mean 'city'?
                at Misspelt.address, overridden as 'citty'
                name an attribute, or the path to one inside an embeddable [ROWAN-180]""");
  }

  @Entity
  static class WrongKind {
    @Id int id;

    @AttributeOverride(name = "point", column = @Column(name = "p"))
    @AttributeOverride(name = "owner", column = @Column(name = "o"))
    @AssociationOverride(name = "city", joinColumns = @JoinColumn(name = "c"))
    Address address;
  }

  @Test
  void overrides_ofTheOtherKind_areReportedTogether() {
    faultOf(WrongKind.class, Owner.class)
        .hasMessage(
            """
            3 faults in the mapping:

            Address.point is an embeddable, which has no column of its own
                at WrongKind.address, overridden as 'point'
                name the attributes inside it, such as point.x [ROWAN-180]

            Address.owner is a reference, which has join columns
                at WrongKind.address, overridden as 'owner'
                use @AssociationOverride with joinColumns [ROWAN-180]

            Address.city is no association
                at WrongKind.address, overridden as 'city'
                use @AttributeOverride with column [ROWAN-180]
             [ROWAN-180]""");
  }

  @MappedSuperclass
  static class Named {
    @Id int id;
    String name;
  }

  @Entity
  @AttributeOverride(name = "title", column = @Column(name = "t"))
  static class Titled extends Named {}

  @Test
  void override_ofNothingInherited() {
    faultOf(Titled.class)
        .hasMessage(
            """
            No attribute 'title' to override; it has id, name
                at Titled, overridden as 'title'
                name an attribute, or the path to one inside an embeddable [ROWAN-180]""");
  }

  // ---- annotations of columns and ids

  @Entity
  static class Misplaced {
    @Id int id;

    @ManyToOne
    @Column(name = "o")
    Owner owner;

    @JoinColumn(name = "n")
    String name;

    @GeneratedValue int number;
    @Uuid7 String text;
    @Large String more;
  }

  @Test
  void annotationsOfAnotherKind_areReportedTogether() {
    faultOf(Misplaced.class, Owner.class)
        .hasMessage(
            """
            5 faults in the mapping:

            @Column does not go with a reference
                at Misplaced.owner
                say it with @JoinColumn [ROWAN-143]

            @JoinColumn does not go with a value
                at Misplaced.name
                say it with @Column [ROWAN-143]

            @GeneratedValue does not go with an attribute that is no id
                at Misplaced.number
                add @Id, or use @ReadBack for what the database makes [ROWAN-143]

            @Uuid7 does not go with an attribute that is no id made of a UUID
                at Misplaced.text
                put it beside @Id @GeneratedValue on a UUID or a String [ROWAN-143]

            @Large does not go with java.lang.String
                at Misplaced.more
                it is for @OneToMany, @ManyToMany and @ElementCollection; leave it out [ROWAN-143]
             [ROWAN-143]""");
  }

  // ---- ids

  @Entity
  static class Chicken {
    @Id @OneToOne Egg egg;
  }

  @Entity
  static class Egg {
    @Id @OneToOne Chicken chicken;
  }

  @Test
  void id_thatDependsOnItself() {
    faultOf(Chicken.class, Egg.class)
        .hasMessage(
            """
            The id of Chicken depends on itself
                at org.rowanorm.feature.MappingRuleTest$Chicken
                give one of the entities an id of its own [ROWAN-103]""");
  }

  interface NoIdClass {}

  @Entity
  @IdClass(NoIdClass.class)
  static class WithInterface {
    @Id int left;
    @Id int right;
  }

  @Test
  void idClass_thatCannotBeMade() {
    faultOf(WithInterface.class)
        .hasMessage(
            """
            The id class of WithInterface cannot be used
                at org.rowanorm.feature.MappingRuleTest$NoIdClass
                interface org.rowanorm.feature.MappingRuleTest$NoIdClass gives no access: no such\
             constructor: org.rowanorm.feature.MappingRuleTest$NoIdClass.<init>(Hydrating)void/newInvokeSpecial
                declare it as a class with a no-arg constructor, or as a record [ROWAN-113]""");
  }

  @Entity
  static class Lower extends Owner {
    @MapsId @OneToOne Chick chick;
  }

  @Entity
  static class Chick {
    @Id int id;
  }

  @Test
  void mapsId_belowTheTopmostEntity() {
    faultOf(Owner.class, Lower.class, Chick.class)
        .hasMessage(
            """
            An entity that extends another one has its id
                at Lower.chick
                take @MapsId away, or declare the reference in the topmost entity [ROWAN-119]""");
  }

  // ---- foreign keys to other columns

  @Entity
  @SecondaryTable(name = "more")
  static class Split {
    @Id int id;

    @Column(table = "more", unique = true)
    String code;
  }

  @Entity
  static class ToSplit {
    @Id int id;

    @ManyToOne
    @JoinColumn(referencedColumnName = "code")
    Split split;
  }

  @Test
  void foreignKey_toAColumnOfAFurtherTable() {
    faultOf(Split.class, ToSplit.class)
        .hasMessage(
            """
            A foreign key cannot refer to Split.code, which is not in one first table of Split
                at org.rowanorm.feature.MappingRuleTest$Split
                refer to the id, or declare the attribute in Split [ROWAN-150]""");
  }

  // ---- marks and natural ids

  @Entity
  @SoftDelete
  @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
  static class Apart {
    @Id int id;
  }

  @Entity
  static class FurtherApart extends Apart {}

  @Test
  void softDelete_withATableForEachClass() {
    faultOf(Apart.class, FurtherApart.class)
        .hasMessage(
            """
            @SoftDelete needs a table that all rows of Apart stand in
                at org.rowanorm.feature.MappingRuleTest$Apart
                use SINGLE_TABLE or JOINED [ROWAN-154]""");
  }

  @Entity
  static class NaturalCollection {
    @Id int id;
    @NaturalId @ElementCollection List<String> names = new ArrayList<>();
  }

  @Test
  void naturalId_ofACollection() {
    faultOf(NaturalCollection.class)
        .hasMessage(
            """
            NaturalCollection.names has no columns to be a natural id
                at NaturalCollection.names
                take @NaturalId away [ROWAN-153]""");
  }

  // ---- embeddables

  @Embeddable
  static class WithSide {
    @OneToOne(mappedBy = "back")
    Returning other;
  }

  @Entity
  static class Returning {
    @Id int id;
    @OneToOne BySide back;
  }

  @Entity
  static class BySide {
    @EmbeddedId WithSide id;
  }

  @Test
  void mappedBy_inAnId() {
    faultOf(BySide.class, Returning.class)
        .hasMessageContaining(
            """
            A mappedBy cannot stand in an id
                at WithSide.other, in BySide.id
                move it to the entity, or to an embeddable of which the entity holds one\
             [ROWAN-106]""");
  }

  interface Unmade {}

  @Entity
  static class HasUnmade {
    @Id int id;
    @Embedded Unmade part;
  }

  /** In the middle stands what the JDK says of the class. */
  @Test
  void embeddable_thatCannotBeMade() {
    faultOf(HasUnmade.class)
        .hasMessageStartingWith(
            """
            The embeddable org.rowanorm.feature.MappingRuleTest$Unmade cannot be used
                at HasUnmade.part
            """)
        .hasMessageEndingWith(
            "enhance it with its module, or open its package to org.rowanorm.core [ROWAN-101]");
  }

  // ---- the other side

  @Entity
  static class Alone {
    @Id int id;
  }

  @Entity
  static class Mapped {
    @Id int id;

    @OneToMany(mappedBy = "mapped")
    List<Alone> some = new ArrayList<>();

    @ManyToMany(mappedBy = "mapped")
    List<Alone> others = new ArrayList<>();
  }

  @Test
  void mappedBy_whereTheTargetHasNothingToName() {
    faultOf(Mapped.class, Alone.class)
        .hasMessageContaining(
            """
            mappedBy = 'mapped' names no reference from Alone to Mapped
                at Mapped.some
                add a @ManyToOne to Alone, or use @JoinColumn instead of mappedBy [ROWAN-108]""")
        .hasMessageContaining(
            """
            mappedBy = 'mapped' names no collection from Alone to Mapped
                at Mapped.others
                add a @ManyToMany to Alone, or leave mappedBy away [ROWAN-108]""");
  }

  // ---- referenced columns

  @Entity
  static class Puppet {
    @Id int id;
  }

  @Entity
  static class Clown extends Puppet {}

  @Entity
  static class Stage {
    @Id int id;
    @ManyToOne Puppet star;
  }

  @Entity
  static class Poster {
    @Id int id;

    @ManyToOne
    @JoinColumn(name = "star", referencedColumnName = "star_id")
    Stage stage;
  }

  @Test
  void foreignKey_toAReferenceThatIsFoundByLoading() {
    faultOf(Puppet.class, Clown.class, Stage.class, Poster.class)
        .hasMessage(
            """
            A foreign key cannot refer to Stage.star, which leads to an entity that is found by\
             loading it
                at Poster.stage
                refer to the id, or to a plain attribute that is unique [ROWAN-150]""");
  }

  // ---- hierarchies

  @Entity
  static class Animal {
    @Id int id;
  }

  @Entity
  @Table(name = "dogs")
  static class Dog extends Animal {}

  @Entity
  @Table(indexes = @Index(columnList = "id"))
  static class Cat extends Animal {}

  @Test
  void tables_inAHierarchyWithASingleTable_areReportedTogether() {
    faultOf(Animal.class, Dog.class, Cat.class)
        .hasMessageContaining(
            """
            The rows of a hierarchy with SINGLE_TABLE stand in one table, animal, and a @Table\
             'dogs' has none of them
                at org.rowanorm.feature.MappingRuleTest$Dog, which extends Animal
                take @Table away, or use JOINED or TABLE_PER_CLASS at Animal [ROWAN-124]""")
        .hasMessageContaining(
            """
            The rows of a hierarchy with SINGLE_TABLE stand in one table, animal, and a @Table\
             has none of them
                at org.rowanorm.feature.MappingRuleTest$Cat, which extends Animal
                take @Table away, or use JOINED or TABLE_PER_CLASS at Animal [ROWAN-124]""");
  }

  @Entity
  @Inheritance(strategy = InheritanceType.JOINED)
  @DiscriminatorColumn(name = "kind")
  static class Puppy extends Animal {}

  @Test
  void whatTheTopmostEntitySaysForAll_saidBelow() {
    faultOf(Animal.class, Puppy.class)
        .hasMessageContaining(
            """
            The tables of one hierarchy cannot be cut by SINGLE_TABLE and JOINED
                at org.rowanorm.feature.MappingRuleTest$Puppy, which extends Animal
                take @Inheritance away, or say JOINED at Animal [ROWAN-124]""")
        .hasMessageContaining(
            """
            A hierarchy has one discriminator column, and 'kind' is another
                at org.rowanorm.feature.MappingRuleTest$Puppy, which extends Animal
                declare it at Animal [ROWAN-120]""");
  }

  // ---- callbacks

  static class Unmakeable {
    Unmakeable(int size) {}
  }

  @Entity
  @EntityListeners(Unmakeable.class)
  static class Heard {
    @Id int id;
  }

  @Test
  void listener_thatCannotBeMade() {
    faultOf(Heard.class)
        .hasMessage(
            """
            The listener org.rowanorm.feature.MappingRuleTest$Unmakeable cannot be made, since it\
             has no constructor without parameters
                in @EntityListeners of org.rowanorm.feature.MappingRuleTest$Heard
                give it a no-arg constructor that does not fail [ROWAN-123]""");
  }

  static class Failing {
    Failing() {
      throw new IllegalArgumentException("no clock");
    }
  }

  @MappedSuperclass
  @EntityListeners(Failing.class)
  static class HeardAbove {
    @Id int id;
  }

  @Entity
  static class HeardOne extends HeardAbove {}

  @Entity
  static class HeardTwo extends HeardAbove {}

  @Test
  void listener_whoseConstructorFails_isReportedOnce() {
    faultOf(HeardOne.class, HeardTwo.class)
        .hasMessage(
            """
            The listener org.rowanorm.feature.MappingRuleTest$Failing cannot be made, since its\
             constructor fails: java.lang.IllegalArgumentException: no clock
                in @EntityListeners of org.rowanorm.feature.MappingRuleTest$HeardOne
                give it a no-arg constructor that does not fail [ROWAN-123]""");
  }

  @Entity
  static class Given {
    @Id int id;

    @PostLoad
    void loaded(Object self) {}
  }

  @Test
  void callback_withAParameter() {
    faultOf(Given.class)
        .hasMessage(
            """
            A callback cannot be called
                at Given.loaded()
                declare it void, not static and without parameters [ROWAN-123]""");
  }

  static class Deaf {
    @PrePersist
    void hear() {}
  }

  @Entity
  @EntityListeners(Deaf.class)
  static class Unheard {
    @Id int id;
  }

  @Test
  void callback_ofAListenerWithoutAParameter() {
    faultOf(Unheard.class)
        .hasMessage(
            """
            A callback cannot be called
                at Deaf.hear()
                declare it void, not static, with one parameter for the object, in a class that\
             org.rowanorm.core may open [ROWAN-123]""");
  }
}
