package org.rowanorm.entity;

import java.lang.StackWalker.Option;
import java.lang.invoke.MethodHandles.Lookup;
import org.jspecify.annotations.Nullable;

/**
 * Where an enhanced class hands its own {@link Lookup} to the engine when it is initialised, so
 * that hydrators can be defined beside it without any {@code opens} in its module. Thread-safe; the
 * lookup hangs on the class itself and goes with it.
 */
public final class Linkage {

  private static final class Cell {
    private volatile @Nullable Lookup lookup;
  }

  private static final ClassValue<Cell> CELLS =
      new ClassValue<>() {
        @Override
        protected Cell computeValue(Class<?> type) {
          return new Cell();
        }
      };

  private Linkage() {}

  /** Called by the static initialiser of an enhanced class, with that class's own lookup. */
  public static void register(Lookup lookup) {
    if (lookup.hasFullPrivilegeAccess()) {
      CELLS.get(lookup.lookupClass()).lookup = lookup;
    }
  }

  /**
   * The lookup that a class has handed over, or null where it is not initialised or not enhanced.
   *
   * @throws IllegalCallerException where the caller is outside the engine's module
   */
  public static @Nullable Lookup of(Class<?> type) {
    Class<?> caller = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE).getCallerClass();
    if (caller.getModule() != Linkage.class.getModule()) {
      throw new IllegalCallerException(caller + " may not use the lookup of " + type);
    }
    return CELLS.get(type).lookup;
  }
}
