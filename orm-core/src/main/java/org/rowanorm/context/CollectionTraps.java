package org.rowanorm.context;

import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.CollectionOwner;
import org.rowanorm.entity.TrackedCollection;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.LazyLoadException;
import org.rowanorm.error.RowanException;
import org.rowanorm.mapping.CollectionKind;
import org.rowanorm.mapping.CollectionLoading;
import org.rowanorm.mapping.ToManyAttribute;

/**
 * What users ask of a tracked collection and do to it, in its session, after that, or while its
 * object is detached. Not thread-safe, but for the reads of a detached object.
 */
final class CollectionTraps implements CollectionOwner {

  private final ManagedCollection collection;
  private final ManagedEntity owner;
  private final ToManyAttribute attribute;
  private volatile @Nullable CollectionPart part;

  CollectionTraps(ManagedCollection collection) {
    this.collection = collection;
    this.owner = collection.owner();
    this.attribute = collection.attribute();
  }

  private PersistenceContext context() {
    return owner.context();
  }

  // ---- reads

  @Override
  public void load(TrackedCollection tracked) {
    if (owner.status().isOut()) {
      ReadTraps.outside(owner, attribute).collection(attribute).traps().load(tracked);
      return;
    }
    if (context().isClosed()) {
      context().afterClose().run(() -> loadOnce(tracked));
      return;
    }
    boolean outermost = context().guard().enter();
    try {
      context().requireUsable();
      loadOnce(tracked);
    } finally {
      context().guard().exit(outermost);
    }
  }

  private void loadOnce(TrackedCollection tracked) {
    if (!tracked.isLoaded()) {
      refuseWholeLoad();
      ReadTraps.requireLoadable(owner, attribute);
      context().loader().loadCollection(owner, attribute);
    }
  }

  private void refuseWholeLoad() {
    if (attribute.loading() == CollectionLoading.NEVER) {
      throw new LazyLoadException(
          ErrorCode.WRITE_ONLY,
          null,
          "The collection '" + attribute.name() + "' of " + owner.describe() + " is write-only",
          "it is mapped with @Large(writeOnly = true), and all its elements would be loaded",
          "ask with a query, or use size, contains, add and remove");
    }
  }

  // ---- parts of a collection that is not loaded

  /** What is known of it; for a large one that is not loaded. */
  CollectionPart part() {
    CollectionPart known = part;
    return known == null ? newPart() : known;
  }

  /** One for all threads that read a detached object: what one of them asked the others know. */
  private synchronized CollectionPart newPart() {
    CollectionPart known = part;
    if (known == null) {
      known = new CollectionPart(owner, attribute);
      part = known;
    }
    return known;
  }

  @Nullable CollectionPart partOrNull() {
    return part;
  }

  void forgetPart() {
    part = null;
  }

  /** Whether a part of it can be asked for: not where it was replaced, or nothing is stored yet. */
  private boolean isAsked(TrackedCollection tracked) {
    return attribute.isLarge()
        && tracked == collection.tracked()
        && (owner.isStored() || owner.status() == Status.DETACHED);
  }

  /** Whether the other side has said something that only a loaded list or map shows. */
  private boolean isAskedByPosition(TrackedCollection tracked) {
    return isAsked(tracked)
        && (owner.status().isOut() || !context().sides().isNoted(owner, attribute));
  }

  @Override
  public long size(TrackedCollection tracked) {
    Long size = isAsked(tracked) ? part().ask(part -> part.size(tracked.snapshot())) : null;
    return size == null ? -1 : size;
  }

  @Override
  public @Nullable Boolean has(TrackedCollection tracked, @Nullable Object element) {
    if (!isAsked(tracked) || !attribute.isAskedByElement()) {
      return null;
    }
    return element != null && Boolean.TRUE.equals(part().ask(part -> part.has(element)));
  }

  @Override
  public @Nullable Object at(TrackedCollection tracked, int index) {
    return isAskedByPosition(tracked) && attribute.shape().isIndexed()
        ? part().ask(part -> part.at(index))
        : null;
  }

  @Override
  public boolean isAskedByKey(TrackedCollection tracked) {
    return isAskedByPosition(tracked) && attribute.shape().isAskedByKey();
  }

  @Override
  public @Nullable Object under(TrackedCollection tracked, @Nullable Object key) {
    return key != null && attribute.shape().isKey(key) ? part().ask(part -> part.under(key)) : null;
  }

  @Override
  public boolean addsUnread(TrackedCollection tracked) {
    boolean bag = attribute.kind() == CollectionKind.LIST && attribute.table() == null;
    return tracked == collection.tracked()
        && !owner.isPending()
        && attribute.shape().position() == null
        && attribute.shape().mapKey() == null
        && (isUnread(tracked) || (bag && !attribute.isLarge()));
  }

  @Override
  public boolean removesUnread(TrackedCollection tracked) {
    return isUnread(tracked) && attribute.isRemovedByElement();
  }

  /** Whether it is large and changes are noted beside it. */
  private boolean isUnread(TrackedCollection tracked) {
    return isAsked(tracked) && !context().isClosed() && !owner.status().isOut();
  }

  // ---- changes

  @Override
  public void changing(TrackedCollection tracked) {
    if (tracked != collection.tracked()) {
      return;
    }
    if (context().isClosed() || owner.status().isOut()) {
      collection.noteBeforeChange(); // for the session that it is taken into
      return;
    }
    boolean outermost = context().guard().enter();
    try {
      context().requireUsable();
      collection.requireWritable();
      collection.noteBeforeChange();
      collection.markChanged();
    } finally {
      context().guard().exit(outermost);
    }
  }

  @Override
  public void added(TrackedCollection tracked, Object element) {
    if (isLive(tracked)) {
      RowanException refused = context().sides().refusal(attribute, element);
      if (refused != null) {
        takeBack(tracked, element);
        throw refused;
      }
      collection.members().note(element);
      sayUnread(tracked, element, true);
      context().sides().added(collection, element);
    }
  }

  /**
   * What is said here of an element for which the other side has noted something is noted there
   * too, so that the last word counts.
   */
  private void sayUnread(TrackedCollection tracked, Object element, boolean comes) {
    if (!tracked.isLoaded() && context().sides().saidUnread(collection, element, comes)) {
      tracked.keepUnread(other -> other != element, other -> other != element);
    }
  }

  private static void takeBack(TrackedCollection tracked, Object element) {
    if (tracked.isLoaded()) {
      tracked.leave(element);
    } else {
      tracked.settle(element);
    }
  }

  @Override
  public void removed(TrackedCollection tracked, Object element) {
    if (isLive(tracked)) {
      collection.members().forgetPresent();
      sayUnread(tracked, element, false);
      context().sides().removed(collection, element);
    }
  }

  @Override
  public boolean isJoined(TrackedCollection tracked, Object element) {
    return tracked == collection.tracked() && collection.members().takeJoined(element);
  }

  private boolean isLive(TrackedCollection tracked) {
    return tracked == collection.tracked()
        && attribute.isAssociation()
        && !context().isClosed()
        && !owner.status().isOut();
  }
}
