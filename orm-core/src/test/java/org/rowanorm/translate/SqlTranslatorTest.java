package org.rowanorm.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowanorm.query.Path.path;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rowanorm.dialect.H2Dialect;
import org.rowanorm.dialect.TableNaming;
import org.rowanorm.jdbc.Parameters;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.ModelBuilder;
import org.rowanorm.mapping.Models;
import org.rowanorm.mapping.NamingStrategy;
import org.rowanorm.mapping.TypeSettings;
import org.rowanorm.model.City;
import org.rowanorm.model.Customer;
import org.rowanorm.model.Note;
import org.rowanorm.model.Order;
import org.rowanorm.plan.Plans;
import org.rowanorm.query.Predicate;
import org.rowanorm.sql.Comparison;
import org.rowanorm.translate.QueryTree.Node;
import org.rowanorm.translate.QueryTree.PathNode;
import org.rowanorm.translate.QueryTree.Result;
import org.rowanorm.translate.QueryTree.SortNode;

class SqlTranslatorTest {

  private final Models models =
      ModelBuilder.build(
          List.of(City.class, Customer.class, Order.class, Note.class),
          TypeSettings.of(new H2Dialect().columnTypes()),
          NamingStrategy.STANDARD);
  private final EntityModel order = models.find(Order.class);
  private final SqlTranslator translator =
      new SqlTranslator(new Plans(models, new H2Dialect(), TableNaming.AS_MAPPED));

  private static final String COUNT = "select count(*) from \"ORDER\" o ";

  private QueryTree count(Node where) {
    return new QueryTree(order, Result.COUNT, where, List.of(), QueryTree.NONE, QueryTree.NONE);
  }

  @Test
  void parameterThatStandsTwice_isBoundTwice() {
    PathNode total = new PathNode("total", false);
    Node twice =
        new Node.OrNode(
            List.of(
                new Node.CompareNode(total, Comparison.LESS, 1),
                new Node.BetweenNode(total, 0, 1)));
    Translated translated = translator.translate(count(twice));
    assertThat(translated.sql()).isEqualTo(COUNT + "where o.total < ? or o.total between ? and ?");
    assertThat(translated.positions()).containsExactly(1, 0, 1);

    TreeBuilder values = new TreeBuilder(order, "test");
    values.node(path("total").eq(10));
    values.node(path("total").eq(20));
    Parameters bound = translated.parameters(values.parameters());
    assertThat(bound.values()).extracting(Object::toString).containsExactly("20", "10", "20");
  }

  @Test
  void pathsThroughReferences_areJoinedOnce() {
    TreeBuilder builder = new TreeBuilder(order, "test");
    Predicate predicate =
        path("customer.city.name").eq("Rome").and(path("customer.name").ne("Ann"));
    Translated translated = translator.translate(count(builder.node(predicate)));
    assertThat(translated.sql())
        .isEqualTo(
            COUNT
                + "left join customer c on c.id = o.customer_id"
                + " left join city c2 on c2.id = c.city_id"
                + " where c2.name = ? and c.name <> ?");
    assertThat(translated.entities())
        .extracting(EntityModel::name)
        .containsExactlyInAnyOrder("Order", "Customer", "City");
  }

  @Test
  void joinThatIsInnerOnce_isInner() {
    Node both =
        new Node.AndNode(
            List.of(
                new Node.IsNullNode(new PathNode("customer.name", false)),
                new Node.IsNullNode(new PathNode("customer.name", true))));
    assertThat(translator.translate(count(both)).sql())
        .isEqualTo(
            COUNT
                + "join customer c on c.id = o.customer_id"
                + " where c.name is null and c.name is null");
  }

  @Test
  void idOfReference_needsNoJoin() {
    TreeBuilder builder = new TreeBuilder(order, "test");
    QueryTree tree =
        new QueryTree(
            order,
            Result.EXISTS,
            builder.node(path("customer.id").eq(1L).or(path("customer.city.id").eq(2L))),
            List.of(new SortNode(builder.path(path("customer")), true)),
            builder.number(1),
            QueryTree.NONE);
    assertThat(translator.translate(tree).sql())
        .isEqualTo(
            "select 1 from \"ORDER\" o left join customer c on c.id = o.customer_id"
                + " where o.customer_id = ? or c.city_id = ? limit ?");
  }

  @Test
  void equalShapes_areTranslatedOnce() {
    TreeBuilder first = new TreeBuilder(order, "test");
    TreeBuilder second = new TreeBuilder(order, "test");
    QueryTree left = count(first.node(path("total").in(1, 2, 3)));
    QueryTree right = count(second.node(path("total").in(4, 5, 6, 7)));
    assertThat(left).isEqualTo(right);
    assertThat(translator.translate(left)).isSameAs(translator.translate(right));
  }
}
