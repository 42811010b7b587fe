package org.rowanorm.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.jdbc.Parameters;
import org.rowanorm.jdbc.ResultReader;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.RowKey;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.plan.ElementQuestion;
import org.rowanorm.plan.Plans;
import org.rowanorm.type.ColumnType;

/**
 * Answers questions about collections that are not loaded: one statement for a window of their
 * owners. Not thread-safe.
 */
final class PartLoader {

  /** A question, and the collections that it is about. */
  private record Asked(
      ToManyAttribute collection,
      ElementQuestion question,
      List<ManagedEntity> owners,
      Parameters about) {}

  private final EntityLoader loader;
  private final Plans plans;
  private final Windows windows;

  PartLoader(EntityLoader loader, Windows windows) {
    this.loader = loader;
    this.plans = loader.plans();
    this.windows = windows;
  }

  /** The touched owner and those of its cohort that have the same collection not loaded. */
  private List<ManagedEntity> owners(
      ManagedEntity owner, ToManyAttribute collection, Predicate<ManagedEntity> others) {
    return windows.of(
        owner, state -> state.has(collection) && state.lacks(collection) && others.test(state));
  }

  Map<ManagedEntity, Long> count(
      ManagedEntity owner, ToManyAttribute collection, Predicate<ManagedEntity> others) {
    List<ManagedEntity> owners = owners(owner, collection, others);
    return counts(new Asked(collection, ElementQuestion.SIZE, owners, Parameters.NONE));
  }

  Map<ManagedEntity, Boolean> have(
      ManagedEntity owner,
      ToManyAttribute collection,
      Object element,
      Predicate<ManagedEntity> others) {
    Parameters about = parameters(collection, element);
    if (about == null) {
      return Map.of(owner, false);
    }
    List<ManagedEntity> owners = owners(owner, collection, others);
    Map<ManagedEntity, Boolean> answers = new HashMap<>();
    if (collection.isAssociation()) {
      counts(new Asked(collection, ElementQuestion.ELEMENT, owners, about))
          .forEach((member, count) -> answers.put(member, count > 0));
    } else {
      Asked asked = new Asked(collection, ElementQuestion.VALUE, owners, about);
      ElementReader read = elements(asked);
      owners.forEach(member -> answers.put(member, read.read(member).has(element)));
    }
    return answers;
  }

  /** What the rows of a collection hold of an element; null where it cannot be one. */
  private static @Nullable Parameters parameters(ToManyAttribute collection, Object element) {
    if (collection.element().attribute() instanceof BasicAttribute value) {
      ColumnType<?> type = value.column().type();
      return type.javaType().isInstance(element) ? Parameters.of(type, element) : null;
    }
    RowKey key = elementKey(collection);
    Object id =
        element instanceof Enhanced entity && collection.target().type().isInstance(element)
            ? key.of(entity)
            : null;
    return id == null ? null : Keys.one(key, id);
  }

  private static RowKey elementKey(ToManyAttribute collection) {
    return collection.table() != null
            && collection.element().attribute() instanceof ToOneAttribute reference
        ? reference.key()
        : collection.target().id();
  }

  Map<ManagedEntity, @Nullable Object> at(
      ManagedEntity owner,
      ToManyAttribute collection,
      Object position,
      Predicate<ManagedEntity> others) {
    List<ManagedEntity> owners = owners(owner, collection, others);
    Parameters about = Parameters.of(position(collection), position);
    ElementReader read = elements(new Asked(collection, ElementQuestion.POSITION, owners, about));
    Map<ManagedEntity, @Nullable Object> found = new HashMap<>();
    owners.forEach(member -> found.put(member, read.read(member).at(position)));
    return found;
  }

  private static ColumnType<?> position(ToManyAttribute collection) {
    BasicAttribute key = collection.shape().basicKey();
    return (key == null ? index(collection) : key.column()).type();
  }

  private static Column index(ToManyAttribute collection) {
    return Objects.requireNonNull(collection.shape().position()).columns().get(0);
  }

  List<@Nullable Object> between(
      ManagedEntity owner, ToManyAttribute collection, int from, int below) {
    ColumnType<?> type = index(collection).type();
    Parameters about = new Parameters(new ColumnType<?>[] {type, type}, new Object[] {from, below});
    Asked asked = new Asked(collection, ElementQuestion.RANGE, List.of(owner), about);
    return elements(asked).read(owner).from(from);
  }

  // ---- statements

  private Map<ManagedEntity, Long> counts(Asked asked) {
    RowKey key = asked.collection().ownerKey();
    CountReader reader = new CountReader(key);
    ask(asked, reader);
    Map<ManagedEntity, Long> counts = new HashMap<>();
    asked.owners().forEach(member -> counts.put(member, reader.of(member.storedKey(key))));
    return counts;
  }

  private ElementReader elements(Asked asked) {
    ManagedEntity first = asked.owners().get(0);
    ElementReader reader = new ElementReader(loader, asked.collection(), first.origin());
    ask(asked, reader);
    reader.finish();
    return reader;
  }

  /** Owners without a key that rows could hold are not asked for. */
  private void ask(Asked asked, ResultReader reader) {
    RowKey key = asked.collection().ownerKey();
    List<Object> keys = new ArrayList<>(asked.owners().size());
    for (ManagedEntity owner : asked.owners()) {
      Object stored = loader.storedKey(owner, key);
      if (stored != null) {
        keys.add(stored);
      }
    }
    Windows left = windows.besides(asked.about().values().length);
    int most = left.most(key);
    for (int from = 0; from < keys.size(); from += most) {
      List<Object> some = keys.subList(from, Math.min(from + most, keys.size()));
      int number = left.padded(some.size(), key);
      Parameters of = Keys.many(key, some, number);
      loader.select(sql(asked, number), Parameters.joined(List.of(of, asked.about())), reader);
    }
  }

  private String sql(Asked asked, int owners) {
    ToManyAttribute collection = asked.collection();
    return collection.table() == null
        ? plans.of(collection.target()).questionSql(collection, asked.question(), owners)
        : plans.of(collection).questionSql(asked.question(), owners);
  }
}
