package org.rowanorm.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.sql.Comparison;
import org.rowanorm.sql.Condition;
import org.rowanorm.sql.Statement.Join;
import org.rowanorm.sql.Term;

/**
 * References that a SELECT joins to the objects it reads, with all columns of what they lead to.
 * Immutable and thread-safe.
 *
 * @param steps each after the one that it goes on from
 */
public record JoinedReferences(List<Step> steps) {

  /** None. */
  public static final JoinedReferences NONE = new JoinedReferences(List.of());

  /**
   * A reference that is joined.
   *
   * @param from the place in the list of the reference that it goes on from; -1 where it is one of
   *     the objects themselves
   * @param path its name with dots, from the objects
   */
  public record Step(int from, ToOneAttribute reference, String path) {}

  /** Copies the list. */
  public JoinedReferences {
    steps = List.copyOf(steps);
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return steps.isEmpty();
  }

  /** The names with dots, from the objects. */
  public List<String> paths() {
    return steps.stream().map(Step::path).toList();
  }

  /** What a SELECT has for them. */
  record Parts(List<Term> columns, List<Join> joins) {}

  /**
   * What a SELECT has for them.
   *
   * @param from the objects, under their alias
   * @param taken the aliases that are in use
   */
  Parts parts(Plans plans, Aliased from, Set<String> taken) {
    Set<String> used = new HashSet<>(taken);
    List<Term> columns = new ArrayList<>();
    List<Join> joins = new ArrayList<>();
    List<Aliased> targets = new ArrayList<>();
    for (Step step : steps) {
      Aliased owner = step.from() < 0 ? from : targets.get(step.from());
      Selection selection = plans.of(step.reference().target()).selection();
      Aliased target = new Aliased(selection, free(step.reference(), used));
      Condition on = on(owner, step.reference(), target);
      joins.add(new Join(selection.from(target.alias()), true, on));
      for (Join further : selection.joins(target.alias())) {
        joins.add(new Join(further.from(), true, further.on()));
      }
      columns.addAll(selection.terms(target.alias()));
      targets.add(target);
    }
    return new Parts(columns, joins);
  }

  /** The columns of an entity, and the alias of its first table. */
  record Aliased(Selection selection, String alias) {}

  private static String free(ToOneAttribute reference, Set<String> used) {
    String letter = EntityPlan.alias(reference.target().table().name());
    String alias = letter;
    for (int number = 2; !used.add(alias); number++) {
      alias = letter + number;
    }
    return alias;
  }

  private static Condition on(Aliased owner, ToOneAttribute reference, Aliased target) {
    List<Condition> parts = new ArrayList<>();
    List<Column> key = reference.key().columns();
    for (int i = 0; i < key.size(); i++) {
      Term held = owner.selection().term(owner.alias(), reference, reference.columns().get(i));
      parts.add(
          new Condition.Compare(
              new Term.Column(target.alias(), key.get(i).name()), Comparison.EQUAL, held));
    }
    Condition live = target.selection().live(target.alias());
    if (live != null) {
      parts.add(live);
    }
    return parts.size() == 1 ? parts.get(0) : new Condition.And(parts);
  }
}
