package org.rowanorm.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.CollectionLink;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.InverseToOneAttribute;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.mapping.UniqueKey;
import org.rowanorm.plan.Selection;
import org.rowanorm.plan.TypeTest;
import org.rowanorm.sql.Condition;
import org.rowanorm.sql.Statement.Join;
import org.rowanorm.sql.Statement.Table;
import org.rowanorm.sql.Statement.TableAlias;
import org.rowanorm.sql.Term;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.Source;

/**
 * Translates the paths of one statement: the columns that they end at, and the joins on the way.
 * For one use by one thread.
 */
final class PathTranslation {

  /**
   * Where attributes have their columns.
   *
   * @param model the entity; null for the table of a collection, whose columns need no more joins
   */
  private record Spot(@Nullable EntityModel model, String alias, Frame frame) {

    EntityModel entity() {
      return Objects.requireNonNull(model);
    }
  }

  private final Translation translation;

  PathTranslation(Translation translation) {
    this.translation = translation;
  }

  // ---- where paths start

  Frame.Entry entry(Source source, Frame frame) {
    if (source instanceof Source.Treated treated) {
      Spot object = object(treated.of(), frame);
      EntityModel model = translation.model(treated.type());
      return new Frame.Entry(source, object.alias(), model, null, object.frame());
    }
    return frame.find(source instanceof Source.Key key ? key.of() : source);
  }

  /** An object that is asked as one of a class further down stays where it is. */
  private Spot start(Source source, Frame.Entry entry) {
    if (source instanceof Source.Treated treated) {
      return object(treated.of(), entry.frame());
    }
    Frame.Rows rows = entry.rows();
    boolean keyInRows =
        rows != null
            && source instanceof Source.Key
            && rows.collection().shape().position() != null;
    return rows != null && (keyInRows || source instanceof Source.Elements)
        ? new Spot(null, rows.alias(), entry.frame())
        : new Spot(entry.model(), entry.alias(), entry.frame());
  }

  private static Paths.Resolved resolve(Node.Path path, Frame.Entry entry) {
    Frame.Rows rows = entry.rows();
    Attribute start = PathBuilder.startOf(path.source(), rows == null ? null : rows.collection());
    return start == null
        ? Paths.resolve(entry.requiredModel(), path.name(), entry.source())
        : Paths.within(start, path.name(), entry.source());
  }

  /** Where the attributes of an object have their columns. */
  private Spot object(Node object, Frame frame) {
    if (object instanceof Node.Self self) {
      Frame.Entry entry = entry(self.source(), frame);
      return new Spot(entry.requiredModel(), entry.alias(), entry.frame());
    }
    Node.Path path = (Node.Path) object;
    Frame.Entry entry = entry(path.source(), frame);
    Paths.Resolved resolved = resolve(path, entry);
    List<Attribute> way = new ArrayList<>(resolved.joins());
    if (Paths.holdsId(resolved.target())) {
      way.add(resolved.target());
    }
    return join(way, start(path.source(), entry));
  }

  // ---- columns

  /** The column of a path, or the first one. */
  Term column(Node.Path path, Frame frame) {
    return columns(path, frame).get(0);
  }

  private List<Term> columns(Node.Path path, Frame frame) {
    Frame.Entry entry = entry(path.source(), frame);
    Paths.Resolved resolved = resolve(path, entry);
    Spot spot = join(resolved.joins(), start(path.source(), entry));
    List<Term> columns = new ArrayList<>(resolved.columns().size());
    for (Column column : resolved.columns()) {
      columns.add(column(spot, resolved.holder(), column));
    }
    return columns;
  }

  /** A column of an entity, which may stand in another table of its hierarchy. */
  private Term column(Spot spot, Attribute holder, Column column) {
    EntityModel model = spot.model();
    if (model == null) {
      return new Term.Column(spot.alias(), column.name());
    }
    Selection selection = translation.plan(model).selection();
    addTable(spot.frame(), selection.join(spot.alias(), holder));
    return selection.term(spot.alias(), holder, column);
  }

  /** The columns of the id of an object. */
  List<Term> keys(Node object, Frame frame) {
    if (object instanceof Node.Path path) {
      return columns(path, frame);
    }
    Source source = ((Node.Self) object).source();
    if (source instanceof Source.Treated treated) {
      return List.of(idIfTreated(treated, frame));
    }
    Frame.Entry entry = entry(source, frame);
    return idColumns(entry.requiredModel(), entry.alias());
  }

  static List<Term> idColumns(EntityModel model, String alias) {
    return terms(model.id().columns(), alias);
  }

  private static List<Term> terms(List<Column> columns, String alias) {
    return columns.stream().<Term>map(column -> new Term.Column(alias, column.name())).toList();
  }

