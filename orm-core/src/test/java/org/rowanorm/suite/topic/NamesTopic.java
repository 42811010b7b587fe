package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowanorm.query.Path.path;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.TableGenerator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.rowanorm.dialect.Dialect;
import org.rowanorm.dialect.Dialects;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;

/** Tables and columns whose names mean something to the database, or are written with care. */
public interface NamesTopic extends SuiteFixture {

  List<Class<?>> ENTITIES =
      List.of(
          Order.class,
          Group.class,
          Select.class,
          Key.class,
          Value.class,
          Table.class,
          Weird.class,
          WeirdPart.class);

  @Entity
  class Order {
    @Id @GeneratedValue long key;
    String group;
    String select;
    Integer value;
    String table;
    @ManyToOne Group user;
  }

  @Entity
  class Group {
    @Id int order;
    String desc;

    Group(int order) {
      this.order = order;
    }
  }

  @Entity
  class Select {
    @Id int from;
    String where;
  }

  @Entity
  class Key {
    @Id int key;
    String primary;
  }

  @Entity
  class Value {
    @Id int value;
    String values;
  }

  @Entity
  class Table {
    @Id int table;
    String column;
  }

  /** Names in quotes stand in SQL as they are written. */
  @Entity
  @jakarta.persistence.Table(name = "\"Weird Name\"")
  class Weird {
    @Id
    @GeneratedValue
    @Column(name = "\"Id\"")
    Long id;

    @Column(name = "`first name`")
    String first;

    @Column(name = "MixedCase")
    String mixed;

    @Column(name = "\"select\"")
    String select;

    @Column(name = "größe")
    Integer size;

    @OneToMany
    @JoinColumn(name = "\"The Owner\"")
    List<WeirdPart> parts = new ArrayList<>();
  }

  @Entity
  @jakarta.persistence.Table(name = "`weird-part`")
  class WeirdPart {
    @Id
    @Column(name = "`No.`")
    int number;

    WeirdPart(int number) {
      this.number = number;
    }
  }

  @Test
  default void reservedWords_inEveryStatement_areQuoted() {
    Order order = new Order();
    order.group = "g";
    order.value = 5;
    order.user = new Group(7);
    store(order, order.user);

    try (Session session = sessions().open()) {
      Order found =
          session
              .query(Order.class)
              .filter(path("value").between(1, 9).and(path("user.desc").isNull()))
              .orderBy(path("select").asc())
              .one();
      found.table = "t";
      session.delete(found.user);
      found.user = null;
      session.commit();
    }

    assertThat(log().sql())
        .containsExactly(
            sql(
                "select o.[key], o.[group], o.[select], o.[value], o.[table], o.user_order"
                    + " from [order] o left join [group] g on g.[order] = o.user_order"
                    + " where o.[value] between ? and ? and g.[desc] is null"
                    + " order by o.[select] limit ?"),
            sql("update [order] set [table] = ?, user_order = ? where [key] = ?"),
            sql("delete from [group] where [order] = ?"));
  }

  @Test
  default void reservedWords_asTables_areWrittenAndRead() {
    Select select = new Select();
    select.where = "here";
    Key key = new Key();
    key.primary = "first";
    Value value = new Value();
    value.values = "many";
    Table table = new Table();
    table.column = "tall";
    store(select, key, value, table);

    try (Session session = sessions().open()) {
      assertThat(session.query(Select.class).filterBy("where", "here").exists()).isTrue();
      assertThat(session.query(Key.class).filterBy("primary", "first").exists()).isTrue();
      assertThat(session.query(Value.class).filterBy("values", "many").exists()).isTrue();
      assertThat(session.query(Table.class).filterBy("column", "tall").exists()).isTrue();
      session.get(Table.class, 0).column = "short";
      session.commit();
    }

    assertThat(log().sql()).contains(sql("update [table] set [column] = ? where [table] = ?"));
  }

  @Test
  default void quotedNames_inEveryStatement_standAsTheyAre() {
    Weird weird = new Weird();
    weird.first = "f";
    weird.mixed = "m";
    weird.select = "s";
    weird.size = 3;
    weird.parts.add(new WeirdPart(1));
    try (Session session = sessions().open()) {
      session.add(weird);
      session.commit();
    }
    assertThat(log().sql())
        .containsExactly(
            sql(
                "insert into {Weird Name} ({first name}, MixedCase, {select}, [größe])"
                    + " values (?, ?, ?, ?)"),
            sql("insert into {weird-part} ({No.}, {The Owner}) values (?, ?)"));
    log().clear();

    try (Session session = sessions().open()) {
      Weird found = session.query(Weird.class).filterBy("first", "f").one();
      assertThat(found.id).isEqualTo(weird.id);
      assertThat(found.mixed).isEqualTo("m");
      assertThat(found.select).isEqualTo("s");
      assertThat(found.size).isEqualTo(3);
      assertThat(found.parts).extracting(part -> part.number).containsExactly(1);
      found.size = 4;
      session.commit();
    }
    assertThat(log().sql())
        .containsExactly(
            sql(
                "select w.{Id}, w.{first name}, w.MixedCase, w.{select}, w.[größe]"
                    + " from {Weird Name} w where w.{first name} = ? limit ?"),
            sql("select w.{The Owner}, w.{No.} from {weird-part} w where w.{The Owner} in (?)"),
            sql("update {Weird Name} set [größe] = ? where {Id} = ?"));
  }

