package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.AssociationOverride;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToOne;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PrePersist;
import jakarta.persistence.SecondaryTable;
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

  @Entity
  static class Holder {
    @Id int id;

    @Column(unique = true)
    String code;

    @ManyToOne
    @JoinTable(joinColumns = @JoinColumn(referencedColumnName = "code"))
    Owner owner;
  }

  @Test
  void tableOfAReference_byAnotherColumnOfItsOwner() {
    faultOf(Holder.class, Owner.class)
        .hasMessage(
            """
            The table of a reference holds the id of Holder, and no other column of it
                at Holder.owner
                take referencedColumnName away in joinColumns; in inverseJoinColumns it may stand\
             [ROWAN-150]""");
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
        .hasMessageStartingWith(
            "The listener org.rowanorm.feature.MappingRuleTest$Unmakeable cannot be made")
        .hasMessageEndingWith("[ROWAN-123]");
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