  /** The id of an object that may be of another class; then it is null. */
  private Term idIfTreated(Source.Treated treated, Frame frame) {
    Spot object = object(treated.of(), frame);
    TypeTest test = typeTest(object);
    EntityModel wanted = translation.model(treated.type());
    if (test.needsTable(wanted)) {
      addTable(object.frame(), test.selection().join(object.alias(), wanted));
    }
    return test.idOf(wanted);
  }

  /** That the class of an object is one of some classes. */
  Condition isType(Node.IsType is, Frame frame) {
    Spot object = object(is.object(), frame);
    TypeTest test = typeTest(object);
    test.joins().forEach(join -> addTable(object.frame(), outer(join)));
    return test.isAny(is.types().stream().map(translation::model).toList());
  }

  private TypeTest typeTest(Spot object) {
    EntityModel model = object.entity();
    return new TypeTest(model, translation.plan(model).selection(), object.alias());
  }

  /** The columns of a value: of an object, all that make it; null for other values. */
  @Nullable List<Term> wholeOrNull(Node node, Frame frame) {
    if (node instanceof Node.Path path) {
      Frame.Entry entry = entry(path.source(), frame);
      if (Paths.targetOrNull(resolve(path, entry).target()) == null) {
        return null;
      }
    } else if (!(node instanceof Node.Self)) {
      return null;
    }
    Spot object = object(node, frame);
    return whole(object.entity(), object.alias(), object.frame());
  }

  /**
   * All columns of an object, with the tables that they stand in. The tables that a row of the root
   * has for certain are there already; a reference may lead to nothing.
   */
  List<Term> whole(EntityModel model, String alias, Frame frame) {
    Selection selection = translation.plan(model).selection();
    selection.joins(alias).forEach(join -> addTable(frame, outer(join)));
    return selection.terms(alias);
  }

  private static Join outer(Join join) {
    return new Join(join.from(), true, join.on());
  }

  /** A further table of an entity, once; nothing where it is none. */
  void addTable(Frame frame, @Nullable Join join) {
    if (join != null && frame.implicit(join.from().alias()) == null) {
      frame.addImplicit(join.from().alias(), join);
    }
  }

  // ---- collections

  /** The collection that a path leads to, or null where it leads to a reference. */
  @Nullable ToManyAttribute collectionOrNull(Node.Path path, Frame frame) {
    Frame.Entry entry = entry(path.source(), frame);
    return Paths.collectionOrNull(entry.requiredModel(), path.name(), entry.source());
  }

  ToManyAttribute collection(Node.Path path, Frame frame) {
    return Objects.requireNonNull(collectionOrNull(path, frame));
  }

  /** What the rows of a collection must equal to belong to its owner. */
  List<Term> ownerKey(Node.Path path, Frame frame) {
    ToManyAttribute collection = collection(path, frame);
    int dot = path.name().length() - collection.name().length() - 1;
    if (collection.ownerKey() instanceof UniqueKey key) {
      String prefix = path.name().substring(0, dot + 1);
      return key.parts().stream()
          .map(
              part ->
                  columns(new Node.Path(path.source(), prefix + part.leaf().name()), frame)
                      .get(part.number()))
          .toList();
    }
    return dot < 0
        ? keys(new Node.Self(path.source()), frame)
        : columns(new Node.Path(path.source(), path.name().substring(0, dot)), frame);
  }

  /** The table with a row for each element of collections. */
  TableAlias rowsOf(CollectionLink.InTable table) {
    return new TableAlias(
        new Table(table.table().schema(), table.table().name()),
        translation.alias(table.table().name()));
  }

  /** Takes the elements of a collection whose key stands in their own table. */
  Frame.Entry elements(ToManyAttribute collection, Source source, Frame frame) {
    EntityModel target = collection.target();
    translation.reads(target);
    String alias = translation.alias(target.table().name());
    String rows = translation.plan(target).selection().alias(alias, collection);
    return frame.addElements(source, alias, new Frame.Rows(collection, rows));
  }

  /** Takes the elements that rows of a table of their own lead to; gives their join. */
  Join elements(ToManyAttribute collection, Source source, String rows, Frame frame) {
    EntityModel target = collection.target();
    translation.reads(target);
    String alias = translation.alias(target.table().name());
    frame.addElements(source, alias, new Frame.Rows(collection, rows));
    Selection selection = translation.plan(target).selection();
    List<Column> key = ((ToOneAttribute) collection.element().attribute()).key().columns();
    Term keyed = keyed(rows, collection.element().columns(), terms(key, alias));
    return new Join(
        selection.from(alias),
        false,
        Objects.requireNonNull(Translation.together(keyed, selection.live(alias))));
  }

