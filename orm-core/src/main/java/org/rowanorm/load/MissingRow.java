package org.rowanorm.load;

import java.util.Comparator;
import java.util.Optional;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.LazyLoadException;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.ToOneAttribute;

/** Makes the errors that say that a row is not there. */
final class MissingRow {

  /** An object that refers to another one. */
  private record Referring(ManagedEntity state, ToOneAttribute attribute) {

    @Override
    public String toString() {
      return state.describe() + " refers to it with '" + attribute.name() + "'";
    }
  }

  private MissingRow() {}

  /** The row of an object that was loaded, or found by its id. */
  static LazyLoadException of(ManagedEntity state, String why, String advice) {
    return error(state.describe(), why, advice);
  }

  /** The row of a hollow object; the first one that refers to it is named. */
  static LazyLoadException ofReference(ManagedEntity hollow) {
    Optional<Referring> referring =
        hollow.context().states().stream()
            .flatMap(
                state ->
                    state.model().toOnes().stream()
                        .filter(toOne -> toOne.read(state.entity()) == hollow.entity())
                        .map(toOne -> new Referring(state, toOne)))
            .min(Comparator.comparingInt(found -> found.state().place()));
    return error(
        hollow.describe(),
        referring.map(Referring::toString).orElse("a row that was loaded refers to it"),
        advice(hollow.model()));
  }

  /** The row of a reference whose class is not known. */
  static LazyLoadException ofDeferred(ManagedEntity owner, ToOneAttribute attribute, Object key) {
    return error(
        attribute.target().name() + " " + key,
        new Referring(owner, attribute).toString(),
        advice(attribute.target()));
  }

  private static String advice(EntityModel target) {
    return "check the foreign key of table " + target.table().name();
  }

  private static LazyLoadException error(String row, String why, String advice) {
    return new LazyLoadException(
        ErrorCode.MISSING_ROW, null, "There is no row for " + row, why, advice);
  }
}
