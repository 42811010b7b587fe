package org.rowanorm.enhancement.cases;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.NamedQueries;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.function.Function;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.util.CheckClassAdapter;
import org.rowanorm.enhancement.BothDoors;
import org.rowanorm.enhancement.H2;
import org.rowanorm.enhancement.Woven;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.session.Session;

/** Constructors, branches, annotations and initialisers as compilers write them. */
class ShapeOfCodeCases {

  static class Labelled {
    private final String label;

    Labelled() {
      this("none");
    }

    Labelled(String label) {
      this.label = label;
    }
  }

  @Entity
  static class Item extends Labelled {
    @Id int id;
    String name;
    int size;
    @ManyToOne Item parent;

    Item() {}

    Item(int id) {
      this(id, null);
      this.size += 1;
    }

    /** What stands in the call of the superclass makes and reads other objects. */
    @SuppressWarnings("UnnecessaryStringBuilder") // a constructor's call is the point
    Item(int id, Item other) {
      super(
          other == null || other.size < 0
              ? "alone" + new Item().size
              : new StringBuilder(other.name).append(new Note(other).text).toString());
      this.id = id;
      name = ((Labelled) this).label;
      parent = other;
    }

    /** Many branch targets, next to each other and next to accesses. */
    @SuppressWarnings({"OperatorPrecedence", "StatementSwitchToExpressionSwitch"})
    int branches(int turn) {
      int sum = size > 0 ? size : -size;
      for (int i = 0; i < 3; i++) {
        if (i == turn) {
          continue;
        }
        try {
          size = size > 2 ? (size < 5 ? size - 1 : size / 2) : size + 1;
          sum += size;
        } finally {
          name = name == null ? "" : size > 0 ? name + size : name;
        }
      }
      do {
        parent = parent == null ? this : parent.parent;
      } while (parent != null && parent != this && size-- > 0);
      while (true) {
        switch (size) {
          case 0:
          case 1:
            size++;
            break;
          case 2:
            return sum + (name.isEmpty() ? 0 : name.length());
          default:
            size = size > 2 && size != 7 || size == -1 ? 2 : 0;
        }
      }
    }

    @SuppressWarnings({"OperatorPrecedence", "ShortCircuitBoolean"})
    synchronized boolean logic(boolean flag) {
      boolean empty = name == null | size == 0 ^ flag;
      return flag ? empty && size > 0 || parent != null : !empty;
    }
  }

  static class Note {
    final String text;

    Note(Item of) {
      text = "+" + of.size;
    }
  }

  private static H2 items() {
    H2 h2 = H2.with(Item.class);
    h2.sql("insert into item (id, name, size, parent_id) values (1, 'one', 3, null)");
    h2.sql("insert into item (id, name, size, parent_id) values (2, 'two', 4, 1)");
    return h2;
  }

  /** What is done with a reference that is not loaded, and then loaded by it, in one SELECT. */
  private static Object using(Function<Item, Object> use) {
    try (H2 h2 = items();
        Session session = h2.open()) {
      Item parent = session.get(Item.class, 2).parent;
      h2.log().clear();
      Object result = use.apply(parent);
      assertThat(h2.log().sql())
          .containsExactly(
              "select i.id, i.name, i.size, i.parent_id from item i where i.id in (?)");
      return result;
    }
  }

  @BothDoors
  void H_A1_argumentsOfSuper_areTrapped() {
    assertThat(using(parent -> new Item(3, parent).name)).isEqualTo("one+3");
  }

  @BothDoors
  void H_A1_constructorThatCallsAnother_isAPlainNewObject() {
    Item item = new Item(7);
    assertThat(item.id + " " + item.name + " " + item.size).isEqualTo("7 alone0 1");
  }

  @BothDoors
  void H_A5_manyBranchTargets_runAsTheyDidBefore() {
    assertThat(using(parent -> parent.branches(1) + " " + parent.size + " " + parent.name))
        .isEqualTo("13 2 one23"); // what the class gives that nobody has enhanced
    assertThat(using(parent -> parent.logic(true))).isEqualTo(true);
  }

  /** Its own ASM checks that no offset has two frames, and the types at each. */
  @BothDoors
  void H_A5_framesOfAllClassesHere_areSound() throws Exception {
    for (Class<?> type : List.of(Item.class, Note.class, Labelled.class, ShapeOfCodeCases.class)) {
      ClassWriter ignored = new ClassWriter(0);
      new ClassReader(Woven.bytes(type))
          .accept(new CheckClassAdapter(ignored, true), ClassReader.EXPAND_FRAMES);
    }
  }

  @Entity
  static class Tagged<T extends Comparable<T>> implements Comparable<Tagged<T>>, Function<T, T> {
    @Id int id;
    String name;
    @Transient T tag;

    @Override
    public int compareTo(Tagged<T> other) {
      return name.compareTo(other.name);
    }

    @Override
    public T apply(T given) {
      tag = given;
      return tag;
    }
  }

  @BothDoors
  void H_A7_signatureOfAGenericClass_namesTheInterfaceToo() {
    assertThat(Tagged.class.getInterfaces())
        .containsExactly(Comparable.class, Function.class, Enhanced.class);
    assertThat(Tagged.class.getGenericInterfaces())
        .extracting(Object::toString)
        .satisfiesExactly(
            first -> assertThat(first).startsWith("java.lang.Comparable<").contains("$Tagged<T>"),
            second -> assertThat(second).isEqualTo("java.util.function.Function<T, T>"),
            third -> assertThat(third).isEqualTo(Enhanced.class.toString()));
    try (H2 h2 = H2.with(Tagged.class);
        Session session = h2.open()) {
      h2.sql("insert into tagged (id, name) values (1, 'one')");
      assertThat(session.get(Tagged.class, 1).name).isEqualTo("one");
    }
  }

