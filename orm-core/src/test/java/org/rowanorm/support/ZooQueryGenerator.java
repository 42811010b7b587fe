package org.rowanorm.support;

import static org.rowanorm.query.Functions.typeOf;
import static org.rowanorm.support.ThreeValued.among;
import static org.rowanorm.support.ThreeValued.and;
import static org.rowanorm.support.ThreeValued.lifted;
import static org.rowanorm.support.ThreeValued.not;
import static org.rowanorm.support.ThreeValued.or;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;
import org.rowanorm.query.ComparableExpression;
import org.rowanorm.query.EntityPath;
import org.rowanorm.query.Expression;
import org.rowanorm.query.Predicate;
import org.rowanorm.query.StringPath;
import org.rowanorm.session.Query;
import org.rowanorm.session.Session;
import org.rowanorm.support.QueryGenerator.Question;
import org.rowanorm.support.ZooRows.AnimalRow;
import org.rowanorm.support.ZooRows.KeeperRow;
import org.rowanorm.support.ZooRows.PayerRow;
import org.rowanorm.support.ZooRows.ToyRow;
import org.rowanorm.zoo.Animal;
import org.rowanorm.zoo.Ball;
import org.rowanorm.zoo.Cat;
import org.rowanorm.zoo.Dog;
import org.rowanorm.zoo.Firm;
import org.rowanorm.zoo.Keeper;
import org.rowanorm.zoo.Payer;
import org.rowanorm.zoo.Puppy;
import org.rowanorm.zoo.Puzzle;
import org.rowanorm.zoo.QAnimal;
import org.rowanorm.zoo.QBall;
import org.rowanorm.zoo.QCat;
import org.rowanorm.zoo.QDog;
import org.rowanorm.zoo.QFirm;
import org.rowanorm.zoo.QKeeper;
import org.rowanorm.zoo.QPuppy;
import org.rowanorm.zoo.QPuzzle;
import org.rowanorm.zoo.QToy;
import org.rowanorm.zoo.QVisitor;
import org.rowanorm.zoo.Toy;
import org.rowanorm.zoo.Visitor;

/**
 * Makes random queries about kinds of objects, the elements of collections and the values of maps,
 * and beside each what evaluates it in memory, with three truth values.
 */
public final class ZooQueryGenerator {

  /** A condition on a row. */
  private record Cond<R>(Predicate sql, Function<R, Boolean> value) {

    /** The same about what another row leads to. */
    <X> Cond<X> of(Function<X, R> way) {
      return new Cond<>(sql, row -> value.apply(way.apply(row)));
    }
  }

  /** A value of a row. */
  private record Val<R>(Expression<?> sql, Function<R, ?> value) {}

  private final Random random;
  private final ZooRows rows;

  public ZooQueryGenerator(Random random, ZooRows rows) {
    this.random = random;
    this.rows = rows;
  }

  private int any(int bound) {
    return random.nextInt(bound);
  }

  private <T> T oneOf(List<T> all) {
    return all.get(any(all.size()));
  }

  // ---- questions

  /** A query. */
  public Question question(Session session) {
    return switch (any(4)) {
      case 0 -> toys(session);
      case 1 -> any(2) == 0 ? nicknames(session) : phones(session);
      default -> animals(session);
    };
  }

  private Question animals(Session session) {
    Cond<AnimalRow> where = grown(2, () -> animal());
    List<Val<AnimalRow>> items =
        List.of(
            new Val<>(QAnimal.id, AnimalRow::id),
            new Val<>(QAnimal.self.as(QDog.self).tricks(), AnimalRow::tricks),
            phone(QAnimal.keeper, AnimalRow::keeper),
            new Val<>(
                QAnimal.keeper.nicknames().size(),
                row -> row.keeper() == null ? 0 : row.keeper().nicknames().size()));
    return selected(
        session.query(Animal.class).filter(where.sql()).orderBy(QAnimal.id.asc()),
        rows.animals().stream().filter(row -> Boolean.TRUE.equals(where.value().apply(row))),
        items);
  }

