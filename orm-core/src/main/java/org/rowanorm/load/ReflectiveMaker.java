package org.rowanorm.load;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The readable twin of the generated makers, and the way where none can be. Thread-safe. */
final class ReflectiveMaker<R> extends ConstructorMaker<R> {

  private final Constructor<?> constructor;
  private final Class<?>[] parameters;

  /** A maker by a constructor that may be called. */
  ReflectiveMaker(Constructor<?> constructor) {
    super(constructor);
    this.constructor = constructor;
    this.parameters = constructor.getParameterTypes();
  }

  @Override
  @SuppressWarnings("unchecked") // the constructor makes objects of the class
  public R make(ItemRow row) throws SQLException {
    @Nullable Object[] values = new @Nullable Object[parameters.length];
    for (int place = 0; place < values.length; place++) {
      values[place] = parameters[place].isPrimitive() ? getPresent(row, place) : row.get(place);
    }
    try {
      return (R) constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw failed(e.getTargetException());
    } catch (ReflectiveOperationException e) {
      throw failed(e);
    }
  }
}
