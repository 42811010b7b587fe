package org.rowanorm.flush;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.flush.Step.Rows.Row;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.RowPart;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.mapping.ToOneAttribute;
import org.rowanorm.plan.CollectionPlan;
import org.rowanorm.plan.Plans;
import org.rowanorm.plan.RowForm;
import org.rowanorm.plan.RowForm.Kind;

/**
 * Finds the rows of collections that belong to objects that no session manages: those of a new
 * object are written with it, those of a deleted one go before it. For one use by one thread.
 */
final class DirectCollections {

  private final Plans plans;
  private final FlushPlan.Keys keys = new FlushPlan.Keys();
  private final Map<CollectionPlan, List<Row>> rows = new LinkedHashMap<>();
  private RowForm form = RowForm.of(Kind.INSERT);

  DirectCollections(Plans plans) {
    this.plans = plans;
  }

  /** What the rows of elements are to name. */
  FlushPlan.Keys keys() {
    return keys;
  }

  /** The statements on the tables of collections. */
  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    rows.forEach((plan, some) -> steps.add(new Step.Rows(plan, form, some)));
    return steps;
  }

  // ---- of a deleted object

  /** Notes the rows of all collections of an object, also of those that another side writes. */
  void delete(ManagedEntity owner) {
    form = RowForm.of(Kind.DELETE_ALL);
    @Nullable Object[] none = {};
    for (ToManyAttribute collection : owner.model().toManys()) {
      boolean marked = plans.of(owner.model()).deletion() != null;
      if (collection.table() != null && !marked && hasKey(owner, collection)) {
        add(collection, new Row(owner, none, none));
      }
    }
  }

  private static boolean hasKey(ManagedEntity owner, ToManyAttribute collection) {
    return collection.ownerKey() == owner.model().id()
        || collection.ownerKey().of(owner.entity()) != null;
  }

  // ---- of a new object

  /** Notes what the collections of a new object hold. */
  void write(ManagedEntity owner) {
    for (ToManyAttribute collection : owner.model().toManys()) {
      Object value = collection.read(owner.entity());
      if (value instanceof Map<?, ?> map) {
        map.forEach((key, element) -> write(owner, collection, key, element));
      } else if (value instanceof Collection<?> elements) {
        int index = 0;
        for (Object element : elements) {
          Object position = collection.shape().isIndexed() ? index++ : null;
          write(owner, collection, position, element);
        }
      }
    }
  }

  private void write(
      ManagedEntity owner,
      ToManyAttribute collection,
      @Nullable Object position,
      @Nullable Object element) {
    RowPart place = collection.shape().position();
    if (collection.writesRows()) {
      requireKeys(owner, collection.element(), element);
      @Nullable Object[] at = {};
      if (place != null) {
        requireKeys(owner, place, position);
        at = place.snapshot(position);
      }
      add(collection, new Row(owner, at, collection.element().snapshot(element)));
    } else if (!collection.columnsInTarget().isEmpty()) {
      keys.join(requireInserted(owner, collection, element), collection, owner, position);
    }
  }

  private static void requireKeys(ManagedEntity owner, RowPart part, @Nullable Object value) {
    for (ColumnAttribute leaf : part.leaves()) {
      if (leaf instanceof ToOneAttribute reference) {
        Object target = RowPart.referredTo(reference, value);
        DirectReferences.require(reference, target, owner.context());
      }
    }
  }

  /** The row of an element names the owner, and only a new row can be made to. */
  private static ManagedEntity requireInserted(
      ManagedEntity owner, ToManyAttribute collection, @Nullable Object element) {
    ManagedEntity state = ManagedEntity.behind(element);
    if (state == null || state.context() != owner.context() || !state.isPending()) {
      throw new EntityStateException(
          ErrorCode.ELEMENT_APART,
          null,
          collection.path() + " holds an object that is not inserted with it",
          "the row of the element names its owner, and is not written",
          "insert both in one call, or add the owner to a session");
    }
    return state;
  }

  private void add(ToManyAttribute collection, Row row) {
    rows.computeIfAbsent(plans.of(collection), c -> new ArrayList<>()).add(row);
  }
}
