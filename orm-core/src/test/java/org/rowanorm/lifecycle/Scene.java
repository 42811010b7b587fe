package org.rowanorm.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.rowanorm.error.RowanException;
import org.rowanorm.lifecycle.Item.Plain;
import org.rowanorm.lifecycle.Item.Pointer;
import org.rowanorm.lifecycle.Item.Size;
import org.rowanorm.lifecycle.Item.ToPlain;
import org.rowanorm.lifecycle.Item.ToVersioned;
import org.rowanorm.lifecycle.Item.Versioned;
import org.rowanorm.session.Session;

/** A database with one row, a session, an object brought into a state, and an operation on it. */
final class Scene implements AutoCloseable {

  private final boolean versioned;
  private final Table table;
  private final Stage stage;
  private final Session session;
  private final Session foreign;

  Scene(boolean versioned, Table table, Stage stage) {
    this.versioned = versioned;
    this.table = table;
    this.stage = stage;
    stage.sql("delete from pointer");
    stage.sql("delete from item_tags");
    stage.sql("delete from item");
    stage.sql(
        "insert into item (id, name, width, text"
            + (versioned
                ? ", version) values (1, 'base', 1, 'text', 5)"
                : ") values (1, 'base', 1, 'text')"));
    stage.sql("insert into item_tags (item_id, tags) values (1, 'tag')");
    stage.sql("insert into pointer (id, item_id) values (1, 1)");
    session = stage.open();
    foreign = stage.open();
  }

  private Class<? extends Item> type() {
    return versioned ? Versioned.class : Plain.class;
  }

  private Item get(Session from) {
    return Objects.requireNonNull(from.get(type(), 1));
  }

  private Item unread(Session from) {
    Class<? extends Pointer<?>> pointer = versioned ? ToVersioned.class : ToPlain.class;
    return Objects.requireNonNull(from.get(pointer, 1).item);
  }

  /** What comes of an operation on an object in a state, a cell for each thing that is to see. */
  List<String> play(Operation operation, State state) {
    Item item = set(state);
    String given = tried(() -> operation.run(session, item));
    String sent = sent();
    String known = session.contains(item) ? "yes" : "no";
    String committed = tried(this::commit);
    String written = sent();
    if (!committed.isEmpty()) {
      written = written.equals("-") ? committed : written + "; " + committed;
      session.rollback();
    }
    String rows = String.join("; ", stage.rows(rowSql()));
    String held = tried(() -> item.name + " " + item.size.width());
    return List.of(given, sent, known, written, rows.isEmpty() ? "none" : rows, held);
  }

  /** Commits, and checks that what is sent is what was planned. */
  private String commit() {
    List<String> planned = session.flushPlan().statements().stream().map(it -> it.sql()).toList();
    int before = stage.log().events().size();
    session.commit();
    List<String> sent = stage.log().sql();
    assertThat(sent.subList(before, sent.size()).stream().filter(sql -> !sql.startsWith("select")))
        .containsExactlyElementsOf(planned);
    return "";
  }

  private String rowSql() {
    return "select id, name, width" + (versioned ? ", version" : "") + " from item order by id";
  }

  private String tried(Supplier<String> work) {
    try {
      return work.get();
    } catch (RowanException e) {
      return table.name(steady(Objects.requireNonNull(e.getMessage())));
    }
  }

  /** A message without the names and numbers that a database makes up. */
  private static String steady(String message) {
    return message.replaceAll("CONSTRAINT_\\w+", "CONSTRAINT").replaceAll("[(]conn=\\d+[)] ", "");
  }

  private String sent() {
    String sent = table.names(stage.log().sql());
    stage.log().clear();
    return sent;
  }

  // ---- states

  private Item set(State state) {
    Item item =
        switch (state) {
          case NEW -> made(2);
          case NEW_WITH_ROW -> made(1);
          case PENDING -> done(made(2), session::add);
          case CLEAN -> get(session);
          case WHOLE -> whole(get(session));
          case CHANGED -> done(get(session), it -> it.name = "mine");
          case UNREAD -> unread(session);
          case READ_ONLY -> done(get(session), session::makeReadOnly);
          case REMOVED -> done(get(session), session::delete);
          case DELETED -> deleted();
          case DETACHED -> detached();
          case DETACHED_CHANGED, DETACHED_GONE, DETACHED_STALE, DETACHED_BESIDE ->
              done(detached(), it -> it.name = "mine");
          case DETACHED_UNREAD -> left();
          case FOREIGN -> get(foreign);
        };
    meanwhile(state);
    stage.log().clear();
    return item;
  }

  private static Item done(Item item, Consumer<Item> work) {
    work.accept(item);
    return item;
  }

  private static Item whole(Item item) {
    Objects.requireNonNull(item.text);
    Objects.checkIndex(0, item.tags.size());
    return item;
  }

  private Item made(int id) {
    Item item = versioned ? new Versioned() : new Plain();
    item.id = id;
    item.name = "new";
    item.size = new Size(2);
    item.tags.add("new");
    return item;
  }

  private Item deleted() {
    Item item = get(session);
    stage.sql("delete from pointer");
    session.delete(item);
    session.commit();
    return item;
  }

  private Item detached() {
    try (Session earlier = stage.open()) {
      return get(earlier);
    }
  }

  private Item left() {
    try (Session earlier = stage.open()) {
      return unread(earlier);
    }
  }

  /** What others do. */
  private void meanwhile(State state) {
    if (state != State.DELETED) {
      stage.sql("delete from pointer");
    }
    if (state == State.DETACHED_GONE) {
      stage.sql("delete from item_tags");
      stage.sql("delete from item");
    } else if (state == State.DETACHED_STALE) {
      stage.sql("update item set name = 'theirs'" + (versioned ? ", version = 6" : ""));
    } else if (state == State.DETACHED_BESIDE) {
      get(session);
    }
  }

  @Override
  public void close() {
    foreign.close();
    session.rollback();
    session.clear();
    session.close();
  }
}
