package org.rowanorm.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.CollectionLink;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.mapping.UniqueKey;
import org.rowanorm.plan.Selection;
import org.rowanorm.sql.Condition;
import org.rowanorm.sql.Operator;
import org.rowanorm.sql.Statement.Body;
import org.rowanorm.sql.Statement.Ending;
import org.rowanorm.sql.Statement.From;
import org.rowanorm.sql.Statement.Grouping;
import org.rowanorm.sql.Statement.Item;
import org.rowanorm.sql.Statement.Join;
import org.rowanorm.sql.Statement.Select;
import org.rowanorm.sql.Statement.Table;
import org.rowanorm.sql.Statement.TableAlias;
import org.rowanorm.sql.Term;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.SelectNode;
import org.rowanorm.tree.Source;
import org.rowanorm.type.ColumnTypes;
import org.rowanorm.type.SqlType;

/** Translates the values and conditions of one statement. For one use by one thread. */
final class TermTranslation {

  private final Translation translation;
  private final SelectTranslation selects;
  private int slots;

  TermTranslation(Translation translation, SelectTranslation selects) {
    this.translation = translation;
    this.selects = selects;
  }

  /** How many parameters were translated so far. */
  int slots() {
    return slots;
  }

  @Nullable Term optional(@Nullable Node node, Frame frame) {
    return node == null ? null : value(node, frame);
  }

  List<Term> values(List<Node> nodes, Frame frame) {
    List<Term> all = new ArrayList<>(nodes.size());
    for (Node node : nodes) {
      all.add(value(node, frame));
    }
    return all;
  }

  /** The columns of a value: of an object, all that make it. */
  void columns(Node node, Frame frame, List<Term> all) {
    if (node instanceof Node.Self self) {
      Frame.Entry entry = frame.find(self.source());
      all.addAll(whole(entry.requiredModel(), entry.alias(), entry.frame()));
    } else if (node instanceof Node.Path path && attribute(path, frame) instanceof ToOneAttribute) {
      Frame.Entry entry = frame.find(path.source());
      Paths.Resolved resolved = resolve(path, entry);
      List<ToOneAttribute> way = new ArrayList<>(resolved.joins());
      ToOneAttribute last = (ToOneAttribute) resolved.target();
      way.add(last);
      all.addAll(whole(last.target(), join(way, entry), entry.frame()));
    } else {
      all.add(value(node, frame));
    }
  }

  /** The columns of a key to group by: of an object, all that make it and what refers to it. */
  void keys(Node node, Frame frame, List<Term> all) {
    int before = all.size();
    columns(node, frame, all);
    if (node instanceof Node.Path && all.size() > before + 1) {
      all.add(value(node, frame));
    }
  }

  /** A value or a condition. */
  Term value(Node node, Frame frame) {
    if (node instanceof Node.Path path) {
      return path(path, frame);
    }
    if (node instanceof Node.Parameter parameter) {
      slots++;
      return new Term.Slot(parameter.position(), parameter.type());
    }
    if (node instanceof Node.Self self) {
      Frame.Entry entry = frame.find(self.source());
      return id(entry.requiredModel(), entry.alias());
    }
    if (node instanceof Node.Output output) {
      String alias = frame.find(output.source()).alias();
      return new Term.Column(alias, SelectTranslation.columnName(output.index()));
    }
    if (node instanceof Node.Call call) {
      return new Term.Call(call.operator(), values(call.arguments(), frame));
    }
    if (node instanceof Node.Aggregate aggregate) {
      return new Term.Aggregate(
          aggregate.operator(),
          optional(aggregate.argument(), frame),
          aggregate.distinct(),
          optional(aggregate.filter(), frame));
    }
    if (node instanceof Node.Null) {
      return Term.Null.INSTANCE;
    }
    if (node instanceof Node.One) {
      return new Term.Whole(1);
    }
    Term condition = condition(node, frame);
    return condition == null ? rareValue(node, frame) : condition;
  }

  private Term rareValue(Node node, Frame frame) {
    if (node instanceof Node.Named named) {
      return new Term.Named(named.name(), values(named.arguments(), frame));
    }
    if (node instanceof Node.Cast cast) {
      return new Term.Cast(value(cast.node(), frame), sqlType(cast.type()));
    }
    if (node instanceof Node.Case cases) {
      List<Term.When> whens = new ArrayList<>();
      for (Node.When when : cases.whens()) {
        whens.add(new Term.When(value(when.condition(), frame), value(when.value(), frame)));
      }
      return new Term.Case(whens, optional(cases.otherwise(), frame));
    }
    if (node instanceof Node.Over over) {
      return new Term.Over(
          value(over.function(), frame),
          values(over.partition(), frame),
          selects.orders(over.orders(), frame),
          over.frame());
    }
    if (node instanceof Node.Subselect subselect) {
      return new Term.Subselect(
          selects.body(subselect.select(), frame, SelectTranslation.Columns.VALUES));
    }
    if (node instanceof Node.Size size) {
      Item count = new Item(new Term.Aggregate(Operator.COUNT, null, false, null), null);
      return new Term.Subselect(elements(size.collection(), null, count, frame));
    }
    throw new IllegalArgumentException("cannot be translated: " + node);
  }

