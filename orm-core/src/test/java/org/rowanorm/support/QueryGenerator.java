package org.rowanorm.support;

import static org.rowanorm.query.Functions.count;
import static org.rowanorm.query.Functions.exists;
import static org.rowanorm.query.Functions.numberOf;
import static org.rowanorm.query.Functions.value;
import static org.rowanorm.query.Functions.when;
import static org.rowanorm.support.ThreeValued.among;
import static org.rowanorm.support.ThreeValued.and;
import static org.rowanorm.support.ThreeValued.both;
import static org.rowanorm.support.ThreeValued.less;
import static org.rowanorm.support.ThreeValued.lifted;
import static org.rowanorm.support.ThreeValued.not;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rowanorm.query.Functions;
import org.rowanorm.query.NumberExpression;
import org.rowanorm.query.Predicate;
import org.rowanorm.query.Select;
import org.rowanorm.query.Sort;
import org.rowanorm.query.StringExpression;
import org.rowanorm.session.Query;
import org.rowanorm.session.Session;
import org.rowanorm.store.QSale;
import org.rowanorm.store.QSeller;
import org.rowanorm.store.Sale;
import org.rowanorm.store.Seller;
import org.rowanorm.support.StoreRows.SaleRow;
import org.rowanorm.support.StoreRows.SellerRow;
import org.rowanorm.support.StoreRows.ShopRow;

/**
 * Makes random queries about sales, and beside each what evaluates it in memory, with three truth
 * values: null is unknown.
 */
public final class QueryGenerator {

  /** A query and what it must find. */
  public record Question(Query<?> query, Supplier<List<String>> evaluate) {}

  /** A number of each sale. */
  private record Num(NumberExpression<Integer> sql, Function<SaleRow, Integer> value) {}

  /** A text of each sale. */
  private record Text(StringExpression sql, Function<SaleRow, String> value) {}

  /** A condition on a sale. */
  private record Cond(Predicate sql, Function<SaleRow, Boolean> value) {}

  private final Random random;
  private final StoreRows rows;

  public QueryGenerator(Random random, StoreRows rows) {
    this.random = random;
    this.rows = rows;
  }

  private int any(int bound) {
    return random.nextInt(bound);
  }

  // ---- questions

  /** A query. */
  public Question question(Session session) {
    Cond where = condition(3);
    Query<Sale> filtered = session.query(Sale.class).filter(where.sql());
    List<SaleRow> kept =
        rows.sales().stream().filter(row -> Boolean.TRUE.equals(where.value().apply(row))).toList();
    return switch (any(6)) {
      case 0, 1 -> objects(filtered, kept);
      case 2 -> projection(filtered, kept);
      case 3 -> distinct(filtered, kept);
      case 4 -> groups(filtered, kept);
      default -> combined(filtered, where);
    };
  }

  private Question objects(Query<Sale> query, List<SaleRow> kept) {
    Num key = number(2);
    boolean down = random.nextBoolean();
    boolean nullsFirst = random.nextBoolean();
    Sort sort = down ? key.sql().desc() : key.sql().asc();
    sort = nullsFirst ? sort.nullsFirst() : sort.nullsLast();
    Comparator<Integer> order = down ? Comparator.reverseOrder() : Comparator.naturalOrder();
    order = nullsFirst ? Comparator.nullsFirst(order) : Comparator.nullsLast(order);
    int limit = any(12);
    int offset = any(4);
    Comparator<SaleRow> rowOrder =
        Comparator.comparing(key.value(), order).thenComparing(SaleRow::id);
    return new Question(
        query.orderBy(sort, QSale.id.asc()).limit(limit).offset(offset),
        () ->
            kept.stream()
                .sorted(rowOrder)
                .skip(offset)
                .limit(limit)
                .map(row -> "#" + row.id())
                .toList());
  }

  private Question projection(Query<Sale> query, List<SaleRow> kept) {
    Num first = number(3);
    Text second = text(2);
    Cond third = condition(2);
    return new Question(
        query.orderBy(QSale.id.desc()).select(first.sql(), second.sql(), third.sql()),
        () ->
            kept.stream()
                .sorted(Comparator.comparing(SaleRow::id).reversed())
                .map(
                    row ->
                        Stream.of(
                                first.value().apply(row),
                                second.value().apply(row),
                                third.value().apply(row))
                            .map(String::valueOf)
                            .toList()
                            .toString())
                .toList());
  }

  private Question distinct(Query<Sale> query, List<SaleRow> kept) {
    Num item = number(1);
    return new Question(
        query.select(item.sql()).distinct().orderBy(item.sql().asc().nullsFirst()),
        () ->
            kept.stream()
                .map(item.value())
                .distinct()
                .sorted(Comparator.nullsFirst(Comparator.naturalOrder()))
                .map(String::valueOf)
                .toList());
  }

