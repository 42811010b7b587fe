package org.rowanorm.load;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.EmbeddedAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.IdModel;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.plan.Plans;

/**
 * Turns foreign keys into objects: the session's own, or a new one of which only the id is known.
 * Not thread-safe.
 */
final class References {

  private final PersistenceContext context;
  private final Plans plans;
  private final ResultCohorts cohorts;

  References(PersistenceContext context, Plans plans, ResultCohorts cohorts) {
    this.context = context;
    this.plans = plans;
    this.cohorts = cohorts;
  }

  /** The session's object of a key, or null where it has none. */
  @Nullable Object find(ToOneAttribute attribute, Object id) {
    return object(attribute, context.find(attribute.target(), id));
  }

  private static @Nullable Object object(ToOneAttribute attribute, @Nullable ManagedEntity known) {
    return known != null && attribute.target().type().isInstance(known.entity())
        ? known.entity()
        : null;
  }

  /** The object of a key that is a whole number and tells it. */
  Object resolve(ToOneAttribute attribute, long number) {
    Object known = object(attribute, context.find(attribute.target(), number));
    return known == null ? resolve(attribute, attribute.target().id().ofNumber(number)) : known;
  }

  Object resolve(ToOneAttribute attribute, Object id) {
    Object known = find(attribute, id);
    if (known != null) {
      return known;
    }
    ManagedEntity state = open(attribute.target(), id);
    cohorts.referred(attribute, state);
    return state.entity();
  }

  /** A new object of which only the id is known. */
  ManagedEntity open(EntityModel target, Object id) {
    Enhanced entity = plans.of(target).hydrator().instantiate();
    writeId(target, entity, id);
    return context.takeInReference(target, id, entity);
  }

  /** Writes a key into the attributes of the id: references as objects, parts as embeddables. */
  private void writeId(EntityModel model, Enhanced entity, Object key) {
    IdModel id = model.id();
    int column = 0;
    for (Attribute attribute : id.attributes()) {
      Object[] values = Arrays.copyOfRange(id.columnValues(key), column, id.columns().size());
      model.access().write(entity, attribute.slot(), value(attribute, values));
      column += columns(attribute);
    }
  }

  private static int columns(Attribute attribute) {
    if (attribute instanceof EmbeddedAttribute embedded) {
      return embedded.parts().stream().mapToInt(References::columns).sum();
    }
    return ((ColumnAttribute) attribute).columns().size();
  }

  /** The value of an attribute, from the values of its columns and those that follow. */
  private Object value(Attribute attribute, Object[] values) {
    if (attribute instanceof BasicAttribute) {
      return values[0];
    }
    if (attribute instanceof ToOneAttribute toOne) {
      @Nullable Object[] own = Arrays.copyOf(values, toOne.columns().size());
      return resolve(toOne, Objects.requireNonNull(toOne.target().id().ofColumns(own)));
    }
    EmbeddedAttribute embedded = (EmbeddedAttribute) attribute;
    @Nullable Object[] parts = new @Nullable Object[embedded.parts().size()];
    int column = 0;
    for (int i = 0; i < parts.length; i++) {
      Attribute part = embedded.parts().get(i);
      parts[i] = value(part, Arrays.copyOfRange(values, column, values.length));
      column += columns(part);
    }
    return embedded.component().make(parts);
  }
}