  /** All the words that this very server knows, each as the name of a column. */
  @Test
  default void everyWordOfTheDatabase_asAName_canBeUsed() throws SQLException {
    List<String> words = words();
    assertThat(words).hasSizeGreaterThan(100);
    if (!areNames(words)) {
      List<String> refused = new ArrayList<>(words);
      refused.removeIf(word -> areNames(List.of(word)));
      assertThat(refused).isEmpty();
    }
  }

  private List<String> words() throws SQLException {
    Set<String> words = new TreeSet<>();
    try (Statement statement = jdbc().createStatement();
        ResultSet rows = statement.executeQuery(database().wordsSql())) {
      while (rows.next()) {
        String word = rows.getString(1).toLowerCase(Locale.ROOT);
        if (word.matches("[a-z_]+")) {
          words.add(word);
        }
      }
    }
    return List.copyOf(words);
  }

  /** Whether the dialect writes words so that they can be the columns of a table. */
  private boolean areNames(List<String> words) {
    try {
      Dialect dialect = Dialects.of(jdbc());
      List<String> names = words.stream().map(dialect::identifier).toList();
      String first = names.get(0);
      execute("create table words (" + String.join(" integer, ", names) + " integer)");
      try {
        execute("insert into words (" + String.join(", ", names) + ") values " + ones(names));
        execute(
            "update words set " + String.join(" = 2, ", names) + " = 2 where " + first + " = 1");
        execute("select w." + String.join(", w.", names) + " from words w order by w." + first);
      } finally {
        execute("drop table words");
      }
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  private static String ones(List<String> names) {
    return "(" + String.join(", ", Collections.nCopies(names.size(), "1")) + ")";
  }

  /** What stands in another catalog: where that is no schema, the URL says which it is. */
  @Entity
  @jakarta.persistence.Table(catalog = "rowan_elsewhere")
  @SecondaryTable(name = "catalogued_more", catalog = "rowan_elsewhere")
  class Catalogued {
    @Id
    @GeneratedValue(strategy = GenerationType.TABLE)
    @TableGenerator(name = "catalogued", table = "catalogued_ids", catalog = "rowan_elsewhere")
    long id;

    @Column(table = "catalogued_more")
    String more;

    @ElementCollection
    @CollectionTable(name = "catalogued_names", catalog = "rowan_elsewhere")
    List<String> names = new ArrayList<>();

    @ManyToMany
    @JoinTable(name = "catalogued_friends", catalog = "rowan_elsewhere")
    List<Catalogued> friends = new ArrayList<>();

    @ManyToOne
    @JoinTable(name = "catalogued_best", catalog = "rowan_elsewhere")
    Catalogued best;
  }

  /** The same of a sequence, where a table stands in for one. */
  @Entity
  class InSequence {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    @SequenceGenerator(name = "sequenced", sequenceName = "elsewhere", catalog = "rowan_elsewhere")
    long id;
  }

  @Test
  default void catalog_whereItIsASchema_standsBeforeTheTable() throws SQLException {
    boolean catalogs = Dialects.of(jdbc()).schemasAreCatalogs();
    if (catalogs) {
      execute("create schema rowan_elsewhere");
    }
    try (SessionFactory factory = otherFactory(Catalogued.class, InSequence.class).build()) {
      StringBuilder script = new StringBuilder();
      factory.schema().createScript(script);
      for (String table : List.of("catalogued", "more", "ids", "names", "friends", "best")) {
        String name = table.equals("catalogued") ? table : "catalogued_" + table;
        assertThat(script)
            .contains("create table " + (catalogs ? "rowan_elsewhere." : "") + name + " (");
      }
      assertThat(script.toString().contains("create sequence rowan_elsewhere.elsewhere"))
          .isEqualTo(catalogs && database().nextValueSql("elsewhere") != null);
      factory.schema().createMissing();
      factory.schema().validate();
      try (Session session = factory.open()) {
        assertThat(session.query(Catalogued.class).filter(path("best").isNotNull()).count())
            .isZero();
      }
      factory.schema().drop();
    } finally {
      if (catalogs) {
        execute("drop schema rowan_elsewhere");
      }
    }
  }
}
