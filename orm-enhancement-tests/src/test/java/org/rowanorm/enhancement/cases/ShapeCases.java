package org.rowanorm.enhancement.cases;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Transient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.rowanorm.enhancement.BothDoors;
import org.rowanorm.enhancement.H2;
import org.rowanorm.session.Session;

/** Constructors, final, identity and serialisation. */
class ShapeCases {

  @Entity
  static final class Money {
    @Id private final int id;
    private final String currency;
    @ManyToOne private final Money base;
    @Transient private final List<String> notes = new ArrayList<>();

    Money(int id, String currency, Money base) {
      this.id = id;
      this.currency = currency.toUpperCase(java.util.Locale.ROOT);
      this.base = base;
    }

    String currency() {
      return currency;
    }
  }

  private static H2 money() {
    H2 h2 = H2.with(Money.class);
    try (Session session = h2.open()) {
      Money base = new Money(1, "eur", null);
      session.add(base);
      session.add(new Money(2, "usd", base));
      session.commit();
    }
    h2.log().clear();
    return h2;
  }

  @BothDoors
  void H_F1_classWithoutANoArgConstructor_isLoaded() {
    try (H2 h2 = money();
        Session session = h2.open()) {
      assertThat(session.get(Money.class, 1).currency()).isEqualTo("EUR");
    }
  }

  @BothDoors
  void H_F2_addedConstructor_runsNoInitialisers() {
    try (H2 h2 = money();
        Session session = h2.open()) {
      assertThat(session.get(Money.class, 1).notes).isNull(); // as docs/enhancement.md says
      assertThat(new Money(3, "gbp", null).notes).isEmpty();
    }
  }

  @BothDoors
  void H_F3_finalFields_areLoaded() {
    try (H2 h2 = money();
        Session session = h2.open()) {
      Money usd = session.get(Money.class, 2);
      assertThat(usd.currency).isEqualTo("USD");
      assertThat(usd.base.id).isEqualTo(1);
    }
  }

  @BothDoors
  void H_F4_finalClass_isLazyAllTheSame() {
    try (H2 h2 = money();
        Session session = h2.open()) {
      Money base = session.get(Money.class, 2).base;
      h2.log().clear();
      assertThat(base.getClass()).isEqualTo(Money.class);
      assertThat(h2.log().sql()).isEmpty();
      assertThat(base.currency()).isEqualTo("EUR");
      assertThat(h2.log().sql())
          .containsExactly("select m.id, m.currency, m.base_id from money m where m.id in (?)");
    }
  }

  @Entity
  static class Leaf {
    @Id int id;
    @ManyToOne Tree tree;

    Leaf() {}

    Leaf(int id, Tree tree) {
      this.id = id;
      this.tree = tree;
    }
  }

  @Entity
  static class Tree {
    @Id int id;

    @OneToMany(mappedBy = "tree")
    List<Leaf> leaves = Collections.emptyList();

    private Tree() {}

    Tree(int id, List<Leaf> leaves) {
      this.id = id;
      this.leaves = leaves;
    }
  }

  @BothDoors
  void H_F5_collectionsOfAnyOrigin_arePersistedAndLoaded() {
    try (H2 h2 = H2.with(Tree.class, Leaf.class)) {
      try (Session session = h2.open()) {
        Tree empty = new Tree();
        empty.id = 1;
        Tree given = new Tree(2, new ArrayList<>());
        Tree fixed = new Tree(3, List.of());
        session.add(empty);
        session.add(given);
        session.add(fixed);
        session.commit();
        Leaf leaf = new Leaf(7, given);
        session.add(leaf);
        given.leaves.add(leaf);
        session.commit();
      }
      assertThat(h2.rows("select id, tree_id from leaf")).containsExactly("7,2");
      try (Session session = h2.open()) {
        assertThat(session.get(Tree.class, 1).leaves).isEmpty();
        assertThat(session.get(Tree.class, 2).leaves).hasSize(1);
        Leaf leaf = new Leaf(8, session.get(Tree.class, 1));
        session.add(leaf);
        session.get(Tree.class, 1).leaves.add(leaf); // what stood there could not be changed
        session.commit();
      }
      assertThat(h2.rows("select id, tree_id from leaf order by id")).containsExactly("7,2", "8,1");
    }
  }

  @Entity
  static class Letter implements Serializable {
    @Id int id;
    String text;
    private transient String seal = "closed";

    private void writeObject(ObjectOutputStream out) throws IOException {
      out.defaultWriteObject();
      out.writeUTF(seal);
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      seal = in.readUTF() + " again";
    }
  }

  /** What the tool serialver gives for the class before it is enhanced. */
  private static final long LETTER = 2212700472998917669L;

  @BothDoors
  void H_F7_serialVersion_staysAsItWas() {
    assertThat(ObjectStreamClass.lookup(Letter.class).getSerialVersionUID()).isEqualTo(LETTER);
  }

  @BothDoors
  void H_F8_writeObjectOfTheUser_isCalled() throws Exception {
    try (H2 h2 = H2.with(Letter.class)) {
      h2.sql("insert into letter (id, text) values (1, 'dear')");
      Letter copy;
      try (Session session = h2.open()) {
        Letter letter = session.get(Letter.class, 1);
        letter.seal = "open";
        copy = copied(letter);
      }
      assertThat(copy.text).isEqualTo("dear");
      assertThat(copy.seal).isEqualTo("open again");
    }
  }

  private static Letter copied(Letter letter) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(letter);
    }
    InputStream read = new ByteArrayInputStream(bytes.toByteArray());
    try (ObjectInputStream in = new ObjectInputStream(read)) {
      return (Letter) in.readObject();
    }
  }

  @BothDoors
  void H_F9_equalsHashCodeAndToString_areNotAdded() {
    assertThat(Leaf.class.getDeclaredMethods()).isNotEmpty().allMatch(Method::isSynthetic);
    try (H2 h2 = H2.with(Tree.class, Leaf.class)) {
      h2.sql("insert into leaf (id) values (1)");
      Leaf one;
      try (Session session = h2.open()) {
        one = session.get(Leaf.class, 1);
      }
      try (Session session = h2.open()) {
        Leaf other = session.get(Leaf.class, 1);
        assertThat(other).isNotEqualTo(one);
        assertThat(other.hashCode()).isEqualTo(System.identityHashCode(other));
        assertThat(other.toString()).startsWith(Leaf.class.getName() + "@");
      }
    }
  }
}
