package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToOne;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.rowanorm.error.MappingException;
import org.rowanorm.support.H2;

/** What a mapping can say wrongly of tables beside that of the entity. */
class TableFaultTest {

  private static AbstractThrowableAssert<?, ?> faultOf(Class<?>... entities) {
    return assertThatThrownBy(() -> H2.empty(entities)).isInstanceOf(MappingException.class);
  }

  @Entity
  static class Owner {
    @Id int id;
  }

  // ---- secondary tables

  @Entity
  @SecondaryTable(name = "details")
  static class Misspelt {
    @Id int id;

    @Column(table = "detials")
    String text;
  }

  @Test
  void columnInATableThatIsNotDeclared_isRefused() {
    faultOf(Misspelt.class)
        .hasMessage(
            """
            Entity Misspelt has no table 'detials'; did you mean 'details'?
                at Misspelt.text
                declare it with @SecondaryTable on Misspelt [ROWAN-124]""");
  }

  @Entity
  @SecondaryTable(name = "details")
  static class Keyed {
    @Id
    @Column(table = "details")
    int id;

    @Version
    @Column(table = "details")
    int version;
  }

  @Test
  void idAndVersionInASecondaryTable_areRefused() {
    faultOf(Keyed.class)
        .hasMessageContaining(
            """
            An id cannot stand in a secondary table
                at Keyed.id, in table details
                take the table away: it belongs to the row that each object has [ROWAN-124]""")
        .hasMessageContaining(
            """
            A version cannot stand in a secondary table
                at Keyed.version, in table details
                take the table away: it belongs to the row that each object has [ROWAN-124]""");
  }

  @Embeddable
  record PairId(int one, int two) {}

  @Entity
  static class Pair {
    @Id PairId id;
  }

  @Entity
  @SecondaryTable(name = "one")
  @SecondaryTable(name = "two")
  static class Torn {
    @Id int id;

    @ManyToOne
    @JoinColumn(name = "p1", referencedColumnName = "one", table = "one")
    @JoinColumn(name = "p2", referencedColumnName = "two", table = "two")
    Pair pair;
  }

  @Test
  void referenceInTwoTables_isRefused() {
    faultOf(Torn.class, Pair.class)
        .hasMessage(
            """
            The columns of a reference stand in several tables
                at Torn.pair
                give all its join columns the same table [ROWAN-124]""");
  }

  @Entity
  @SecondaryTable(name = "TWICE")
  static class Twice {
    @Id int id;
  }

  @Test
  void tableOfTheSameName_isRefused() {
    faultOf(Twice.class)
        .hasMessage(
            """
            Entity Twice has two tables TWICE
                at org.rowanorm.feature.TableFaultTest$Twice
                give one of them another name [ROWAN-124]""");
  }

  @Entity
  @SecondaryTable(
      name = "more",
      pkJoinColumns = {@PrimaryKeyJoinColumn(name = "a"), @PrimaryKeyJoinColumn(name = "b")})
  static class ManyKeys {
    @Id int id;
  }

  @Test
  void tooManyKeyColumns_areRefused() {
    faultOf(ManyKeys.class)
        .hasMessage(
            """
            2 join columns for an id of 1
                at @SecondaryTable more of org.rowanorm.feature.TableFaultTest$ManyKeys
                declare one for each column of ManyKeys.id [ROWAN-114]""");
  }

  @Entity
  @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
  static class Above {
    @Id int id;
  }

  @Entity
  @SecondaryTable(name = "more")
  static class Below extends Above {}

  @Test
  void secondaryTableWithATablePerClass_isRefused() {
    faultOf(Above.class, Below.class)
        .hasMessage(
            """
            Further tables of entities with TABLE_PER_CLASS are not supported
                at org.rowanorm.feature.TableFaultTest$Below
                use JOINED, or take @SecondaryTable and @JoinTable away [ROWAN-106]""");
  }

  // ---- tables of references

  @Entity
  static class Both {
    @Id int id;
    @ManyToOne @JoinTable @JoinColumn Owner owner;
  }

  @Test
  void joinTableWithJoinColumn_isRefused() {
    faultOf(Both.class, Owner.class)
        .hasMessage(
            """
            A reference cannot have both @JoinTable and @JoinColumn
                at Both.owner
                name the columns with joinColumns and inverseJoinColumns of @JoinTable [ROWAN-115]""");
  }

  @Entity
  static class ByReference {
    @Id @OneToOne @JoinTable Owner owner;
  }

  @Test
  void joinTableOfAnId_isRefused() {
    faultOf(ByReference.class, Owner.class)
        .hasMessageContaining(
            """
            A reference that is an id cannot have a @JoinTable
                at ByReference.owner
                keep its key in the row that it identifies [ROWAN-115]""");
  }

  @Entity
  static class Man {
    @Id int id;
    @OneToOne Woman wife;
  }

  @Entity
  static class Woman {
    @Id int id;

    @OneToOne(mappedBy = "wife")
    @JoinTable
    Man husband;
  }

  @Test
  void joinTableOfTheOtherSide_isRefused() {
    faultOf(Man.class, Woman.class)
        .hasMessage(
            """
            A reference with mappedBy cannot have a @JoinTable
                at Woman.husband
                put it on the attribute that mappedBy names [ROWAN-115]""");
  }

  @Embeddable
  static class Inside {
    @ManyToOne @JoinTable Owner owner;
  }

  @Entity
  static class Outside {
    @Id int id;
    @ElementCollection List<Inside> insides = new ArrayList<>();
  }

  @Entity
  static class ByInside {
    @EmbeddedId Inside id;
  }

  @Test
  void joinTableOfWhatHasNoRowOfItsOwn_isRefused() {
    faultOf(Outside.class, Owner.class)
        .hasMessage(
            """
            A @JoinTable cannot stand in an element or a key of a collection
                at Inside.owner, in Outside.insides
                move it to the entity, or to an embeddable of which the entity holds one [ROWAN-106]""");
    faultOf(ByInside.class, Owner.class)
        .hasMessageContaining(
            """
            A @JoinTable cannot stand in an id
                at Inside.owner, in ByInside.id
                move it to the entity, or to an embeddable of which the entity holds one [ROWAN-106]""");
  }

  @Entity
  static class TwoInside {
    @Id int id;
    Inside one;
    Inside two;
  }

  @Test
  void joinTableInTwoEmbeddablesOfOneClass_isRefused() {
    faultOf(TwoInside.class, Owner.class)
        .hasMessageContaining(
            """
            Entity TwoInside has two tables twoinside_owner
                at TwoInside.two.owner
                name another one with joinTable of an @AssociationOverride at the embeddable\
             [ROWAN-124]""");
  }

  @Entity
  static class TooMany {
    @Id int id;

    @ManyToOne
    @JoinTable(inverseJoinColumns = {@JoinColumn(name = "a"), @JoinColumn(name = "b")})
    Owner owner;
  }

  @Test
  void tooManyColumnsOfAJoinTable_areRefused() {
    faultOf(TooMany.class, Owner.class)
        .hasMessage(
            """
            2 join columns for an id of 1
                at TooMany.owner
                declare one for each column of Owner.id [ROWAN-114]""");
  }
}
