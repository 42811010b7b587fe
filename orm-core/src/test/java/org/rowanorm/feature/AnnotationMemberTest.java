package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.AssociationOverride;
import jakarta.persistence.AssociationOverrides;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.AttributeOverrides;
import jakarta.persistence.Basic;
import jakarta.persistence.CascadeType;
import jakarta.persistence.CheckConstraint;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ConstraintMode;
import jakarta.persistence.Convert;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorType;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Index;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinColumns;
import jakarta.persistence.JoinTable;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyClass;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.MapKeyEnumerated;
import jakarta.persistence.MapKeyJoinColumn;
import jakarta.persistence.MapKeyJoinColumns;
import jakarta.persistence.MapKeyTemporal;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.PrimaryKeyJoinColumns;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.SecondaryTables;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.SequenceGenerators;
import jakarta.persistence.Table;
import jakarta.persistence.TableGenerator;
import jakarta.persistence.TableGenerators;
import jakarta.persistence.TemporalType;
import jakarta.persistence.Transient;
import jakarta.persistence.UniqueConstraint;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/** Effects of members of annotations that no other test shows; see docs/annotations.md. */
class AnnotationMemberTest {

  @Entity
  static class Person {
    @Id long id;

    Person(long id) {
      this.id = id;
    }
  }

  @Entity
  @Table(
      name = "parcels",
      schema = "post",
      uniqueConstraints =
          @UniqueConstraint(name = "one_code", columnNames = "code", options = "deferrable"),
      indexes =
          @Index(
              name = "ix_weight",
              columnList = "weight desc, code",
              unique = true,
              options = "fast"),
      check = @CheckConstraint(name = "heavy", constraint = "weight > 0", options = "enforced"),
      comment = "what is sent",
      options = "tablespace fast")
  @DiscriminatorColumn(name = "sort", length = 5, options = "default 'p'")
  static class Parcel {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "parcels")
    @SequenceGenerator(
        name = "parcels",
        sequenceName = "parcel_ids",
        schema = "post",
        initialValue = 3,
        allocationSize = 7,
        options = "cycle")
    long id;

    @Column(name = "code", nullable = false, unique = true, length = 12)
    String code = "";

    @Column(precision = 7, scale = 2)
    @Nullable BigDecimal weight;

    @Column(secondPrecision = 3, options = "default now()")
    @Nullable Instant sent;

    @Column(
        columnDefinition = "char(2)",
        check = @CheckConstraint(name = "two", constraint = "land <> ''"),
        comment = "ISO")
    @Nullable String land;

    @Basic(optional = false)
    String title = "";

    @ManyToOne(optional = false)
    @JoinColumn(
        name = "sender",
        unique = true,
        columnDefinition = "decimal(19)",
        options = "visible",
        comment = "who",
        check = @CheckConstraint(constraint = "sender > 0"),
        foreignKey = @ForeignKey(name = "sent_by", options = "on delete cascade"))
    @Nullable Person sender;

    @ElementCollection
    @CollectionTable(
        name = "marks",
        schema = "post",
        joinColumns = @JoinColumn(name = "parcel"),
        foreignKey = @ForeignKey(name = "marked"),
        uniqueConstraints = @UniqueConstraint(columnNames = {"parcel", "mark"}),
        indexes = @Index(columnList = "mark"),
        options = "tablespace slow")
    @Column(name = "mark")
    @OrderColumn(name = "place", columnDefinition = "smallint", options = "default 0")
    List<String> marks = new ArrayList<>();