  private static SqlType sqlType(Class<?> type) {
    if (type == Integer.class) {
      return ColumnTypes.INTEGER.sqlType();
    }
    if (type == Long.class) {
      return ColumnTypes.LONG.sqlType();
    }
    return type == Double.class
        ? SqlType.DOUBLE
        : type == String.class ? SqlType.VARCHAR : SqlType.NUMERIC;
  }

  private @Nullable Condition condition(Node node, Frame frame) {
    if (node instanceof Node.Compare compare) {
      return new Condition.Compare(
          value(compare.left(), frame), compare.comparison(), value(compare.right(), frame));
    }
    if (node instanceof Node.And and) {
      return new Condition.And(values(and.parts(), frame));
    }
    if (node instanceof Node.Or or) {
      return new Condition.Or(values(or.parts(), frame));
    }
    if (node instanceof Node.Not not) {
      return new Condition.Not(value(not.part(), frame));
    }
    if (node instanceof Node.IsNull isNull) {
      return new Condition.IsNull(value(isNull.node(), frame));
    }
    if (node instanceof Node.In in) {
      return new Condition.In(value(in.node(), frame), values(in.members(), frame));
    }
    if (node instanceof Node.Between between) {
      return new Condition.Between(
          value(between.node(), frame), value(between.low(), frame), value(between.high(), frame));
    }
    if (node instanceof Node.Like like) {
      return new Condition.Like(value(like.node(), frame), value(like.pattern(), frame));
    }
    return inner(node, frame);
  }

  private @Nullable Condition inner(Node node, Frame frame) {
    if (node instanceof Node.InSelect in) {
      Term left = value(in.node(), frame);
      if (in.select().items().equals(List.of(new Node.Self(Source.Root.ROOT)))) {
        Frame own = new Frame(frame);
        return new Condition.InSelect(left, selects.selectIds(in.select(), own));
      }
      return new Condition.InSelect(
          left, selects.body(in.select(), frame, SelectTranslation.Columns.VALUES));
    }
    if (node instanceof Node.Exists exists) {
      return new Condition.Exists(exists(exists.select(), frame));
    }
    if (node instanceof Node.Any any) {
      Item one = new Item(new Term.Whole(1), null);
      return new Condition.Exists(elements(any.collection(), any, one, frame));
    }
    return null;
  }

  private Body exists(SelectNode select, Frame frame) {
    boolean plain =
        select.combined().isEmpty() && select.groups().isEmpty() && select.having().isEmpty();
    return plain
        ? selects.select(select.unordered(), frame, List.of(new Item(new Term.Whole(1), null)))
        : selects.body(select, frame, SelectTranslation.Columns.VALUES);
  }

  /** A SELECT over the elements of a collection. */
  private Body elements(Node.Path path, Node.@Nullable Any any, Item item, Frame frame) {
    ToManyAttribute collection = collection(path, frame);
    List<Term> owner = ownerKey(path, frame);
    Frame own = new Frame(frame);
    Source source = any == null ? Source.Root.ROOT : any.element();
    CollectionLink.InTable table = collection.table();
    From from;
    Term where;
    if (table == null) {
      Frame.Entry element = element(collection, source, own);
      from = translation.plan(collection.target()).selection().from(element.alias());
      where =
          Translation.together(
              linked(collection, element, owner), translation.restriction(element));
    } else {
      TableAlias rows = rowsOf(table);
      from = rows;
      where = keyed(rows.alias(), collection.key(), owner);
      boolean marked =
          collection.isAssociation() && translation.plan(collection.target()).deletion() != null;
      if (marked || (any != null && any.condition() != null)) {
        own.add(elementJoin(collection, rows, element(collection, source, own)));
      }
    }
    if (any != null && any.condition() != null) {
      where = new Condition.And(List.of(where, value(any.condition(), own)));
    }
    return new Select(
        List.of(item), false, List.of(from), own.joins(), where, Grouping.NONE, Ending.NONE);
  }

