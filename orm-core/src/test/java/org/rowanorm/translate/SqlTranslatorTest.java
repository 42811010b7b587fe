package org.rowanorm.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowanorm.query.Path.path;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rowanorm.declaration.ModelBuilder;
import org.rowanorm.declaration.Naming;
import org.rowanorm.dialect.H2Dialect;
import org.rowanorm.dialect.TableNaming;
import org.rowanorm.jdbc.Parameters;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.Models;
import org.rowanorm.mapping.NamingStrategy;
import org.rowanorm.mapping.TypeSettings;
import org.rowanorm.model.City;
import org.rowanorm.model.Customer;
import org.rowanorm.model.Note;
import org.rowanorm.model.Order;
import org.rowanorm.plan.Plans;
import org.rowanorm.query.Predicate;
import org.rowanorm.query.Select;
import org.rowanorm.query.Selection;
import org.rowanorm.sql.Comparison;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.QueryTree;
import org.rowanorm.tree.SelectNode;
import org.rowanorm.tree.Source;

class SqlTranslatorTest {

  private final Models models =
      ModelBuilder.build(
          List.of(City.class, Customer.class, Order.class, Note.class),
          TypeSettings.of(new H2Dialect().columnTypes()),
          new Naming(NamingStrategy.STANDARD, false),
          List.of());
  private final Plans plans = new Plans(models, new H2Dialect(), TableNaming.AS_MAPPED);
  private final SqlTranslator translator = new SqlTranslator(plans);

  private static final String COUNT = "select count(*) from \"ORDER\" o ";

  private static SelectNode orders(Predicate... filters) {
    return Selection.node(Select.from(Order.class).filter(filters));
  }

  private Prepared prepared(Predicate... filters) {
    return translator.prepare(null, orders(filters));
  }

  private Translated count(Predicate... filters) {
    return translator.translate(new QueryTree.Count(prepared(filters).tree()), "a test");
  }

  @Test
  void parameterThatStandsTwice_isBoundTwice() {
    Node total = new Node.Path(Source.Root.ROOT, "total");
    Node twice =
        new Node.Or(
            List.of(
                new Node.Compare(total, Comparison.LESS, new Node.Parameter(1, null)),
                new Node.Between(total, new Node.Parameter(0, null), new Node.Parameter(1, null))));
    SelectNode tree = orders().withWhere(List.of(twice));
    Translated translated = translator.translate(new QueryTree.Count(tree), "a test");
    assertThat(translated.sql()).isEqualTo(COUNT + "where o.total < ? or o.total between ? and ?");
    assertThat(translated.positions()).containsExactly(1, 0, 1);

    Prepared values = prepared(path("total").eq(10), path("total").eq(20));
    Parameters bound = translated.parameters(values.parameters());
    assertThat(bound.values()).extracting(Object::toString).containsExactly("20", "10", "20");
  }

  @Test
  void pathsThroughReferences_areJoinedOnce() {
    Translated translated =
        count(path("customer.city.name").eq("Rome").and(path("customer.name").ne("Ann")));
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
  void idOfReference_needsNoJoin() {
    assertThat(count(path("customer.id").eq(1L).or(path("customer.city.id").eq(2L))).sql())
        .isEqualTo(
            COUNT
                + "left join customer c on c.id = o.customer_id"
                + " where o.customer_id = ? or c.city_id = ?");
  }

  @Test
  void equalShapes_areTranslatedOnce() {
    assertThat(count(path("total").in(1, 2, 3))).isSameAs(count(path("total").in(4, 5, 6, 7)));
    assertThat(translator.size()).isEqualTo(1);
  }

  @Test
  void queryThatGrew_hasTheShapeOfOneThatWasWrittenAtOnce() {
    SelectNode first = orders(path("total").gt(1));
    SelectNode both = first.withWhere(orders(path("customer.name").eq("x")).where());
    Prepared grown = translator.prepare(translator.prepare(null, first), both);
    Prepared atOnce = translator.prepare(null, both);

    assertThat(grown.tree()).isEqualTo(atOnce.tree());
    assertThat(grown.parameters().values()).isEqualTo(atOnce.parameters().values());
  }

  @Test
  void differentShapes_areKeptWithinTheBytes() {
    SqlTranslator small = new SqlTranslator(plans, 20_000);
    for (int depth = 1; depth <= 200; depth++) {
      Predicate nested = path("total").gt(1);
      for (int i = 0; i < depth; i++) {
        nested = nested.not();
      }
      Prepared query = small.prepare(null, orders(nested));
      small.translate(new QueryTree.Rows(query.tree()), "a test");
    }
    assertThat(small.bytes()).isLessThanOrEqualTo(20_000);
    assertThat(small.size()).isBetween(1L, 60L);
  }
}
