package org.rowanorm.club;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the model knows of a person; names are the keys. */
final class Known {
  final boolean worker;
  @Nullable String code;
  String home = "-";
  int wage;
  @Nullable Integer team;
  @Nullable Integer heads;
  @Nullable String friend;
  final Set<Integer> fanOf = new TreeSet<>();
  final List<String> words = new ArrayList<>();
  final List<String> steps = new ArrayList<>();
  final Map<String, Integer> scores = new TreeMap<>();
  final List<Integer> tours = new ArrayList<>();
  final Map<String, String> prizes = new TreeMap<>();
  final List<String> row = new ArrayList<>();

  Known(boolean worker) {
    this.worker = worker;
  }

  static Known of(Person person) {
    Known known = new Known(person instanceof Worker);
    known.wage = person instanceof Worker worker ? worker.wage : 0;
    known.code = person.code;
    known.home = person.home == null ? "-" : person.home.street + person.home.number;
    known.team = person.team == null ? null : (Integer) person.team.id;
    known.heads = person.heads == null ? null : (Integer) person.heads.id;
    known.friend = person.friend == null ? null : person.friend.name;
    person.fanOf.forEach(team -> known.fanOf.add(team.id));
    known.words.addAll(person.words);
    known.steps.addAll(person.steps);
    known.scores.putAll(person.scores);
    person.tours.forEach(team -> known.tours.add(team.id));
    person.prizes.forEach((place, prize) -> known.prizes.put(place, prize.name));
    person.row.forEach(prize -> known.row.add(prize.name));
    return known;
  }

  @Override
  public String toString() {
    return String.join(
        " ",
        worker + "/" + wage,
        code + "/" + home,
        team + "/" + heads + "/" + friend,
        fanOf.toString(),
        words.stream().sorted().toList().toString(),
        steps.toString(),
        scores.toString(),
        tours.toString(),
        prizes.toString(),
        row.toString());
  }
}
