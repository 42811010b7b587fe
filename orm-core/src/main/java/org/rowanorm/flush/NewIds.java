package org.rowanorm.flush;

import java.math.BigInteger;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.jdbc.SqlRunner;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.IdGeneration;
import org.rowanorm.plan.Plans;

/** Gives new objects the ids that are made before their insert. Not thread-safe. */
final class NewIds {

  private final Plans plans;
  private final SqlRunner runner;

  NewIds(Plans plans, SqlRunner runner) {
    this.plans = plans;
    this.runner = runner;
  }

  /** The id of a new object, made now where it has none and Rowan makes it. */
  @Nullable Object of(EntityModel model, Enhanced entity) {
    // what is taken from a reference is known for sure by the flush only
    Object set = model.id().derived().isEmpty() ? model.id().of(entity) : null;
    Object made =
        switch (model.idGeneration()) {
          case UUID -> set == null ? inForm(model, UUID.randomUUID()) : null;
          case UUID7 -> set == null ? inForm(model, plans.uuids().next()) : null;
          case COUNTED -> isSet(set) ? null : counted(model);
          case ASSIGNED, IDENTITY -> null;
        };
    if (made == null) {
      return set;
    }
    model.access().write(entity, model.id().simple().slot(), made);
    return made;
  }

  /** Whether an id is neither null nor zero. */
  static boolean isSet(@Nullable Object id) {
    return id != null && !(id instanceof Number number && number.longValue() == 0);
  }

  /**
   * Refuses an id of a new object where only the database makes them.
   *
   * @throws EntityStateException where it is set
   */
  static void requireUnset(EntityModel model, @Nullable Object id) {
    if (model.idGeneration() == IdGeneration.IDENTITY && isSet(id)) {
      throw new EntityStateException(
          ErrorCode.GENERATED_ID_SET,
          null,
          "A new " + model.name() + " has the id " + id + ", but its ids are made by the database",
          "at " + model.id().path(),
          "leave the id unset, or take @GeneratedValue away");
    }
  }

  private static Object inForm(EntityModel model, UUID made) {
    return model.id().simple().javaType() == String.class ? made.toString() : made;
  }

  private Object counted(EntityModel model) {
    long number = plans.idGenerator(model).next(runner);
    BasicAttribute id = model.id().simple();
    Class<?> type = id.javaType();
    if (type == long.class || type == Long.class) {
      return number;
    }
    if (type == BigInteger.class) {
      return BigInteger.valueOf(number);
    }
    boolean isShort = type == short.class || type == Short.class;
    if (number != (isShort ? (short) number : (int) number)) {
      throw new EntityStateException(
          ErrorCode.ID_TOO_GREAT,
          null,
          "The next id of " + model.name() + " is " + number + ", too great for " + type,
          "at " + id.path(),
          "declare the id and its column as long");
    }
    return isShort ? (Object) (short) number : (Object) (int) number;
  }
}