  private Question toys(Session session) {
    Cond<ToyRow> where = grown(2, () -> toy());
    List<Val<ToyRow>> items =
        List.of(
            new Val<>(QToy.id, ToyRow::id),
            new Val<>(QToy.self.as(QBall.self).size(), ToyRow::size),
            new Val<>(QToy.self.as(QPuzzle.self).pieces(), ToyRow::pieces),
            new Val<>(
                QToy.owner.as(QCat.self).lives(), row -> lifted(row.owner(), AnimalRow::lives)));
    return selected(
        session.query(Toy.class).filter(where.sql()).orderBy(QToy.id.asc()),
        rows.toys().stream().filter(row -> Boolean.TRUE.equals(where.value().apply(row))),
        items);
  }

  private static <R> Question selected(Query<?> query, Stream<R> kept, List<Val<R>> items) {
    Expression<?>[] selected = items.stream().map(Val::sql).toArray(Expression<?>[]::new);
    List<R> all = kept.toList();
    return new Question(
        query.select(selected),
        () ->
            all.stream()
                .map(row -> items.stream().map(item -> text(item, row)).toList().toString())
                .toList());
  }

  private static <R> String text(Val<R> item, R row) {
    return String.valueOf(item.value().apply(row));
  }

  /** Keepers beside their nicknames. */
  private Question nicknames(Session session) {
    StringPath nick = QKeeper.nicknames.as("nick");
    Cond<KeeperRow> where = grown(1, () -> keeper(QKeeper.self));
    boolean outer = random.nextBoolean();
    Query<Keeper> query = session.query(Keeper.class).filter(where.sql());
    Query<Keeper> joined =
        outer ? query.leftJoin(QKeeper.nicknames, nick) : query.join(QKeeper.nicknames, nick);
    return new Question(
        joined.orderBy(QKeeper.id.asc(), nick.asc()).select(QKeeper.id, nick),
        () ->
            pairs(
                where,
                outer,
                row -> row.nicknames().stream().sorted().toList(),
                nickname -> nickname));
  }

  /** Keepers beside the keys and values of their phones. */
  private Question phones(Session session) {
    var phone = QKeeper.phones.as("phone");
    Cond<KeeperRow> where = grown(1, () -> keeper(QKeeper.self));
    boolean outer = random.nextBoolean();
    Query<Keeper> query = session.query(Keeper.class).filter(where.sql());
    Query<Keeper> joined =
        outer ? query.leftJoin(QKeeper.phones, phone) : query.join(QKeeper.phones, phone);
    return new Question(
        joined
            .orderBy(QKeeper.id.asc(), phone.key().asc())
            .select(QKeeper.id, phone.key(), phone.value()),
        () ->
            pairs(
                where,
                outer,
                row -> new TreeMap<>(row.phones()).entrySet(),
                entry -> entry == null ? "null, null" : entry.getKey() + ", " + entry.getValue()));
  }

  /** The keepers that {@code where} keeps beside their elements, which are given in order. */
  private <E> List<String> pairs(
      Cond<KeeperRow> where,
      boolean outer,
      Function<KeeperRow, Collection<E>> elements,
      Function<E, String> text) {
    List<String> lines = new ArrayList<>();
    for (KeeperRow row : rows.keepers()) {
      if (Boolean.TRUE.equals(where.value().apply(row))) {
        List<E> found = new ArrayList<>(elements.apply(row));
        if (found.isEmpty() && outer) {
          found.add(null);
        }
        found.forEach(element -> lines.add("[" + row.id() + ", " + text.apply(element) + "]"));
      }
    }
    return lines;
  }

  // ---- conditions

