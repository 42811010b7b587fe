package org.rowanorm.plan;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.sql.SQLException;
import java.util.List;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.entity.Hydrating;
import org.rowanorm.entity.Hydrator;
import org.rowanorm.entity.RowReader;

/** The readable twin of the generated hydrators: what they do, slot by slot. Thread-safe. */
final class ReflectiveHydrator implements Hydrator {

  private final RowLayout layout;
  private final MethodHandle constructor;

  ReflectiveHydrator(RowLayout layout, Lookup lookup) {
    this.layout = layout;
    this.constructor = constructor(layout.plan().model().type(), lookup);
  }

  private static MethodHandle constructor(Class<?> type, Lookup lookup) {
    MethodType general = MethodType.methodType(Enhanced.class);
    try {
      return lookup.findConstructor(type, MethodType.methodType(void.class)).asType(general);
    } catch (NoSuchMethodException e) {
      return added(type, lookup, general);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MethodHandle added(Class<?> type, Lookup lookup, MethodType general) {
    try {
      MethodHandle handle =
          lookup.findConstructor(type, MethodType.methodType(void.class, Hydrating.class));
      return java.lang.invoke.MethodHandles.insertArguments(handle, 0, (Object) null)
          .asType(general);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Enhanced instantiate() {
    try {
      return (Enhanced) constructor.invokeExact();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Enhanced create(RowReader row, int first) {
    return instantiate();
  }

  @Override
  public void complete(Enhanced entity, RowReader row, int first) throws SQLException {
    hydrate(entity, row, first);
  }

  @Override
  public void hydrate(Enhanced entity, RowReader row, int first) throws SQLException {
    List<PlannedColumn> columns = layout.plan().selected();
    int last = -1;
    for (int i = 0; i < columns.size(); i++) {
      int slot = columns.get(i).source().slot();
      if (slot != last) {
        entity.$rowan_raw(slot, row.get(first + layout.position(i), slot));
      }
      last = slot;
    }
  }
}