  @Retention(RetentionPolicy.RUNTIME)
  @interface Odd {
    Class<?>[] types() default {};

    Thread.State state() default Thread.State.NEW;

    Column[] columns() default {};

    int[] numbers() default {1};
  }

  @Retention(RetentionPolicy.CLASS)
  @Target({ElementType.TYPE_USE, ElementType.TYPE_PARAMETER})
  @interface OfType {
    double value() default Double.NaN;
  }

  @Entity
  @Table(name = "annotated", indexes = @Index(columnList = "id"))
  @NamedQueries({@NamedQuery(name = "a", query = "b"), @NamedQuery(name = "c", query = "d")})
  @Odd(
      types = {int[].class, Annotated.class},
      columns = {@Column, @Column(name = "x")},
      numbers = {})
  @Deprecated
  static class Annotated {
    @Id
    @Odd(state = Thread.State.BLOCKED)
    int id;

    @Odd
    @Column(name = "state")
    @Enumerated(EnumType.STRING)
    Thread.@OfType(1) State state;

    @Odd @Transient @Deprecated List<@OfType(2) String> none = List.of();

    @Odd
    <@OfType(3) T> Thread.State state(@Odd @OfType(4) T parameter) {
      return parameter == null ? null : state;
    }
  }

  @BothDoors
  @SuppressWarnings("deprecation")
  void H_A9_annotationsOfEveryKind_doNoHarm() {
    try (H2 h2 = H2.with(Annotated.class)) {
      h2.sql("insert into annotated (id, state) values (1, 'BLOCKED')");
      try (Session session = h2.open()) {
        Annotated one = session.get(Annotated.class, 1);
        assertThat(one.state("")).isEqualTo(Thread.State.BLOCKED);
        one.state = null;
        session.commit();
      }
      assertThat(h2.rows("select state from annotated")).containsExactly("null");
      assertThat(Annotated.class.getAnnotation(Odd.class).types())
          .containsExactly(int[].class, Annotated.class);
    }
  }

  /** Counts the static initialisers that ran. */
  static final StringBuilder INITIALISED = new StringBuilder();

  @Entity
  static class Initialised {
    static final List<String> NAMES;
    static int next = 7;

    static {
      INITIALISED.append("ran ");
      NAMES = List.of("a", "b");
      try {
        next += NAMES.size();
      } finally {
        next *= 2;
      }
    }

    @Id int id = next++;
    String name = NAMES.get(0);
  }

  @BothDoors
  void H_A11_staticInitialiser_runsOnceAndNotBeforeItsTime() throws Exception {
    ClassLoader loader = ShapeOfCodeCases.class.getClassLoader();
    Class<?> type = Class.forName(ShapeOfCodeCases.class.getName() + "$Initialised", false, loader);
    assertThat(Enhanced.class).isAssignableFrom(type);
    assertThat(INITIALISED).isEmpty();
    try (H2 h2 = H2.with(Initialised.class);
        Session session = h2.open()) {
      assertThat(INITIALISED).hasToString("ran ");
      session.add(new Initialised());
      session.commit();
      assertThat(h2.rows("select id, name from initialised")).containsExactly("18,a");
    }
    assertThat(INITIALISED).hasToString("ran ");
  }

  /** Enhancement reads what a method names, and loads none of it. */
  @BothDoors
  void H_G1_classes_areReadAndNotLoaded() throws Exception {
    Class<?> type =
        Class.forName(
            ShapeOfCodeCases.class.getName() + "$Lonely",
            false,
            ShapeOfCodeCases.class.getClassLoader());
    assertThat(type.getInterfaces()).containsExactly(Enhanced.class);
    assertThat(((Woven) type.getClassLoader()).hasLoaded(type.getName())).isTrue();
    for (String other : List.of("$Friend", "$Stranger")) {
      String name = ShapeOfCodeCases.class.getName() + other;
      assertThat(((Woven) type.getClassLoader()).hasLoaded(name)).as(name).isFalse();
    }
  }

  @Entity
  static class Lonely {
    @Id int id;
    @ManyToOne Friend friend;
    @Transient Stranger stranger;

    int sum() {
      return friend.id + stranger.of(friend);
    }
  }

  @Entity
  static class Friend {
    @Id int id;
  }

  static class Stranger {
    int of(Friend friend) {
      return friend.id;
    }
  }

  /** Two that name each other, and a subclass that its superclass names, are no circle. */
  @BothDoors
  void H_G1_classesThatNameEachOther_areNoCircle() {
    try (H2 h2 = H2.with(Egg.class)) {
      h2.sql("insert into egg (id, name) values (1, 'one')");
      try (Session session = h2.open()) {
        assertThat(session.get(Egg.class, 1).loud()).isEqualTo("ONE one");
      }
    }
  }

  @jakarta.persistence.MappedSuperclass
  abstract static class Hen {
    @Id int id;
    String name;

    String loud() {
      return name.toUpperCase(java.util.Locale.ROOT) + ((Egg) this).more;
    }
  }

  @Entity
  static class Egg extends Hen {
    @Transient String more = "";

    @Override
    String loud() {
      more = " " + name;
      return super.loud();
    }
  }
}
