package org.rowanorm.load;

import java.util.Arrays;
import java.util.List;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.QueryException;
import org.rowanorm.load.ItemReader.Item;

/**
 * The makers that call constructors. What was made hangs on the class that it makes, and goes with
 * it: a factory may outlive the loaders of such classes. Thread-safe.
 */
public final class RowMakers {

  private final ClassValue<List<ConstructorChoice>> choices =
      new ClassValue<>() {
        @Override
        protected List<ConstructorChoice> computeValue(Class<?> type) {
          return Arrays.stream(type.getDeclaredConstructors()).map(ConstructorChoice::new).toList();
        }
      };

  /**
   * The maker that gives rows to the constructor of a class that takes them.
   *
   * @param items what stands in a row
   * @param query what messages show as the query
   * @throws QueryException where no constructor takes them, or the one that does may not be called
   */
  @SuppressWarnings("unchecked") // a constructor makes objects of its class
  public <R> RowMaker<R> of(Class<?> type, List<Item> items, Object query) {
    for (ConstructorChoice choice : choices.get(type)) {
      if (choice.takes(items)) {
        return (RowMaker<R>) choice.maker(items, query);
      }
    }
    String given =
        String.join(", ", items.stream().map(i -> i.javaType().getSimpleName()).toList());
    throw new QueryException(
        ErrorCode.WRONG_CONSTRUCTOR,
        null,
        type.getSimpleName() + " has no constructor that takes " + given,
        "in query " + query,
        "select what one of its constructors takes, in its order");
  }
}