  private Question groups(Query<Sale> query, List<SaleRow> kept) {
    Num of = number(2);
    Cond filter = condition(1);
    int least = any(3);
    return new Question(
        query
            .groupBy(QSale.shop.id())
            .having(count().gt((long) least))
            .orderBy(QSale.shop.id().asc().nullsFirst())
            .select(
                QSale.shop.id(),
                count(),
                of.sql().sum(),
                of.sql().min().filter(filter.sql()),
                of.sql().countDistinct()),
        () -> {
          TreeMap<Integer, List<SaleRow>> groups =
              new TreeMap<>(Comparator.nullsFirst(Comparator.naturalOrder()));
          kept.forEach(
              row -> groups.computeIfAbsent(row.shop(), shop -> new ArrayList<>()).add(row));
          List<String> lines = new ArrayList<>();
          groups.forEach(
              (shop, members) -> {
                if (members.size() > least) {
                  lines.add(group(shop, members, of, filter));
                }
              });
          return lines;
        });
  }

  private static String group(Integer shop, List<SaleRow> members, Num of, Cond filter) {
    List<Integer> values =
        members.stream().map(of.value()).filter(Objects::nonNull).collect(Collectors.toList());
    Integer sum = values.isEmpty() ? null : values.stream().mapToInt(Integer::intValue).sum();
    Integer least =
        members.stream()
            .filter(row -> Boolean.TRUE.equals(filter.value().apply(row)))
            .map(of.value())
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null);
    return "["
        + shop
        + ", "
        + members.size()
        + ", "
        + sum
        + ", "
        + least
        + ", "
        + values.stream().distinct().count()
        + "]";
  }

  private Question combined(Query<Sale> query, Cond where) {
    Cond other = condition(2);
    Select<Long> second = Select.from(Sale.class).filter(other.sql()).select(QSale.id);
    Query<Long> first = query.select(QSale.id);
    int how = any(3);
    Query<Long> both =
        how == 0 ? first.union(second) : how == 1 ? first.intersect(second) : first.except(second);
    return new Question(
        both.orderBy(QSale.id.asc()),
        () ->
            rows.sales().stream()
                .filter(
                    row -> {
                      boolean a = Boolean.TRUE.equals(where.value().apply(row));
                      boolean b = Boolean.TRUE.equals(other.value().apply(row));
                      if (how == 0) {
                        return a || b;
                      }
                      return how == 1 ? a && b : a && !b;
                    })
                .map(row -> String.valueOf(row.id()))
                .toList());
  }

  // ---- numbers

  private Num number(int depth) {
    return depth == 0 || any(3) == 0 ? simpleNumber() : compoundNumber(depth - 1);
  }

  private Num simpleNumber() {
    int given = StoreRows.number(random);
    return switch (any(6)) {
      case 0 -> new Num(value(given), row -> given);
      case 1 -> new Num(QSale.amount, SaleRow::amount);
      case 2 -> new Num(QSale.shop.id(), SaleRow::shop);
      case 3 -> new Num(QSale.seller.age(), row -> lifted(seller(row), SellerRow::age));
      case 4 -> new Num(QSale.seller.boss().id(), row -> lifted(seller(row), SellerRow::boss));
      default -> new Num(QSale.seller.boss().age(), row -> lifted(boss(row), SellerRow::age));
    };
  }

  private Num compoundNumber(int depth) {
    Num a = number(depth);
    Num b = number(depth);
    int given = 1 + any(5);
    return switch (any(11)) {
      case 0 -> binary(a.sql().plus(b.sql()), a, b, Integer::sum);
      case 1 -> binary(a.sql().minus(b.sql()), a, b, (x, y) -> x - y);
      case 2 -> binary(a.sql().times(b.sql()), a, b, (x, y) -> x * y);
      case 3 -> unary(a.sql().dividedBy(given), a, x -> x / given);
      case 4 -> unary(a.sql().mod(given), a, x -> x % given);
      case 5 -> unary(a.sql().negated(), a, x -> -x);
      case 6 -> unary(a.sql().abs(), a, Math::abs);
      case 7 ->
          new Num(
              a.sql().orElse(b.sql()),
              row -> a.value().apply(row) == null ? b.value().apply(row) : a.value().apply(row));
      case 8 -> unary(a.sql().nullIf(given), a, x -> x == given ? null : x);
      case 9 -> {
        Text text = text(depth);
        yield new Num(text.sql().length(), row -> lifted(text.value().apply(row), String::length));
      }
      default -> cases(a, b, depth);
    };
  }

  private Num cases(Num a, Num b, int depth) {
    Cond when = condition(depth);
    return new Num(
        Functions.number(when(when.sql()).then(a.sql()).otherwise(b.sql())),
        row ->
            Boolean.TRUE.equals(when.value().apply(row))
                ? a.value().apply(row)
                : b.value().apply(row));
  }

  private static Num unary(
      NumberExpression<Integer> sql, Num a, Function<Integer, Integer> operator) {
    return new Num(sql, row -> lifted(a.value().apply(row), operator));
  }

  private static Num binary(
      NumberExpression<Integer> sql, Num a, Num b, BiFunction<Integer, Integer, Integer> operator) {
    return new Num(sql, row -> both(a.value().apply(row), b.value().apply(row), operator));
  }

  // ---- texts

  private Text text(int depth) {
    if (depth == 0 || any(3) == 0) {
      String given = StoreRows.word(random);
      return switch (any(4)) {
        case 0 -> new Text(value(given), row -> given);
        case 1 -> new Text(QSale.note, SaleRow::note);
        case 2 -> new Text(QSale.shop.name(), row -> lifted(shop(row), ShopRow::name));
        default -> new Text(QSale.seller.name(), row -> lifted(seller(row), SellerRow::name));
      };
    }
    Text a = text(depth - 1);
    Text b = text(depth - 1);
    int from = 1 + any(3);
    int length = any(3);
    return switch (any(8)) {
      case 0 -> unary(a.sql().lower(), a, String::toLowerCase);
      case 1 -> unary(a.sql().upper(), a, String::toUpperCase);
      case 2 -> unary(a.sql().trim(), a, x -> x.replaceAll("^ +| +$", ""));
      case 3 ->
          unary(
              a.sql().substring(from, length),
              a,
              x ->
                  x.substring(
                      Math.min(x.length(), from - 1), Math.min(x.length(), from - 1 + length)));
      case 4 -> unary(a.sql().left(length), a, x -> x.substring(0, Math.min(length, x.length())));
      case 5 -> unary(a.sql().replace("a", "xy"), a, x -> x.replace("a", "xy"));
      case 6 ->
          new Text(
              a.sql().orElse(b.sql()),
              row -> a.value().apply(row) == null ? b.value().apply(row) : a.value().apply(row));
      default ->
          new Text(
              a.sql().concat(b.sql()),
              row -> both(a.value().apply(row), b.value().apply(row), String::concat));
    };
  }

  private static Text unary(StringExpression sql, Text a, Function<String, String> operator) {
    return new Text(sql, row -> lifted(a.value().apply(row), operator));
  }

  // ---- conditions

  private Cond condition(int depth) {
    if (depth == 0) {
      return simpleCondition(1);
    }
    return switch (any(7)) {
      case 0 -> {
        Cond a = condition(depth - 1);
        Cond b = condition(depth - 1);
        yield new Cond(
            a.sql().and(b.sql()), row -> and(a.value().apply(row), b.value().apply(row)));
      }
      case 1 -> {
        Cond a = condition(depth - 1);
        Cond b = condition(depth - 1);
        yield new Cond(
            a.sql().or(b.sql()),
            row -> not(and(not(a.value().apply(row)), not(b.value().apply(row)))));
      }
      case 2 -> {
        Cond a = condition(depth - 1);
        yield new Cond(a.sql().not(), row -> not(a.value().apply(row)));
      }
      case 3 -> inner(depth - 1);
      default -> simpleCondition(depth);
    };
  }

  private Cond simpleCondition(int depth) {
    return switch (any(9)) {
      case 0, 1 -> comparison(number(depth), number(depth));
      case 7 -> object();
      case 2 -> textComparison(text(depth), text(depth));
      case 3 -> {
        Num a = number(depth);
        yield new Cond(a.sql().isNull(), row -> a.value().apply(row) == null);
      }
      case 4 -> {
        Num a = number(depth);
        int low = StoreRows.number(random);
        int high = StoreRows.number(random);
        yield new Cond(
            a.sql().between(low, high),
            row -> lifted(a.value().apply(row), x -> low <= x && x <= high));
      }
      case 5 -> in(number(depth));
      case 6 -> new Cond(QSale.shop.online(), row -> lifted(shop(row), ShopRow::online));
      default -> like(text(depth));
    };
  }

  /** A reference beside objects, one or a list of them. */
  private Cond object() {
    Integer first = 1 + any(4);
    Integer second = 1 + any(4);
    Seller one = new Seller(first, null, null, null);
    Seller other = new Seller(second, null, null, null);
    return switch (any(4)) {
      case 0 -> new Cond(QSale.seller.eq(one), row -> lifted(row.seller(), first::equals));
      case 1 -> new Cond(QSale.seller.ne(one), row -> lifted(row.seller(), x -> !first.equals(x)));
      case 2 ->
          new Cond(
              QSale.seller.in(one, other),
              row -> lifted(row.seller(), x -> first.equals(x) || second.equals(x)));
      default ->
          new Cond(
              QSale.seller.in(Select.from(Seller.class).filter(QSeller.id.le(second))),
              row ->
                  among(
                      row.seller(),
                      rows.sellers().stream()
                          .map(SellerRow::id)
                          .filter(id -> id <= second)
                          .collect(Collectors.toList())));
    };
  }

  private Cond comparison(Num a, Num b) {
    int how = any(6);
    Predicate sql =
        switch (how) {
          case 0 -> a.sql().eq(b.sql());
          case 1 -> a.sql().ne(b.sql());
          case 2 -> a.sql().lt(b.sql());
          case 3 -> a.sql().le(b.sql());
          case 4 -> a.sql().gt(b.sql());
          default -> a.sql().ge(b.sql());
        };
    return new Cond(
        sql,
        row ->
            both(a.value().apply(row), b.value().apply(row), (x, y) -> holds(how, x.compareTo(y))));
  }

  private Cond textComparison(Text a, Text b) {
    boolean less = random.nextBoolean();
    return new Cond(
        less ? a.sql().lt(b.sql()) : a.sql().eq(b.sql()),
        row ->
            both(
                a.value().apply(row),
                b.value().apply(row),
                (x, y) -> less ? x.compareTo(y) < 0 : x.equals(y)));
  }

  private static boolean holds(int how, int sign) {
    return switch (how) {
      case 0 -> sign == 0;
      case 1 -> sign != 0;
      case 2 -> sign < 0;
      case 3 -> sign <= 0;
      case 4 -> sign > 0;
      default -> sign >= 0;
    };
  }

  private Cond in(Num a) {
    List<Integer> values = Stream.generate(() -> StoreRows.number(random)).limit(any(5)).toList();
    return values.isEmpty()
        ? new Cond(a.sql().in(values), row -> false)
        : new Cond(a.sql().in(values), row -> lifted(a.value().apply(row), values::contains));
  }

  private Cond like(Text a) {
    String word = StoreRows.word(random);
    if (random.nextBoolean()) {
      return new Cond(
          a.sql().contains(word), row -> lifted(a.value().apply(row), text -> text.contains(word)));
    }
    String pattern = List.of("%a%", "a_%", "_", "%", "\\%a", "A%").get(any(6));
    Pattern regex =
        Pattern.compile(
            List.of(".*a.*", "a..*", ".", ".*", "%a", "A.*")
                .get(List.of("%a%", "a_%", "_", "%", "\\%a", "A%").indexOf(pattern)),
            Pattern.DOTALL);
    return new Cond(
        a.sql().like(pattern),
        row -> lifted(a.value().apply(row), text -> regex.matcher(text).matches()));
  }

  // ---- queries within

  private Cond inner(int depth) {
    Num mine = number(Math.min(depth, 1));
    int given = StoreRows.number(random);
    return switch (any(4)) {
      case 0 ->
          new Cond(
              exists(
                  Select.from(Seller.class)
                      .filter(QSeller.shop.eq(QSale.shop), QSeller.age.lt(mine.sql()))),
              row ->
                  rows.sellers().stream()
                      .anyMatch(
                          seller ->
                              row.shop() != null
                                  && row.shop().equals(seller.shop())
                                  && less(seller.age(), mine.value().apply(row))));
      case 1 ->
          new Cond(
              mine.sql()
                  .in(Select.from(Seller.class).filter(QSeller.id.gt(given)).select(QSeller.age)),
              row ->
                  among(
                      mine.value().apply(row),
                      rows.sellers().stream()
                          .filter(seller -> seller.id() > given)
                          .map(SellerRow::age)
                          .collect(Collectors.toList())));
      case 2 ->
          new Cond(
              QSale.shop.sales().any(sale -> sale.amount().gt(given)),
              row ->
                  row.shop() != null
                      && rows.sales().stream()
                          .anyMatch(x -> row.shop().equals(x.shop()) && x.amount() > given));
      default ->
          new Cond(
              numberOf(
                      Select.from(Seller.class)
                          .filter(QSeller.shop.eq(QSale.shop))
                          .select(QSeller.age.max()))
                  .gt(mine.sql()),
              row ->
                  both(
                      rows.sellers().stream()
                          .filter(x -> row.shop() != null && row.shop().equals(x.shop()))
                          .map(SellerRow::age)
                          .filter(Objects::nonNull)
                          .max(Comparator.naturalOrder())
                          .orElse(null),
                      mine.value().apply(row),
                      (x, y) -> x > y));
    };
  }

  private ShopRow shop(SaleRow row) {
    return rows.shop(row.shop());
  }

  private SellerRow seller(SaleRow row) {
    return rows.seller(row.seller());
  }

  private SellerRow boss(SaleRow row) {
    return lifted(seller(row), seller -> rows.seller(seller.boss()));
  }
}
