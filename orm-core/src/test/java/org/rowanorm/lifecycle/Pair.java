package org.rowanorm.lifecycle;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKey;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rowanorm.annotation.Large;

/** Two sides of an association: a member, which holds the key, and a club. */
@SuppressWarnings("ImmutableEnumChecker") // functions that keep nothing
enum Pair {
  LIST("list_id", m -> m.list, (m, c) -> m.list = c, c -> c.list),
  SET("set_id", m -> m.set, (m, c) -> m.set = c, c -> c.set),
  ORDERED("ordered_id", m -> m.ordered, (m, c) -> m.ordered = c, c -> c.ordered),
  MAP("map_id", m -> m.map, (m, c) -> m.map = c, c -> c.map.values()),
  LARGE_LIST("largelist_id", m -> m.largeList, (m, c) -> m.largeList = c, c -> c.largeList),
  LARGE_SET("largeset_id", m -> m.largeSet, (m, c) -> m.largeSet = c, c -> c.largeSet),
  ONE("one_id", m -> m.one, (m, c) -> m.one = c, c -> c.one == null ? List.of() : List.of(c.one)),
  MANY(m -> m.many, c -> c.manyMembers),
  BAGS(m -> m.bags, c -> c.bagMembers),
  LARGE_MANY(m -> m.largeMany, c -> c.largeManyMembers);

  @Entity
  static class Club {
    @Id int id;

    @OneToMany(mappedBy = "list")
    List<Member> list = new ArrayList<>();

    @OneToMany(mappedBy = "set")
    Set<Member> set = new LinkedHashSet<>();

    @OneToMany(mappedBy = "ordered")
    @OrderColumn
    List<Member> ordered = new ArrayList<>();

    @OneToMany(mappedBy = "map")
    @MapKey(name = "id")
    Map<Integer, Member> map = new HashMap<>();

    @Large
    @OneToMany(mappedBy = "largeList")
    List<Member> largeList = new ArrayList<>();

    @Large
    @OneToMany(mappedBy = "largeSet")
    Set<Member> largeSet = new LinkedHashSet<>();

    @OneToOne(mappedBy = "one")
    @Nullable Member one;

    @ManyToMany(mappedBy = "many")
    Set<Member> manyMembers = new LinkedHashSet<>();

    @ManyToMany(mappedBy = "bags")
    List<Member> bagMembers = new ArrayList<>();

    @Large
    @ManyToMany(mappedBy = "largeMany")
    Set<Member> largeManyMembers = new LinkedHashSet<>();
  }

  @Entity
  static class Member {
    @Id int id;
    @ManyToOne @Nullable Club list;
    @ManyToOne @Nullable Club set;
    @ManyToOne @Nullable Club ordered;
    @ManyToOne @Nullable Club map;
    @ManyToOne @Nullable Club largeList;
    @ManyToOne @Nullable Club largeSet;
    @OneToOne @Nullable Club one;

    @ManyToMany
    @jakarta.persistence.JoinTable(name = "many")
    Set<Club> many = new LinkedHashSet<>();

    @ManyToMany
    @jakarta.persistence.JoinTable(name = "bags")
    List<Club> bags = new ArrayList<>();

    @Large
    @ManyToMany
    @jakarta.persistence.JoinTable(name = "largemany")
    Set<Club> largeMany = new LinkedHashSet<>();
  }

  /** The column with the key, or null where there is a table. */
  final @Nullable String column;

  private final @Nullable Function<Member, @Nullable Club> target;
  private final @Nullable BiConsumer<Member, @Nullable Club> set;
  private final @Nullable Function<Member, Collection<Club>> targets;
  private final Function<Club, Collection<Member>> members;

  Pair(
      String column,
      Function<Member, @Nullable Club> target,
      BiConsumer<Member, @Nullable Club> set,
      Function<Club, Collection<Member>> members) {
    this.column = column;
    this.target = target;
    this.set = set;
    this.targets = null;
    this.members = members;
  }

  Pair(Function<Member, Collection<Club>> targets, Function<Club, Collection<Member>> members) {
    this.column = null;
    this.target = null;
    this.set = null;
    this.targets = targets;
    this.members = members;
  }

  /** The table with the keys, where there is one. */
  String table() {
    return name().toLowerCase(Locale.ROOT).replace("_", "");
  }

  /** Its column with the club. */
  String clubColumn() {
    return table() + "_id";
  }

  /** Whether a member may be in several clubs. */
  boolean isMany() {
    return targets != null;
  }

  // ---- what is said on the side of the member

  void joinHere(Member member, Club club) {
    if (targets != null) {
      targets.apply(member).add(club);
    } else if (set != null) {
      set.accept(member, club);
    }
  }

  void leaveHere(Member member, Club club) {
    if (targets != null) {
      targets.apply(member).remove(club);
    } else if (set != null) {
      set.accept(member, null);
    }
  }

  boolean isHere(Member member, Club club) {
    return targets != null
        ? targets.apply(member).contains(club)
        : target != null && target.apply(member) == club;
  }

  // ---- what is said on the side of the club

  void joinThere(Member member, Club club) {
    switch (this) {
      case ONE -> club.one = member;
      case MAP -> club.map.put(member.id, member);
      default -> members.apply(club).add(member);
    }
  }

  void leaveThere(Member member, Club club) {
    switch (this) {
      case ONE -> club.one = club.one == member ? null : club.one;
      case MAP -> club.map.remove(member.id);
      default -> members.apply(club).remove(member);
    }
  }

  /** The members of a club, asked in a way that loads no more than it must. */
  Collection<Member> members(Club club) {
    return members.apply(club);
  }
}
