package org.rowanorm.flush;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rowanorm.context.ManagedEntity;
import org.rowanorm.context.PersistenceContext;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.mapping.IdGeneration;
import org.rowanorm.mapping.RowKey;
import org.rowanorm.mapping.ToOneAttribute;

/**
 * Sees to it that what rows refer to that are written without cascade has a key, or gets one in the
 * same call. Stateless.
 */
final class DirectReferences {

  private DirectReferences() {}

  /**
   * Checks the references of an object.
   *
   * @param written which of them are written
   * @throws EntityStateException where one leads to an object without a key
   */
  static void require(ManagedEntity row, Predicate<ToOneAttribute> written) {
    for (ToOneAttribute reference : row.model().toOnes()) {
      if (written.test(reference)) {
        require(reference, reference.read(row.entity()), row.context());
      }
    }
  }

  /** Checks what one reference leads to. */
  static void require(
      ToOneAttribute reference, @Nullable Object target, PersistenceContext context) {
    if (!(target instanceof Enhanced object)) {
      return;
    }
    ManagedEntity state = ManagedEntity.behind(object);
    boolean inserted = state != null && state.context() == context && state.isPending();
    RowKey key = reference.key();
    if (!inserted && !has(key, object, reference)) {
      throw new EntityStateException(
          ErrorCode.UNSAVED_REFERENCE,
          null,
          reference.path() + " refers to an object without " + key.path(),
          "rows are written without cascade",
          "insert what it refers to before, or in the same call");
    }
  }

  /** A primitive id that is to be made is zero until then. */
  private static boolean has(RowKey key, Enhanced object, ToOneAttribute reference) {
    Object value = key.of(object);
    boolean made =
        reference.refersToId() && reference.target().idGeneration() != IdGeneration.ASSIGNED;
    return made ? NewIds.isSet(value) : value != null;
  }
}
