package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rowanorm.query.Path;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/**
 * Random changes of collections, flushes, rollbacks and commits: what is read back in a fresh
 * session is what the objects held at the last commit, and a commit right after one sends nothing.
 */
class CollectionModelTest {

  private static final String[] TEXTS = {"a", "A", "b", "c", "c ", "d"};

  @Embeddable
  static class Pair {
    String text;
    Integer number;

    Pair() {}

    Pair(String text, Integer number) {
      this.text = text;
      this.number = number;
    }

    @Override
    public String toString() {
      return text + number;
    }
  }

  @Entity
  static class Item {
    @Id int id;

    @ManyToMany(mappedBy = "set")
    Set<Owner> owners = new LinkedHashSet<>();

    Item(int id) {
      this.id = id;
    }

    @Override
    public String toString() {
      return "i" + id;
    }
  }

  @Entity
  static class Owner {
    @Id int id;
    @ElementCollection List<String> bag = new ArrayList<>();
    @ElementCollection @OrderColumn List<String> list = new ArrayList<>();
    @ElementCollection Set<String> values = new LinkedHashSet<>();
    @ElementCollection Map<String, Integer> map = new HashMap<>();
    @ElementCollection List<Pair> pairs = new ArrayList<>();
    @ElementCollection @OrderColumn List<Pair> pairList = new ArrayList<>();
    @ManyToMany Set<Item> set = new LinkedHashSet<>();

    @ManyToMany
    @JoinTable(name = "item_bag")
    List<Item> items = new ArrayList<>();

    @ManyToMany
    @OrderColumn
    @JoinTable(name = "item_list")
    List<Item> itemList = new ArrayList<>();

    @ManyToMany
    @JoinTable(name = "item_map")
    Map<String, Item> itemMap = new HashMap<>();

    @OneToMany
    @JoinColumn(name = "part_of")
    @OrderColumn
    List<Item> parts = new ArrayList<>();

    Owner(int id) {
      this.id = id;
    }

    /** All that it holds, so that two states can be compared. */
    String content() {
      return String.join(
          "\n  ",
          "owner " + id,
          sorted(bag),
          list.toString(),
          sorted(values),
          new TreeMap<>(map).toString(),
          sorted(pairs),
          pairList.toString(),
          sorted(set),
          sorted(items),
          itemList.toString(),
          new TreeMap<>(itemMap).toString(),
          parts.toString());
    }

    private static String sorted(Collection<?> values) {
      return values.stream().map(Object::toString).sorted().toList().toString();
    }
  }

  private static final int ITEMS = 6;

  private Random random = new Random();

  /** More of them with {@code -Drowan.test.seeds=...}. */
  static LongStream seeds() {
    return LongStream.range(0, Long.getLong("rowan.test.seeds", 8));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatWasCommitted_isReadBack(long seed) {
    random = new Random(seed);
    try (H2 h2 = H2.with(Owner.class, Item.class)) {
      h2.sessions()
          .inTransaction(
              session -> {
                session.addAll(List.of(new Owner(1), new Owner(2)));
                for (int i = 0; i < ITEMS; i++) {
                  session.add(new Item(i));
                }
              });
      for (int round = 0; round < 40; round++) {
        round(h2, "seed " + seed + ", round " + round);
      }
    }
  }

  private void round(H2 h2, String where) {
    String committed = read(h2);
    try (Session session = h2.open()) {
      List<Owner> owners = owners(session);
      List<Item> items = session.query(Item.class).orderBy(Path.path("id").asc()).all();
      for (int change = random.nextInt(12); change >= 0; change--) {
        change(owners.get(random.nextInt(2)), owners, items);
        if (random.nextInt(6) == 0) {
          session.flush();
        }
        if (random.nextInt(20) == 0) {
          session.rollback();
          assertThat(read(h2)).as(where).isEqualTo(committed);
        }
      }
      if (random.nextInt(5) == 0) {
        session.rollback();
      }
      session.commit();
      committed = content(owners);
      h2.log().clear();
      session.commit();
      assertThat(h2.log().sql()).as(where).isEmpty();
    }
    assertThat(read(h2)).as(where).isEqualTo(committed);
    readInverse(h2, where);
  }

  private static List<Owner> owners(Session session) {
    return session.query(Owner.class).orderBy(Path.path("id").asc()).all();
  }

  private static String content(List<Owner> owners) {
    return owners.get(0).content() + "\n" + owners.get(1).content();
  }

  private static String read(H2 h2) {
    try (Session session = h2.open()) {
      return content(owners(session));
    }
  }

  /** The other side of the association says the same. */
  private static void readInverse(H2 h2, String where) {
    try (Session session = h2.open()) {
      for (Item item : session.query(Item.class).all()) {
        for (Owner owner : owners(session)) {
          assertThat(owner.set.contains(item)).as(where).isEqualTo(item.owners.contains(owner));
        }
      }
    }
  }

  private void change(Owner owner, List<Owner> owners, List<Item> items) {
    Item item = items.get(random.nextInt(ITEMS));
    String text = TEXTS[random.nextInt(TEXTS.length)];
    switch (random.nextInt(13)) {
      case 0 -> owner.bag = changed(owner.bag, text);
      case 1 -> owner.list = changed(owner.list, text);
      case 2 -> owner.pairs = changed(owner.pairs, pair(text));
      case 3 -> owner.pairList = changed(owner.pairList, pair(text));
      case 4 -> owner.items = changed(owner.items, item);
      case 5 -> owner.itemList = changed(owner.itemList, item);
      case 6 -> toggle(owner.values, text);
      case 7 -> toggle(owner.set, item);
      case 8 -> toggle(item.owners, owner);
      case 9 -> owner.map = changed(owner.map, text, random.nextInt(3));
      case 10 -> owner.itemMap = changed(owner.itemMap, text, item);
      case 11 -> owner.pairs.forEach(pair -> pair.number = random.nextInt(3));
      default -> {
        owners.forEach(other -> other.parts.removeIf(part -> part == item));
        owner.parts.add(random.nextInt(owner.parts.size() + 1), item);
      }
    }
  }

  private Pair pair(String text) {
    return new Pair(random.nextBoolean() ? text : null, random.nextInt(3));
  }

  private static <E> void toggle(Collection<E> elements, E element) {
    if (!elements.removeIf(other -> Objects.equals(other, element))) {
      elements.add(element);
    }
  }

  private <E> List<E> changed(List<E> list, E element) {
    int kind = random.nextInt(10);
    if (kind == 0) {
      return new ArrayList<>(List.of(element));
    }
    if (kind == 1) {
      list.clear();
    } else if (kind < 4 && !list.isEmpty()) {
      list.remove(random.nextInt(list.size()));
    } else if (kind < 5 && list.size() > 1) {
      Collections.swap(list, 0, list.size() - 1);
    } else if (kind < 6 && !list.isEmpty()) {
      list.set(random.nextInt(list.size()), element);
    } else {
      list.add(random.nextInt(list.size() + 1), element);
    }
    return list;
  }

  private <V> Map<String, V> changed(Map<String, V> map, String key, V value) {
    int kind = random.nextInt(8);
    if (kind == 0) {
      return new HashMap<>(Map.of(key, value));
    }
    if (kind == 1) {
      map.clear();
    } else if (kind < 4) {
      map.remove(key);
    } else {
      map.put(key, value);
    }
    return map;
  }
}
