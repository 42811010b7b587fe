package org.rowanorm.translate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.DeletionMark;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.sql.Condition;
import org.rowanorm.sql.Operator;
import org.rowanorm.sql.Statement.Assignment;
import org.rowanorm.sql.Term;

/**
 * What an insert makes of a row that it finds there, where rows may be marked as deleted: a marked
 * row is not there, so it becomes the new one; any other changes as the insert says.
 */
final class Revival {

  private final @Nullable String version;
  private final DeletionMark mark;
  private final String alias;
  private final Condition live;

  /**
   * The rows of an entity. A version that counts goes up, so that those who know the row from
   * before notice.
   *
   * @param live that a row is not marked
   */
  Revival(EntityModel model, String alias, Condition live) {
    BasicAttribute counter = model.version();
    boolean counts =
        counter != null && Number.class.isAssignableFrom(counter.column().type().javaType());
    this.version = counter == null || !counts ? null : counter.column().name();
    this.mark = Objects.requireNonNull(model.deletionMark());
    this.alias = alias;
    this.live = live;
  }

  /**
   * The new values.
   *
   * @param given the columns that are inserted, without the key
   * @param sets what changes in a row that is not marked
   */
  List<Assignment> assignments(List<String> given, List<Assignment> sets) {
    Set<String> columns = new LinkedHashSet<>();
    sets.forEach(set -> columns.add(set.column()));
    columns.addAll(given);
    columns.remove(mark.column().name());
    List<Assignment> all = new ArrayList<>();
    for (String column : columns) {
      all.add(new Assignment(column, either(column, set(column, sets), given.contains(column))));
    }
    Object value = mark.live();
    Term unmarked = value == null ? Term.Null.INSTANCE : new Term.Constant(value);
    all.add(new Assignment(mark.column().name(), unmarked));
    return all;
  }

  /** The mark is set last, since some databases see each new value in those after it. */
  private Term either(String column, Term set, boolean isGiven) {
    Term now = new Term.Column(alias, column);
    Term revived = isGiven ? new Term.Inserted(column) : now;
    if (column.equals(version)) {
      revived = new Term.Call(Operator.ADD, List.of(now, new Term.Whole(1)));
    }
    return set.equals(revived) ? set : new Term.Case(List.of(new Term.When(live, set)), revived);
  }

  private Term set(String column, List<Assignment> sets) {
    for (Assignment set : sets) {
      if (set.column().equals(column)) {
        return set.value();
      }
    }
    return new Term.Column(alias, column);
  }
}