  /** That an element belongs to an owner. */
  Term linked(ToManyAttribute collection, Frame.Entry element, List<Term> owner) {
    Selection selection = translation.plan(collection.target()).selection();
    ToOneAttribute back = collection.mappedBy();
    Attribute holder = back == null ? collection : back;
    addTable(element.frame(), selection.join(element.alias(), holder));
    return keyed(selection.alias(element.alias(), holder), collection.key(), owner);
  }

  /** That the columns of a table equal a key. */
  static Term keyed(String alias, List<Column> columns, List<Term> key) {
    List<Condition> equal = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      equal.add(Translation.equal(new Term.Column(alias, columns.get(i).name()), key.get(i)));
    }
    return together(equal);
  }

  private static Condition together(List<Condition> parts) {
    return parts.size() == 1 ? parts.get(0) : new Condition.And(parts);
  }

  // ---- joins

  /** What the join along a reference starts from: the foreign key, where there is one. */
  List<Term> joinKey(Node.Path along, Frame frame) {
    Frame.Entry entry = entry(along.source(), frame);
    Paths.Resolved resolved = resolve(along, entry);
    if (!(resolved.target() instanceof ToOneAttribute reference) || reference.refersToId()) {
      return columns(along, frame);
    }
    List<Attribute> way = resolved.joins().subList(0, resolved.joins().size() - 1);
    Spot spot = join(way, start(along.source(), entry));
    return reference.columns().stream().map(column -> column(spot, reference, column)).toList();
  }

  /** The columns of what is joined that must equal {@link #joinKey}. */
  List<Column> keyColumns(Node.Path along, Frame frame) {
    Attribute reference = resolve(along, entry(along.source(), frame)).target();
    return reference instanceof ToOneAttribute toOne
        ? toOne.key().columns()
        : Objects.requireNonNull(Paths.targetOrNull(reference)).id().columns();
  }

  /** Makes the joins along references inner ones. */
  void joinInner(Node.Path along, Frame frame) {
    Frame.Entry entry = entry(along.source(), frame);
    object(along, frame);
    Paths.Resolved resolved = resolve(along, entry);
    List<Attribute> way = new ArrayList<>(resolved.joins());
    if (Paths.holdsId(resolved.target())) {
      way.add(resolved.target());
    }
    String key = start(along.source(), entry).alias();
    for (Attribute reference : way) {
      key = key + "." + reference.path();
      entry.frame().makeInner(key);
    }
  }

  /** The alias of what a chain of references leads to. */
  String join(List<? extends Attribute> references, Frame.Entry from) {
    return join(references, start(from.source(), from)).alias();
  }

  /** What a chain of references leads to. */
  private Spot join(List<? extends Attribute> references, Spot start) {
    Spot spot = start;
    String key = start.alias();
    for (Attribute reference : references) {
      key = key + "." + reference.path();
      Join join = start.frame().implicit(key);
      if (join == null) {
        join = newJoin(spot, reference);
        start.frame().addImplicit(key, join);
      }
      EntityModel target = Objects.requireNonNull(Paths.targetOrNull(reference));
      spot = new Spot(target, join.from().alias(), start.frame());
    }
    return spot;
  }

  private Join newJoin(Spot from, Attribute reference) {
    EntityModel target = Objects.requireNonNull(Paths.targetOrNull(reference));
    translation.reads(target);
    Spot to = new Spot(target, translation.alias(target.table().name()), from.frame());
    List<Condition> equal =
        reference instanceof InverseToOneAttribute inverse
            ? backwards(from, to, inverse.mappedBy())
            : forwards(from, to, (ToOneAttribute) reference);
    Selection selection = translation.plan(target).selection();
    Condition live = selection.live(to.alias());
    if (live != null) {
      equal.add(live);
    }
    return new Join(selection.from(to.alias()), true, together(equal));
  }

  private List<Condition> forwards(Spot from, Spot to, ToOneAttribute reference) {
    List<Term> held = terms(reference.key().columns(), to.alias());
    List<Condition> equal = new ArrayList<>();
    for (int i = 0; i < held.size(); i++) {
      Term key = column(from, reference, reference.columns().get(i));
      equal.add(Translation.equal(held.get(i), key));
    }
    return equal;
  }

  private List<Condition> backwards(Spot from, Spot to, ToOneAttribute mappedBy) {
    List<Term> held = terms(mappedBy.key().columns(), from.alias());
    List<Condition> equal = new ArrayList<>();
    for (int i = 0; i < held.size(); i++) {
      Term key = column(to, mappedBy, mappedBy.columns().get(i));
      equal.add(Translation.equal(key, held.get(i)));
    }
    return equal;
  }
}
