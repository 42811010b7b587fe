package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.LockModeType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.flush.preview.PreviewStatement;
import org.rowanorm.jdbc.StatementEvent;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/** What is planned is what is sent: with each kind of id, table, collection, circle and row. */
class FlushPlanExactTest {

  @Embeddable
  static class Step {
    String text = "";
    @ManyToOne @Nullable Node place;

    Step() {}

    Step(String text, Node place) {
      this.text = text;
      this.place = place;
    }
  }

  @Entity
  @Inheritance(strategy = InheritanceType.JOINED)
  static class Node {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Version int version;

    @Column(unique = true)
    @Nullable String code;

    @ManyToOne @Nullable Node next;
    @ElementCollection List<String> tags = new ArrayList<>();
    @ElementCollection @OrderColumn List<Step> steps = new ArrayList<>();
    @ElementCollection Map<String, Integer> counts = new HashMap<>();
    @ManyToMany Set<Node> friends = new LinkedHashSet<>();

    @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
    @JoinColumn(name = "node_id")
    @OrderColumn
    List<Leaf> leaves = new ArrayList<>();

    Node(@Nullable String code) {
      this.code = code;
    }
  }

  @Entity
  @SecondaryTable(name = "more")
  static class Wide extends Node {
    int width;

    @Column(table = "more")
    @Nullable String note;

    Wide(String code) {
      super(code);
    }
  }

  @Entity
  static class Leaf {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    Long id;

    String name;

    @OneToOne(mappedBy = "leaf", cascade = CascadeType.ALL)
    @Nullable Vein vein;

    Leaf(String name) {
      this.name = name;
    }
  }

  @Entity
  static class Vein {
    @Id Long id;
    @MapsId @OneToOne Leaf leaf;

    Vein(Leaf leaf) {
      this.leaf = leaf;
    }
  }

  private final H2 h2 = H2.with(Node.class, Wide.class, Leaf.class, Vein.class);
  private Node first = new Node("a");
  private Wide second = new Wide("b");

  @AfterEach
  void close() {
    h2.close();
  }

  @BeforeEach
  void given() {
    try (Session session = h2.open()) {
      fill();
      session.add(first);
      assertPlanned(session);
    }
  }

  /** A circle, with something of each collection. */
  private void fill() {
    first.next = second;
    second.next = first;
    second.note = "n";
    first.tags.addAll(List.of("x", "x", "y"));
    first.steps.add(new Step("go", second));
    first.steps.add(new Step("stay", first));
    first.counts.put("one", 1);
    first.friends.add(second);
    for (String name : List.of("l", "m", "n")) {
      Leaf leaf = new Leaf(name);
      leaf.vein = new Vein(leaf);
      first.leaves.add(leaf);
    }
  }

  private List<PreviewStatement> assertPlanned(Session session) {
    List<PreviewStatement> planned = session.flushPlan().statements();
    h2.log().clear();
    session.commit();
    List<StatementEvent> sent =
        h2.log().events().stream().filter(event -> !event.sql().startsWith("select")).toList();
    assertThat(sent.stream().map(StatementEvent::sql))
        .containsExactlyElementsOf(planned.stream().map(PreviewStatement::sql).toList());
    assertThat(sent.stream().map(StatementEvent::batchSize))
        .containsExactlyElementsOf(planned.stream().map(it -> it.rows().size()).toList());
    h2.log().clear();
    session.commit();
    assertThat(h2.log().sql()).isEmpty();
    return planned;
  }

  private Node managed(Session session) {
    Node node = session.get(Node.class, first.id);
    assertThat(node.tags.size() + node.steps.size() + node.counts.size()).isEqualTo(6);
    assertThat(node.friends.size() + node.leaves.size()).isEqualTo(4);
    return node;
  }

  @Test
  void newGraph_withACircleAndGeneratedIds() {
    assertThat(first.id).isNotNull();
    assertThat(h2.rows("select code, next_id is not null from node order by code"))
        .containsExactly("a,TRUE", "b,TRUE");
  }

  @Test
  void changesOfCollections() {
    try (Session session = h2.open()) {
      Node node = managed(session);
      node.tags.remove("x");
      node.tags.add("z");
      node.steps.get(0).text = "run";
      node.steps.remove(1);
      node.counts.put("one", 2);
      node.counts.put("two", 2);
      node.friends.clear();
      node.leaves.add(0, node.leaves.remove(2));
      node.leaves.remove(1);
      node.leaves.add(new Leaf("o"));
      assertThat(assertPlanned(session)).hasSizeGreaterThan(8);
    }
  }

  @Test
  void replacedCollections_thatWereNotRead() {
    try (Session session = h2.open()) {
      Node node = session.get(Node.class, first.id);
      node.tags = new ArrayList<>(List.of("q"));
      node.steps = new ArrayList<>();
      node.counts = new HashMap<>(Map.of("q", 3));
      node.friends = new LinkedHashSet<>(Set.of(node));
      node.leaves = new ArrayList<>(List.of(new Leaf("q")));
      assertThat(assertPlanned(session)).hasSizeGreaterThan(8);
    }
  }

  @Test
  void deletedCircle_withAllThatItHas() {
    try (Session session = h2.open()) {
      Node node = managed(session);
      session.delete(node.next);
      session.delete(node);
      assertThat(assertPlanned(session)).hasSizeGreaterThan(8);
    }
    assertThat(h2.rows("select count(*) from node")).containsExactly("0");
  }

  @Test
  void rowsOfFurtherTables_thatComeAndGo() {
    try (Session session = h2.open()) {
      Wide wide = session.get(Wide.class, second.id);
      wide.width = 4;
      wide.note = null;
      assertThat(assertPlanned(session)).hasSize(3);
      wide.note = "again";
      wide.code = "c";
      assertThat(assertPlanned(session)).hasSize(2);
    }
  }

  @Test
  void uniqueValues_thatAreSwappedAndTaken() {
    try (Session session = h2.open()) {
      Node node = managed(session);
      node.code = "b";
      node.next.code = "a";
      assertThat(assertPlanned(session)).hasSize(3);
      node.code = null;
      session.add(new Node("b"));
      assertThat(assertPlanned(session)).hasSize(2);
    }
  }

  @Test
  void forcedIncrement_andAnObjectThatWasAttached() {
    Node detached;
    try (Session session = h2.open()) {
      detached = session.get(Node.class, first.id);
    }
    detached.code = "mine";
    try (Session session = h2.open()) {
      session.attach(detached);
      session.lock(detached.next, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
      assertThat(assertPlanned(session)).hasSize(2);
    }
  }

  @Test
  void rolledBackFlush_isPlannedAgain() {
    try (Session session = h2.open()) {
      Node node = managed(session);
      node.tags.add("z");
      node.code = "c";
      Node fresh = new Node("d");
      fresh.next = node;
      session.add(fresh);
      session.flush();
      session.rollback();
      assertThat(assertPlanned(session)).hasSize(3);
    }
    assertThat(h2.rows("select count(*) from node_tags where tags = 'z'")).containsExactly("1");
  }
}