  private Frame.Entry element(ToManyAttribute collection, Source source, Frame own) {
    EntityModel target = collection.target();
    translation.reads(target);
    return own.add(source, translation.alias(target.table().name()), target);
  }

  /** The table with a row for each element of collections. */
  TableAlias rowsOf(CollectionLink.InTable table) {
    return new TableAlias(
        new Table(table.table().schema(), table.table().name()),
        translation.alias(table.table().name()));
  }

  /** The elements that rows of a table of their own lead to. */
  Join elementJoin(ToManyAttribute collection, TableAlias rows, Frame.Entry element) {
    ToOneAttribute toElement = (ToOneAttribute) collection.element().attribute();
    List<Term> ids =
        toElement.key().columns().stream()
            .<Term>map(column -> new Term.Column(element.alias(), column.name()))
            .toList();
    Selection selection = translation.plan(collection.target()).selection();
    Term keyed = keyed(rows.alias(), collection.element().columns(), ids);
    return new Join(
        selection.from(element.alias()),
        false,
        Objects.requireNonNull(Translation.together(keyed, selection.live(element.alias()))));
  }

  /** That the columns of a table equal a key. */
  static Term keyed(String alias, List<Column> columns, List<Term> key) {
    List<Condition> equal = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      equal.add(Translation.equal(new Term.Column(alias, columns.get(i).name()), key.get(i)));
    }
    return equal.size() == 1 ? equal.get(0) : new Condition.And(equal);
  }

  // ---- paths

  private Paths.Resolved resolve(Node.Path path, Frame.Entry entry) {
    return Paths.resolve(entry.requiredModel(), path.name(), entry.source());
  }

  private @Nullable Attribute attribute(Node.Path path, Frame frame) {
    return resolve(path, frame.find(path.source())).target();
  }

  private Term path(Node.Path path, Frame frame) {
    Frame.Entry entry = frame.find(path.source());
    Paths.Resolved resolved = resolve(path, entry);
    List<ToOneAttribute> joins = resolved.joins();
    if (resolved.holder() instanceof ToOneAttribute reference
        && reference == resolved.target()
        && !reference.refersToId()) {
      // what is compared are ids, and the foreign key holds none
      List<ToOneAttribute> way = new ArrayList<>(joins);
      way.add(reference);
      return id(reference.target(), join(way, entry));
    }
    EntityModel start =
        joins.isEmpty() ? entry.requiredModel() : joins.get(joins.size() - 1).target();
    String alias = join(joins, entry);
    return column(start, alias, entry.frame(), new Held(resolved.holder(), resolved.column()));
  }

  /** A column and the attribute that has it. */
  private record Held(Attribute holder, Column column) {}

  /** A column of an entity, which may stand in another table of its hierarchy. */
  private Term column(EntityModel start, String alias, Frame frame, Held held) {
    Selection selection = translation.plan(start).selection();
    addTable(frame, selection.join(alias, held.holder()));
    return selection.term(alias, held.holder(), held.column());
  }

  /**
   * All columns of an object, with the tables that they stand in. The tables that a row of the root
   * has for certain are there already; a reference may lead to nothing.
   */
  List<Term> whole(EntityModel model, String alias, Frame frame) {
    Selection selection = translation.plan(model).selection();
    for (Join join : selection.joins(alias)) {
      addTable(frame, new Join(join.from(), true, join.on()));
    }
    return selection.terms(alias);
  }

  /** A further table of an entity, once; nothing where it is none. */
  void addTable(Frame frame, @Nullable Join join) {
    if (join != null && frame.implicit(join.from().alias()) == null) {
      frame.addImplicit(join.from().alias(), join);
    }
  }

  private static Term id(EntityModel model, String alias) {
    return new Term.Column(alias, model.id().columns().get(0).name());
  }

  /** The entity that a reference leads to. */
  EntityModel target(Node.Path along, Frame frame) {
    Frame.Entry entry = frame.find(along.source());
    return Paths.target(entry.requiredModel(), along.name(), entry.source());
  }

  private ToManyAttribute collection(Node.Path path, Frame frame) {
    Frame.Entry entry = frame.find(path.source());
    return Paths.collection(entry.requiredModel(), path.name(), entry.source());
  }

  @Nullable ToManyAttribute collectionOrNull(Node.Path path, Frame frame) {
    Frame.Entry entry = frame.find(path.source());
    int dot = path.name().lastIndexOf('.');
    EntityModel owner =
        dot < 0
            ? entry.requiredModel()
            : Paths.target(entry.requiredModel(), path.name().substring(0, dot), entry.source());
    return owner.attribute(path.name().substring(dot + 1)) instanceof ToManyAttribute toMany
        ? toMany
        : null;
  }

  /** The table with a row for each element of a collection, or null where there is none. */
  CollectionLink.@Nullable InTable tableOrNull(Node.Path path, Frame frame) {
    ToManyAttribute collection = collectionOrNull(path, frame);
    return collection == null ? null : collection.table();
  }

  /** What the foreign key of the elements of a collection must equal. */
  private List<Term> ownerKey(Node.Path path, Frame frame) {
    Frame.Entry entry = frame.find(path.source());
    int dot = path.name().lastIndexOf('.');
    if (collection(path, frame).ownerKey() instanceof UniqueKey key) {
      String prefix = path.name().substring(0, dot + 1);
      return key.parts().stream()
          .map(part -> path(new Node.Path(path.source(), prefix + part.leaf().name()), frame))
          .toList();
    }
    if (dot >= 0) {
      return List.of(path(new Node.Path(path.source(), path.name().substring(0, dot)), frame));
    }
    return entry.requiredModel().id().columns().stream()
        .<Term>map(column -> new Term.Column(entry.alias(), column.name()))
        .toList();
  }

  /** That an element belongs to an owner. */
  Term linked(ToManyAttribute collection, Frame.Entry element, List<Term> owner) {
    Selection selection = translation.plan(collection.target()).selection();
    ToOneAttribute back = collection.mappedBy();
    Attribute holder = back == null ? collection : back;
    addTable(element.frame(), selection.join(element.alias(), holder));
    String alias = selection.alias(element.alias(), holder);
    return keyed(alias, collection.key(), owner);
  }

  /** What the join along an association starts from. */
  List<Term> joinKey(Node.Path along, Frame frame) {
    if (collectionOrNull(along, frame) != null) {
      return ownerKey(along, frame);
    }
    ToOneAttribute keyed = keyedOrNull(along, frame);
    return keyed == null ? List.of(path(along, frame)) : foreignKey(along, keyed, frame);
  }

  /** The reference of a path, where its foreign key holds another key than the id; else null. */
  @Nullable ToOneAttribute keyedOrNull(Node.Path along, Frame frame) {
    return collectionOrNull(along, frame) == null
            && attribute(along, frame) instanceof ToOneAttribute reference
            && !reference.refersToId()
        ? reference
        : null;
  }

  private List<Term> foreignKey(Node.Path along, ToOneAttribute reference, Frame frame) {
    Frame.Entry entry = frame.find(along.source());
    List<ToOneAttribute> joins = resolve(along, entry).joins();
    String alias = join(joins, entry);
    return reference.columns().stream()
        .map(c -> column(reference.owner(), alias, entry.frame(), new Held(reference, c)))
        .toList();
  }

  /** Makes the joins along references inner ones. */
  void joinInner(Node.Path along, Frame frame) {
    Frame.Entry entry = frame.find(along.source());
    Paths.Resolved resolved = resolve(along, entry);
    List<ToOneAttribute> way = new ArrayList<>(resolved.joins());
    way.add((ToOneAttribute) resolved.target());
    join(way, entry);
    StringBuilder key = new StringBuilder(entry.alias());
    for (ToOneAttribute reference : way) {
      key.append('.').append(reference.name());
      entry.frame().makeInner(key.toString());
    }
  }

  /** The alias of what a chain of references leads to. */
  String join(List<ToOneAttribute> references, Frame.Entry entry) {
    String alias = entry.alias();
    StringBuilder key = new StringBuilder(alias);
    for (ToOneAttribute reference : references) {
      key.append('.').append(reference.name());
      Join join = entry.frame().implicit(key.toString());
      if (join == null) {
        join = newJoin(alias, reference, entry.frame());
        entry.frame().addImplicit(key.toString(), join);
      }
      alias = join.from().alias();
    }
    return alias;
  }

  private Join newJoin(String from, ToOneAttribute reference, Frame frame) {
    EntityModel target = reference.target();
    translation.reads(target);
    String alias = translation.alias(target.table().name());
    List<Condition> equal = new ArrayList<>();
    for (int i = 0; i < reference.columns().size(); i++) {
      Term id = new Term.Column(alias, reference.key().columns().get(i).name());
      Held held = new Held(reference, reference.columns().get(i));
      equal.add(Translation.equal(id, column(reference.owner(), from, frame, held)));
    }
    Selection selection = translation.plan(target).selection();
    Condition live = selection.live(alias);
    if (live != null) {
      equal.add(live);
    }
    return new Join(
        selection.from(alias), true, equal.size() == 1 ? equal.get(0) : new Condition.And(equal));
  }
}