  private <R> Cond<R> grown(int depth, java.util.function.Supplier<Cond<R>> leaf) {
    if (depth == 0 || any(3) == 0) {
      return leaf.get();
    }
    Cond<R> a = grown(depth - 1, leaf);
    Cond<R> b = grown(depth - 1, leaf);
    return switch (any(3)) {
      case 0 ->
          new Cond<>(a.sql().and(b.sql()), row -> and(a.value().apply(row), b.value().apply(row)));
      case 1 ->
          new Cond<>(a.sql().or(b.sql()), row -> or(a.value().apply(row), b.value().apply(row)));
      default -> new Cond<>(a.sql().not(), row -> not(a.value().apply(row)));
    };
  }

  private Cond<AnimalRow> animal() {
    return switch (any(6)) {
      case 0 ->
          ofType(
              QAnimal.self,
              AnimalRow::kind,
              List.of(Animal.class, Dog.class, Puppy.class, Cat.class));
      case 1 -> number(QAnimal.self.as(QDog.self).tricks(), AnimalRow::tricks);
      case 2 -> number(QAnimal.self.as(QCat.self).lives(), AnimalRow::lives);
      case 3 -> isKind();
      default -> keeper(QAnimal.keeper).of(AnimalRow::keeper);
    };
  }

  private Cond<AnimalRow> isKind() {
    return switch (any(3)) {
      case 0 ->
          new Cond<>(
              QAnimal.self.as(QDog.self).isNotNull(),
              row -> row.kind() == Dog.class || row.kind() == Puppy.class);
      case 1 -> new Cond<>(QAnimal.self.as(QPuppy.self).isNull(), row -> row.kind() != Puppy.class);
      default -> new Cond<>(QAnimal.self.as(QCat.self).isNull(), row -> row.kind() != Cat.class);
    };
  }

  private Cond<ToyRow> toy() {
    return switch (any(7)) {
      case 0 -> ofType(QToy.self, ToyRow::kind, List.of(Ball.class, Puzzle.class));
      case 1 -> number(QToy.self.as(QBall.self).size(), ToyRow::size);
      case 2 -> number(QToy.self.as(QPuzzle.self).pieces(), ToyRow::pieces);
      case 3 -> new Cond<>(QToy.self.as(QPuzzle.self).isNull(), row -> row.kind() != Puzzle.class);
      case 4 ->
          number(QToy.owner.as(QDog.self).tricks(), row -> lifted(row.owner(), AnimalRow::tricks));
      case 5 ->
          ofType(
              QToy.owner,
              row -> lifted(row.owner(), AnimalRow::kind),
              List.of(Animal.class, Dog.class, Puppy.class, Cat.class));
      default -> keeper(QToy.owner.keeper()).of(row -> lifted(row.owner(), AnimalRow::keeper));
    };
  }

  private <E, R> Cond<R> ofType(
      EntityPath<E> path, Function<R, Class<? extends E>> kind, List<Class<? extends E>> kinds) {
    Class<? extends E> one = oneOf(kinds);
    Class<? extends E> other = oneOf(kinds);
    return switch (any(3)) {
      case 0 -> new Cond<>(typeOf(path).eq(one), row -> lifted(kind.apply(row), one::equals));
      case 1 -> new Cond<>(typeOf(path).ne(one), row -> not(lifted(kind.apply(row), one::equals)));
      default ->
          new Cond<>(
              typeOf(path).in(List.of(one, other)),
              row -> lifted(kind.apply(row), found -> found == one || found == other));
    };
  }

  private <R> Cond<R> number(ComparableExpression<Integer> sql, Function<R, Integer> value) {
    int given = StoreRows.number(random);
    return switch (any(4)) {
      case 0 -> new Cond<>(sql.gt(given), row -> lifted(value.apply(row), x -> x > given));
      case 1 -> new Cond<>(sql.eq(given), row -> lifted(value.apply(row), x -> x == given));
      case 2 -> new Cond<>(sql.isNull(), row -> value.apply(row) == null);
      default ->
          new Cond<>(
              sql.in(given, given + 2), row -> among(value.apply(row), List.of(given, given + 2)));
    };
  }

  // ---- elements and maps

