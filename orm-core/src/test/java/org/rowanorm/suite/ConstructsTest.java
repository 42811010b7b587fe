package org.rowanorm.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each construct of queries is shown by three queries at least, on each database that knows it: the
 * topics assert their SQL, line by line in {@code queries/}, and one result for all databases.
 */
class ConstructsTest {

  private static final int ENOUGH = 3;
  private static final Set<String> DATABASES = Set.of("h2", "postgres", "mariadb", "mysql");

  /** What not every database knows, and those that do not. */
  private static final Map<String, Set<String>> MISSING =
      Map.of(
          "lateral", Set.of("h2", "mariadb"),
          "for share", Set.of("h2"),
          "insert, returning", Set.of("mysql"),
          "delete, returning", Set.of("mysql"),
          "update, returning", Set.of("mysql", "mariadb"));

  /** A construct, and what tells the lines of the queries that show it. */
  private record Construct(String name, Pattern line) {

    Construct(String name, String line) {
      this(name, Pattern.compile(line));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Construct> constructs() {
    return Stream.of(conditions(), values(), sources(), results(), answers(), changes())
        .flatMap(List::stream);
  }

  private static List<Construct> conditions() {
    return List.of(
        new Construct("filter", " where "),
        new Construct("filterBy", "^filterBy"),
        new Construct("and", " where .* and "),
        new Construct("or", " where .* or "),
        new Construct("not", "\\bnot \\("),
        new Construct("in, of a list", " in \\(\\(?\\?"),
        new Construct("in, of a query", " in \\(select "),
        new Construct("between", " between .* and "),
        new Construct("is null", " is null"),
        new Construct("is not null", "not \\([^()]* is null|is not null"),
        new Construct("like", " like "),
        new Construct("like, of a text as it is", "^(contains|startsWith|endsWith)\\w*:"),
        new Construct("exists", " exists \\(select "),
        new Construct("condition on the class", "^type"),
        new Construct("embeddable, compared", "^whole(Eq|Ne)"),
        new Construct("embeddable, in a list or a query", "^whole(In|NotIn)"),
        new Construct("embeddable, null", "^whole\\w*Null:"),
        new Construct("any, none, all, contains, size", "^(any|none|allOf|contains|elements)"));
  }

  private static List<Construct> values() {
    return List.of(
        new Construct("case", "case when "),
        new Construct("coalesce", "coalesce\\("),
        new Construct("nullif", "nullif\\("),
        new Construct("function", "^function"),
        new Construct("plus", " \\+ "),
        new Construct("minus", " - "),
        new Construct("times", " \\* "),
        new Construct("divided by", "^divide"),
        new Construct("modulo", " % |mod\\("),
        new Construct("cast", "^as\\w+: .*cast\\("),
        new Construct("text function", "(upper|lower|trim|substring|replace)\\("),
        new Construct("part of a time", "extract\\(|year\\(|month\\(|hour\\("),
        new Construct("scalar subquery", "^scalar"),
        new Construct(
            "correlated subquery", "^(scalar|scalarCorrelated|exists|notExists|keyExists):"),
        new Construct("window", " over \\("),
        new Construct("window, partitioned", " over \\(partition by "),
        new Construct("window, with a frame", " rows between "),
        new Construct("attribute of a kind", "^treat"),
        new Construct("value of a map", "^mapGet"));
  }

  private static List<Construct> sources() {
    return List.of(
        new Construct("join", "(?<!left) join "),
        new Construct("left join", " left join "),
        new Construct("join, on a condition", "^(left)?[jJ]oinOn"),
        new Construct("self join", "^selfJoin"),
        new Construct("derived table", "^(d|joinD|leftJoinD)erived"),
        new Construct("with", ": with (?!recursive)"),
        new Construct("with, recursive", ": with recursive "),
        new Construct("lateral", "lateral"),
        new Construct("values list", "^(v|joinV)alues"),
        new Construct("union", " union (?!all)"),
        new Construct("union all", "^\\w*[uU]nionAll|^insertUnion|^recursiveAll|union all"),
        new Construct("intersect", " intersect "),
        new Construct("except", " except "));
  }

  private static List<Construct> results() {
    return List.of(
        new Construct("rows", "^selectRow"),
        new Construct("records", "^selectRecord"),
        new Construct("constructors", "^constructor"),
        new Construct("order", " order by "),
        new Construct("order, by several columns", "^orderBy(Whole|Object|Reference|Embeddable)"),
        new Construct("embeddable, selected", "^(select|union|group)\\w*Whole"),
        new Construct("nulls first", "^nullsFirst"),
        new Construct("nulls last", "^nullsLast"),
        new Construct("distinct", "select (/.*/ )?distinct "),
        new Construct("group by", " group by "),
        new Construct("group by, of several columns", "^groupByWhole"),
        new Construct(
            "group by, computed with values",
            "^groupBy(Expression|Case|Value)\\w*: .*\\?.* group by (\\d|c\\d|[^?]*, (\\d|c\\d))"),
        new Construct("having", " having "),
        new Construct("aggregate", "(sum|avg|min|max|count)\\("),
        new Construct("aggregate, filtered", "^filtered"),
        new Construct("for update", " for update"),
        new Construct("for share", " for share| lock in share mode"),
        new Construct("nowait", "^nowait"),
        new Construct("skip locked", "skip locked"),
        new Construct("hint", "select /\\*\\+ "),
        new Construct("comment", ": /\\* "));
  }

  private static List<Construct> answers() {
    return List.of(
        new Construct("one", "^one(?!OrNull)"),
        new Construct("oneOrNull", "^oneOrNull"),
        new Construct("first", "^first(?!Value)"),
        new Construct("all", "^all(Obj|OfNone|Val)"),
        new Construct("stream", "^stream"),
        new Construct("count", "^count\\d"),
        new Construct("exists, as an answer", "^has"),
        new Construct("limit", " limit | fetch "),
        new Construct("offset", " offset "),
        new Construct("page", "^page"),
        new Construct("page by a cursor", "^cursor"),
        new Construct("keyset", "^after"));
  }

  private static List<Construct> changes() {
    return List.of(
        new Construct("update", ": update "),
        new Construct("delete", ": delete "),
        new Construct("change of a table that it reads", "^(update|delete)OfItsOwn"),
        new Construct("update, of an embeddable", "^updateWhole"),
        new Construct("insert of values", "^insertValues"),
        new Construct("insert of a query", "^insert(Select|Union)"),
        new Construct("upsert", "^upsert"),
        new Construct("insert, returning", "^insertReturning"),
        new Construct("update, returning", "^updateReturning"),
        new Construct("delete, returning", "^deleteReturning"));
  }

  @ParameterizedTest
  @MethodSource("constructs")
  void construct_isShownByThreeQueriesOnEachDatabase(Construct construct) throws IOException {
    for (String database : DATABASES) {
      boolean knows = !MISSING.getOrDefault(construct.name(), Set.of()).contains(database);
      assertThat(
              lines(database).filter(line -> construct.line().matcher(line).find()).limit(ENOUGH))
          .as("%s on %s", construct, database)
          .hasSize(knows ? ENOUGH : 0);
    }
  }

  private static Stream<String> lines(String database) throws IOException {
    String file = "/queries/" + database + ".sql";
    try (InputStream in = ConstructsTest.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
    }
  }
}
