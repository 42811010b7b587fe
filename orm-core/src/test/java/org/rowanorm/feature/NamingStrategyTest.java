package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rowanorm.mapping.NamingStrategy;
import org.rowanorm.support.H2;

/** Names of tables and columns that the mapping does not give. */
class NamingStrategyTest {

  @Entity
  static class OrderLine {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    long lineId;

    String productName;

    @Column(name = "QTY")
    int howMany;

    int group;

    @ManyToOne OrderLine nextLine;
    @ManyToMany List<OrderLine> likeLines = new ArrayList<>();
    @ElementCollection @OrderColumn List<String> freeTexts = new ArrayList<>();

    @ElementCollection
    @CollectionTable(name = "Prices")
    Map<String, Integer> unitPrices;
  }

  private static List<String> script(NamingStrategy naming) {
    try (H2 h2 = H2.with(b -> b.entities(OrderLine.class).naming(naming))) {
      StringBuilder script = new StringBuilder();
      h2.sessions().schema().createScript(script);
      return script.toString().lines().filter(line -> !line.startsWith("alter")).toList();
    }
  }

  @Test
  void standard_isLowerCase() {
    assertThat(script(NamingStrategy.STANDARD))
        .containsExactly(
            "create sequence orderline_seq start with 1 increment by 50;",
            "create table orderline (lineid bigint not null, productname varchar(255),"
                + " QTY integer not null, \"GROUP\" integer not null, nextline_lineid bigint,"
                + " primary key (lineid));",
            "create table orderline_orderline (orderline_lineid bigint not null,"
                + " likelines_lineid bigint not null);",
            "create table orderline_freetexts (orderline_lineid bigint not null,"
                + " freetexts_order integer not null, freetexts varchar(255) not null,"
                + " primary key (orderline_lineid, freetexts_order));",
            "create table Prices (orderline_lineid bigint not null,"
                + " unitprices_key varchar(255) not null, unitprices integer not null,"
                + " primary key (orderline_lineid, unitprices_key));");
  }

  @Test
  void snakeCase_setsWordsApart_andKeepsGivenNames() {
    assertThat(script(NamingStrategy.SNAKE_CASE))
        .containsExactly(
            "create sequence order_line_seq start with 1 increment by 50;",
            "create table order_line (line_id bigint not null, product_name varchar(255),"
                + " QTY integer not null, \"GROUP\" integer not null, next_line_line_id bigint,"
                + " primary key (line_id));",
            "create table order_line_order_line (order_line_line_id bigint not null,"
                + " like_lines_line_id bigint not null);",
            "create table order_line_free_texts (order_line_line_id bigint not null,"
                + " free_texts_order integer not null, free_texts varchar(255) not null,"
                + " primary key (order_line_line_id, free_texts_order));",
            "create table Prices (order_line_line_id bigint not null,"
                + " unit_prices_key varchar(255) not null, unit_prices integer not null,"
                + " primary key (order_line_line_id, unit_prices_key));");
  }

  @Test
  void snakeCase_isUsedByAllStatements() {
    try (H2 h2 = H2.with(b -> b.entities(OrderLine.class).naming(NamingStrategy.SNAKE_CASE))) {
      OrderLine line = new OrderLine();
      line.productName = "lamp";
      h2.sessions().inTransaction(session -> session.add(line));

      assertThat(h2.log().sql())
          .containsExactly(
              "select next value for order_line_seq",
              "insert into order_line (line_id, product_name, QTY, \"GROUP\", next_line_line_id)"
                  + " values (?, ?, ?, ?, ?)");
    }
  }

  /** One of a user's own. */
  private static final class Prefixed implements NamingStrategy {
    @Override
    public String of(String name) {
      return SNAKE_CASE.of(name);
    }

    @Override
    public String table(String entityName) {
      return "t_" + of(entityName);
    }

    @Override
    public String foreignKey(String name, String idColumn) {
      return "fk_" + of(name);
    }
  }

  @Test
  void ownStrategy_mayOverrideWhatItLikes() {
    assertThat(script(new Prefixed()))
        .contains(
            "create table t_order_line (line_id bigint not null, product_name varchar(255),"
                + " QTY integer not null, \"GROUP\" integer not null, fk_next_line bigint,"
                + " primary key (line_id));");
  }

  @ParameterizedTest
  @CsvSource({
    "firstName, first_name",
    "URL, url",
    "userID, user_id",
    "HTMLPage, html_page",
    "line2Text, line2_text",
    "already_apart, already_apart",
    "x, x",
    "größeÜber, größe_über"
  })
  void snakeCase_ofANameOfJava(String java, String database) {
    assertThat(NamingStrategy.SNAKE_CASE.of(java)).isEqualTo(database);
  }
}