  private Cond<KeeperRow> keeper(QKeeper.Path path) {
    return switch (any(4)) {
      case 0 -> payer(path);
      case 1 -> phones(path);
      case 2 -> {
        String key = StoreRows.word(random);
        yield text(path.phones().get(key), row -> lifted(row, found -> found.phones().get(key)));
      }
      default -> elements(path);
    };
  }

  private Cond<KeeperRow> payer(QKeeper.Path path) {
    Function<KeeperRow, PayerRow> payer = row -> lifted(row, KeeperRow::payer);
    return switch (any(3)) {
      case 0 ->
          ofType(
              path.payer(),
              row -> lifted(payer.apply(row), PayerRow::kind),
              List.of(Payer.class, Visitor.class, Firm.class));
      case 1 ->
          number(
              path.payer().as(QVisitor.self).born(),
              row -> lifted(payer.apply(row), PayerRow::born));
      default ->
          text(path.payer().as(QFirm.self).tax(), row -> lifted(payer.apply(row), PayerRow::tax));
    };
  }

  private <R> Cond<R> text(ComparableExpression<String> sql, Function<R, String> value) {
    String given = StoreRows.word(random);
    return switch (any(3)) {
      case 0 -> new Cond<>(sql.eq(given), row -> lifted(value.apply(row), given::equals));
      case 1 -> new Cond<>(sql.isNull(), row -> value.apply(row) == null);
      default ->
          new Cond<>(sql.lt(given), row -> lifted(value.apply(row), x -> x.compareTo(given) < 0));
    };
  }

  private Cond<KeeperRow> elements(QKeeper.Path path) {
    String word = StoreRows.word(random);
    int least = any(3);
    return switch (any(5)) {
      case 0 -> ofNames(path.nicknames().contains(word), names -> names.contains(word));
      case 1 -> ofNames(path.nicknames().none(), List::isEmpty);
      case 2 ->
          ofNames(
              path.nicknames().any(name -> name.startsWith(word)),
              names -> names.stream().anyMatch(name -> name.startsWith(word)));
      case 3 ->
          ofNames(
              path.nicknames().all(name -> name.ge(word)),
              names -> names.stream().allMatch(name -> name.compareTo(word) >= 0));
      default -> ofNames(path.nicknames().size().ge((long) least), names -> names.size() >= least);
    };
  }

  /** Nobody has no nicknames. */
  private static Cond<KeeperRow> ofNames(Predicate sql, Function<List<String>, Boolean> value) {
    return new Cond<>(sql, row -> value.apply(row == null ? List.of() : row.nicknames()));
  }

  private Cond<KeeperRow> phones(QKeeper.Path path) {
    String word = StoreRows.word(random);
    String other = StoreRows.word(random);
    return switch (any(4)) {
      case 0 -> ofPhones(path.phones().containsKey(word), (key, value) -> key.equals(word), true);
      case 1 ->
          ofPhones(path.phones().containsValue(word), (key, value) -> value.equals(word), true);
      case 2 ->
          ofPhones(
              path.phones().any((key, value) -> key.lt(word).or(value.ge(other))),
              (key, value) -> key.compareTo(word) < 0 || value.compareTo(other) >= 0,
              true);
      default ->
          ofPhones(
              path.phones().none((key, value) -> key.eq(value)),
              (key, value) -> Objects.equals(key, value),
              false);
    };
  }

  private static Cond<KeeperRow> ofPhones(
      Predicate sql, BiPredicate<String, String> entry, boolean some) {
    return new Cond<>(
        sql,
        row -> {
          Map<String, String> phones = row == null ? Map.of() : row.phones();
          return some
              == phones.entrySet().stream()
                  .anyMatch(phone -> entry.test(phone.getKey(), phone.getValue()));
        });
  }

  private <R> Val<R> phone(QKeeper.Path path, Function<R, KeeperRow> keeper) {
    String key = StoreRows.word(random);
    return new Val<>(
        path.phones().get(key), row -> lifted(keeper.apply(row), found -> found.phones().get(key)));
  }
}