    @ManyToMany
    @JoinTable(
        name = "handlers",
        schema = "post",
        joinColumns = @JoinColumn(name = "parcel"),
        inverseJoinColumns = @JoinColumn(name = "handler"),
        foreignKey = @ForeignKey(name = "handled"),
        inverseForeignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT),
        uniqueConstraints = @UniqueConstraint(columnNames = {"handler", "parcel"}),
        indexes = @Index(columnList = "handler, parcel desc"),
        check = @CheckConstraint(constraint = "handler <> parcel"),
        comment = "who had it",
        options = "tablespace old")
    List<Person> handlers = new ArrayList<>();

    @ElementCollection
    @MapKeyColumn(name = "kind", length = 3, unique = true, options = "default 'abc'")
    Map<String, Integer> fees = new HashMap<>();

    @ElementCollection
    @MapKeyColumn(name = "rate", precision = 5, scale = 1)
    Map<BigDecimal, String> rates = new HashMap<>();

    @ElementCollection
    @MapKeyColumn(name = "hour_of", columnDefinition = "tinyint")
    Map<Integer, String> hours = new HashMap<>();

    @ElementCollection
    @MapKeyJoinColumn(
        name = "payer",
        columnDefinition = "decimal(19)",
        unique = true,
        options = "visible",
        foreignKey = @ForeignKey(name = "paid_by"))
    Map<Person, Integer> payments = new HashMap<>();
  }

  @Entity
  @DiscriminatorValue("x")
  static class Express extends Parcel {}

  @Entity
  @Inheritance(strategy = InheritanceType.JOINED)
  @DiscriminatorColumn(discriminatorType = DiscriminatorType.CHAR, columnDefinition = "char(1)")
  static class Vehicle {
    @Id int id;
  }

  @Entity
  @PrimaryKeyJoinColumn(
      name = "vehicle",
      referencedColumnName = "id",
      columnDefinition = "int",
      options = "visible",
      foreignKey = @ForeignKey(name = "is_vehicle"))
  static class Truck extends Vehicle {}

  private static String script() {
    StringBuilder script = new StringBuilder();
    try (H2 h2 = H2.empty(Person.class, Parcel.class, Express.class, Vehicle.class, Truck.class)) {
      h2.sessions().schema().createScript(script);
    }
    return script.toString();
  }

  @Test
  void table_showsInItsDefinition() {
    assertThat(script())
        .contains("create table post.parcels (")
        .contains("constraint one_code unique (code) deferrable")
        .contains("constraint heavy check (weight > 0) enforced) tablespace fast")
        .contains("create unique index ix_weight on post.parcels (weight desc, code) fast")
        .contains("comment on table post.parcels is 'what is sent'");
  }

  @Test
  void column_showsInItsDefinition() {
    assertThat(script())
        .contains("code varchar(12) not null unique")
        .contains("weight numeric(7, 2)")
        .contains("sent timestamp(3) with time zone default now()")
        .contains("land char(2)")
        .contains("constraint two check (land <> '')")
        .contains("comment on column post.parcels.land is 'ISO'")
        .contains("title varchar(255) not null");
  }

  @Test
  void joinColumn_showsInItsDefinition() {
    assertThat(script())
        .contains("sender decimal(19) not null unique visible")
        .contains("check (sender > 0)")
        .contains("comment on column post.parcels.sender is 'who'")
        .contains(
            "alter table post.parcels add constraint sent_by foreign key (sender)"
                + " references person (id) on delete cascade");
  }

  @Test
  void sequenceGenerator_showsInTheSequence() {
    assertThat(script())
        .contains("create sequence post.parcel_ids start with 3 increment by 7 cycle");
  }

  @Test
  void discriminatorColumn_showsInItsDefinition() {
    assertThat(script())
        .contains("sort varchar(5) not null default 'p'")
        .contains("dtype char(1) not null");
  }

  @Test
  void collectionTable_showsInItsDefinition() {
    assertThat(script())
        .contains("create table post.marks (parcel bigint not null,")
        .contains("unique (parcel, mark)) tablespace slow")
        .contains("on post.marks (mark)")
        .contains("place smallint not null default 0")
        .contains("alter table post.marks add constraint marked foreign key (parcel)");
  }

  @Test
  void joinTable_showsInItsDefinition() {
    assertThat(script())
        .contains("create table post.handlers (parcel bigint not null, handler bigint not null")
        .contains("unique (handler, parcel), check (handler <> parcel)) tablespace old")
        .contains("on post.handlers (handler, parcel desc)")
        .contains("comment on table post.handlers is 'who had it'")
        .contains("alter table post.handlers add constraint handled foreign key (parcel)")
        .doesNotContain("foreign key (handler)");
  }

  @Test
  void mapKeyColumn_showsInItsDefinition() {
    assertThat(script())
        .contains("kind varchar(3) not null unique default 'abc'")
        .contains("rate numeric(5, 1) not null")
        .contains("hour_of tinyint not null");
  }

  @Test
  void mapKeyJoinColumn_showsInItsDefinition() {
    assertThat(script())
        .contains("payer decimal(19) not null unique visible")
        .contains("add constraint paid_by foreign key (payer) references person (id)");
  }

  @Test
  void primaryKeyJoinColumn_showsInItsDefinition() {
    assertThat(script())
        .contains("vehicle int not null visible")
        .contains("alter table truck add constraint is_vehicle foreign key (vehicle)");
  }

  // ---- columns that are not written

  @Entity
  static class Guarded {
    @Id int id;

    @Column(insertable = false)
    @Nullable String later;

    @Column(updatable = false)
    @Nullable String once;

    @ManyToOne
    @JoinColumn(name = "first_one", insertable = false)
    @Nullable Person first;

    @ManyToOne
    @JoinColumn(name = "last_one", updatable = false)
    @Nullable Person last;
  }

  @Test
  void columnsThatAreNotWritten_areLeftOut() {
    try (H2 h2 = H2.with(Guarded.class, Person.class);
        Session session = h2.open()) {
      Guarded guarded = new Guarded();
      guarded.later = "a";
      guarded.once = "a";
      session.add(guarded);
      session.commit();
      guarded.later = "b";
      guarded.once = "b";
      guarded.first = new Person(1);
      guarded.last = guarded.first;
      session.commit();
      assertThat(h2.log().sql())
          .containsExactly(
              "insert into guarded (id, once, last_one) values (?, ?, ?)",
              "insert into person (id) values (?)",
              "update guarded set later = ?, first_one = ? where id = ?");
    }
  }

  // ---- overrides

  @Embeddable
  record Sent(
      @Column(name = "told") @Nullable String by,
      @ManyToOne @JoinColumn(name = "via") @Nullable Person through) {}

  @MappedSuperclass
  static class Named {
    @Id int id;
    String name = "";
  }

  @Entity
  @AttributeOverrides(@AttributeOverride(name = "name", column = @Column(name = "called")))
  static class Letter extends Named {
    @Embedded
    @AttributeOverride(name = "by", column = @Column(name = "sender_name"))
    @AssociationOverrides(
        @AssociationOverride(
            name = "through",
            joinColumns = @JoinColumn(name = "carrier", nullable = false)))
    @Nullable Sent sent;

    @Transient @Nullable String note;
  }

  @Test
  void overrides_renameInheritedAndEmbeddedColumns() {
    StringBuilder script = new StringBuilder();
    try (H2 h2 = H2.empty(Letter.class, Person.class)) {
      h2.sessions().schema().createScript(script);
    }
    assertThat(script.toString())
        .contains(
            "create table letter (id integer not null, called varchar(255),"
                + " sender_name varchar(255), carrier bigint not null, primary key (id))");
  }

  // ---- targets

  @Entity
  static class Untyped {
    @Id int id;

    @ManyToOne(targetEntity = Person.class)
    @Nullable Object writer;

    @OneToOne(targetEntity = Person.class, optional = false)
    @Nullable Object owner;

    @SuppressWarnings("rawtypes") // what targetEntity is for
    @OneToMany(targetEntity = Person.class)
    @JoinColumn(name = "read_by")
    List readers = new ArrayList();

    @SuppressWarnings("rawtypes")
    @ManyToMany(targetEntity = Person.class, cascade = CascadeType.REMOVE)
    List friends = new ArrayList();
  }

  @Test
  @SuppressWarnings("unchecked")
  void targetEntity_standsForTheDeclaredType() {
    try (H2 h2 = H2.with(Untyped.class, Person.class)) {
      Untyped untyped = new Untyped();
      untyped.writer = new Person(1);
      untyped.owner = new Person(2);
      untyped.readers.add(new Person(3));
      untyped.friends.add(new Person(4));
      h2.sessions().inTransaction(session -> session.add(untyped));
      assertThat(
              h2.rows(
                  "select is_nullable from information_schema.columns"
                      + " where column_name = 'OWNER_ID'"))
          .containsExactly("NO");
      try (Session session = h2.open()) {
        Untyped read = session.get(Untyped.class, 0);
        assertThat(read.writer).isSameAs(session.get(Person.class, 1L));
        assertThat(read.owner).isSameAs(session.get(Person.class, 2L));
        assertThat(read.readers).containsExactly(session.get(Person.class, 3L));
        session.delete(read);
        session.commit();
      }
      assertThat(h2.rows("select id from person order by id")).containsExactly("1", "2", "3");
    }
  }

  // ---- keys of maps

  /** Turns keys into upper case in the database. */
  static class Loud implements AttributeConverter<String, String> {

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable String value) {
      return value == null ? null : value.toUpperCase(Locale.ROOT);
    }

    @Override
    public @Nullable String convertToEntityAttribute(@Nullable String value) {
      return value == null ? null : value.toLowerCase(Locale.ROOT);
    }
  }

  @Entity
  static class Plan {
    @Id int id;

    @ElementCollection
    @MapKeyEnumerated(EnumType.STRING)
    Map<DayOfWeek, String> days = new HashMap<>();

    @SuppressWarnings("deprecation") // mappings still say it
    @ElementCollection
    @MapKeyTemporal(TemporalType.DATE)
    Map<Date, String> dates = new HashMap<>();

    @SuppressWarnings("rawtypes") // what MapKeyClass is for
    @ElementCollection(targetClass = String.class)
    @MapKeyClass(String.class)
    Map raw = new HashMap();

    @ElementCollection
    @Convert(attributeName = "key", converter = Loud.class)
    Map<String, String> loud = new HashMap<>();

    @ElementCollection
    @Convert(attributeName = "value", converter = Loud.class)
    Map<String, String> quiet = new HashMap<>();

    @OneToMany(targetEntity = Person.class)
    @Convert(attributeName = "key", converter = Loud.class)
    Map<String, Person> people = new HashMap<>();
  }

  @Test
  @SuppressWarnings("unchecked")
  void keysOfMaps_standAsTheyAreDeclared() {
    try (H2 h2 = H2.with(Plan.class, Person.class)) {
      Plan plan = new Plan();
      plan.days.put(DayOfWeek.MONDAY, "rest");
      plan.dates.put(java.sql.Date.valueOf("2026-02-03"), "go");
      plan.raw.put("a", "b");
      h2.sessions().inTransaction(session -> session.add(plan));
      assertThat(h2.rows("select days_key, days from plan_days")).containsExactly("MONDAY,rest");
      assertThat(h2.rows("select dates_key from plan_dates")).containsExactly("2026-02-03");
      try (Session session = h2.open()) {
        Plan read = session.get(Plan.class, 0);
        assertThat(read.days).containsEntry(DayOfWeek.MONDAY, "rest");
        assertThat(read.dates).containsValue("go");
        assertThat(read.raw).containsEntry("a", "b");
      }
    }
  }

  @Test
  void convertersOfMaps_turnKeysOrValues() {
    try (H2 h2 = H2.with(Plan.class, Person.class)) {
      Plan plan = new Plan();
      plan.loud.put("a", "b");
      plan.quiet.put("a", "b");
      plan.people.put("c", new Person(1));
      h2.sessions().inTransaction(session -> session.add(plan));
      assertThat(h2.rows("select loud_key, loud from plan_loud")).containsExactly("A,b");
      assertThat(h2.rows("select quiet_key, quiet from plan_quiet")).containsExactly("a,B");
      assertThat(h2.rows("select people_key from plan_person")).containsExactly("C");
      try (Session session = h2.open()) {
        Plan read = session.get(Plan.class, 0);
        assertThat(read.loud).containsExactly(Map.entry("a", "b"));
        assertThat(read.quiet).containsExactly(Map.entry("a", "b"));
        assertThat(read.people).containsOnlyKeys("c");
        read.loud.remove("a");
        read.loud.put("z", "y");
        session.commit();
      }
      assertThat(h2.rows("select loud_key, loud from plan_loud")).containsExactly("Z,y");
    }
  }

  // ---- annotations that hold others

  record TicketId(int row, String seat) {}

  @Entity
  @IdClass(TicketId.class)
  @SecondaryTables({@SecondaryTable(name = "ticket_text"), @SecondaryTable(name = "ticket_price")})
  static class Ticket {
    @Id int row;
    @Id String seat = "";

    @Column(table = "ticket_text")
    @Nullable String text;

    @Column(table = "ticket_price")
    @Nullable Integer price;
  }

  @Entity
  static class Guest {
    @Id int id;

    @ManyToOne
    @JoinColumns({
      @JoinColumn(name = "t_row", referencedColumnName = "row"),
      @JoinColumn(name = "t_seat", referencedColumnName = "seat")
    })
    @Nullable Ticket ticket;

    @ElementCollection
    @MapKeyJoinColumns({
      @MapKeyJoinColumn(name = "k_row", referencedColumnName = "row"),
      @MapKeyJoinColumn(name = "k_seat", referencedColumnName = "seat")
    })
    Map<Ticket, Integer> prices = new HashMap<>();

    @Lob @Nullable String story;
  }

  @Entity
  @Inheritance(strategy = InheritanceType.JOINED)
  @IdClass(TicketId.class)
  static class Show {
    @Id int row;
    @Id String seat = "";
  }

  @Entity
  @PrimaryKeyJoinColumns({
    @PrimaryKeyJoinColumn(name = "p_row", referencedColumnName = "row"),
    @PrimaryKeyJoinColumn(name = "p_seat", referencedColumnName = "seat")
  })
  static class Play extends Show {}

  @Test
  void annotationsThatHoldOthers_areReadAsThese() {
    StringBuilder script = new StringBuilder();
    try (H2 h2 = H2.empty(Ticket.class, Guest.class, Show.class, Play.class)) {
      h2.sessions().schema().createScript(script);
    }
    assertThat(script.toString())
        .contains("create table ticket_text (")
        .contains("create table ticket_price (")
        .contains("t_row integer, t_seat varchar(255)")
        .contains("k_row integer not null, k_seat varchar(255) not null")
        .contains("create table play (p_row integer not null, p_seat varchar(255) not null")
        .contains("story clob");
  }

  @Test
  void idClass_isWhatGetTakes() {
    try (H2 h2 = H2.with(Ticket.class)) {
      Ticket ticket = new Ticket();
      ticket.row = 3;
      ticket.seat = "A";
      h2.sessions().inTransaction(session -> session.add(ticket));
      try (Session session = h2.open()) {
        assertThat(session.get(Ticket.class, new TicketId(3, "A"))).isNotNull();
        assertThat(session.get(Ticket.class, new TicketId(3, "B"))).isNull();
      }
    }
  }

  @Entity
  @SequenceGenerators({
    @SequenceGenerator(name = "other", sequenceName = "others"),
    @SequenceGenerator(name = "one", sequenceName = "ones", initialValue = 7)
  })
  @TableGenerators({
    @TableGenerator(name = "far", pkColumnValue = "far"),
    @TableGenerator(name = "near", pkColumnValue = "close", initialValue = 40)
  })
  static class Counted {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "one")
    long id;
  }

  @Entity
  static class InTable {
    @Id
    @GeneratedValue(strategy = GenerationType.TABLE, generator = "near")
    long id;
  }

  @Test
  void generatorsThatAreHeld_areFoundByTheirNames() {
    try (H2 h2 = H2.with(Counted.class, InTable.class)) {
      Counted counted = new Counted();
      InTable inTable = new InTable();
      h2.sessions().inTransaction(session -> session.addAll(List.of(counted, inTable)));
      assertThat(counted.id).isEqualTo(7);
      assertThat(inTable.id).isEqualTo(41);
      assertThat(h2.rows("select name from id_counters")).containsExactly("close");
      assertThat(h2.log().sql()).contains("select next value for ones");
    }
  }

  // ---- values of several columns

  /** No {@code @Embeddable} says so: the attribute does. */
  record Range(int low, int high) {}

  @Entity
  static class Scale {
    @Id int id;
    @Embedded @Nullable Range range;
  }

  @Test
  void embedded_makesColumnsOfAClassThatIsNotMarked() {
    try (H2 h2 = H2.with(Scale.class)) {
      Scale scale = new Scale();
      scale.range = new Range(1, 9);
      h2.sessions().inTransaction(session -> session.add(scale));
      assertThat(h2.rows("select low, high from scale")).containsExactly("1,9");
    }
  }
}
