package org.rowanorm.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.Attribute;

/**
 * What made an object come: a query, the place in the code that asked it, the paths that it does
 * not allow to load, and whether what comes can only be read. Immutable and thread-safe.
 *
 * @param how what messages say of it
 * @param line the place in the code, where it was noted
 * @param raised paths from the object, with dots, that must not be loaded; the empty one is the row
 *     of the object itself, and {@link #ALL} is each one
 * @param readOnly whether its objects, and those that they lead to, refuse to be changed
 */
public record Origin(
    Object how, StackWalker.@Nullable StackFrame line, Set<String> raised, boolean readOnly) {

  /** In the place of a path: all that is not loaded. */
  public static final String ALL = "*";

  /** A load by id that nobody noted the place of. */
  public static final Origin BY_ID = new Origin("it was loaded by its id", null, Set.of(), false);

  /** What was taken in as it is. */
  public static final Origin ATTACHED = new Origin("it was attached", null, Set.of(), false);

  /** The origin of the objects that an attribute leads to. */
  public Origin along(Attribute attribute) {
    return below(attribute.name());
  }

  /** The origin of the objects that a path with dots leads to. */
  public Origin below(String name) {
    if (raised.isEmpty() || raisesAll()) {
      return this;
    }
    String way = name + ".";
    Set<String> further = new TreeSet<>();
    for (String path : raised) {
      if (path.equals(name)) {
        further.add("");
      } else if (path.startsWith(way)) {
        further.add(path.substring(way.length()));
      }
    }
    return new Origin(how, line, further, readOnly);
  }

  /** Whether an attribute must not be loaded, or the row of a hollow object that it is read of. */
  boolean raises(Attribute attribute, boolean hollow) {
    return !raised.isEmpty()
        && (raisesAll() || raised.contains(attribute.name()) || (hollow && raised.contains("")));
  }

  /** Whether nothing may be loaded. */
  boolean raisesAll() {
    return raised.contains(ALL);
  }

  /** The lines of a message that tell it, and what else there is to say. */
  String[] details(String before, String remedy) {
    List<String> details = new ArrayList<>();
    if (!before.isEmpty()) {
      details.add(before);
    }
    details.add(how + (line == null ? "" : ", at " + line));
    details.add(remedy);
    return details.toArray(String[]::new);
  }

  /** The same, with the place in the code that calls the session now. */
  public Origin here() {
    StackWalker.StackFrame caller =
        StackWalker.getInstance()
            .walk(
                frames ->
                    frames
                        .filter(f -> !f.getClassName().startsWith("org.rowanorm.session."))
                        .filter(f -> !f.getClassName().startsWith("org.rowanorm.context."))
                        .findFirst()
                        .orElse(null));
    return new Origin(how, caller, raised, readOnly);
  }
}
