package org.rowanorm.context;

import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.entity.EntityState;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.EntityModel;

/**
 * Where an object stands: in its life, in its session, and among the objects that came with it. Not
 * thread-safe.
 */
public abstract sealed class PlacedState extends EntityState permits DirtyState {

  /** The last place in a cohort. */
  static final int LAST_PLACE = (1 << 24) - 1;

  private static final int STATUS = 7;
  private static final int MANAGED = Status.MANAGED.number();
  private static final int STORED =
      among(Status.HOLLOW) | among(Status.MANAGED) | among(Status.REMOVED);
  private static final int OUT = among(Status.DELETED) | among(Status.DETACHED);
  private static final int HAS_ID = 1 << 3;
  private static final int LACKS_ROW = 1 << 4;
  private static final int LOST_KEYS = 1 << 5;

  /** The base of the only dirty slot is known. */
  static final int ONE_BASE = 1 << 6;

  private static final int READ_ONLY = 1 << 7;

  private static final int PLACE_SHIFT = 8;
  private static final int FLAGS = (1 << PLACE_SHIFT) - 1;

  private Provenance provenance;

  /** The status, the flags, and the place in the cohort. */
  private int bits;

  PlacedState(Provenance provenance, Enhanced entity, Status status) {
    super(entity);
    this.provenance = provenance;
    this.bits = status.number() | (provenance.context().isReadOnly() ? READ_ONLY : 0);
  }

  /** Whether it is pending: its row comes with the next flush. */
  public boolean isPending() {
    return status() == Status.PENDING;
  }

  private static int among(Status status) {
    return 1 << status.number();
  }

  final boolean is(int flag) {
    return (bits & flag) != 0;
  }

  final void is(int flag, boolean on) {
    bits = on ? bits | flag : bits & ~flag;
  }

  /** The model of its class. */
  public EntityModel model() {
    return provenance.model();
  }

  /** The persistence context that it belongs to. */
  public PersistenceContext context() {
    return provenance.context();
  }

  /** Whether its class has an attribute, which may be one of another class of its hierarchy. */
  public boolean has(Attribute attribute) {
    return attribute.owner().type().isInstance(entity());
  }

  /** Its id, or null while it is pending and has none. */
  public abstract @Nullable Object id();

  /** Its id, where it must have one. */
  public Object requiredId() {
    Object now = id();
    if (now == null) {
      throw new IllegalStateException(model().name() + " has no id yet");
    }
    return now;
  }

  boolean hasId() {
    return is(HAS_ID);
  }

  void hasId(boolean has) {
    is(HAS_ID, has);
  }

  /** Where it stands. */
  public Status status() {
    return Status.of(bits & STATUS);
  }

  void status(Status newStatus) {
    bits = (bits & ~STATUS) | newStatus.number();
  }

  /** The objects that came with it, or null. */
  public @Nullable Cohort cohort() {
    return provenance.cohort();
  }

  /** What made it come. */
  public Origin origin() {
    return provenance.origin();
  }

  /** Notes what made it come, alone. */
  public void cameAlone(Origin origin) {
    provenance = context().alone(model(), origin);
  }

  /** Its place in its cohort. */
  public int place() {
    return bits >>> PLACE_SHIFT;
  }

  void join(Provenance joined, int index) {
    provenance = joined;
    bits = (bits & FLAGS) | (index << PLACE_SHIFT);
  }

  /** Loads for itself alone from here on. */
  void leaveCohort() {
    cameAlone(origin());
  }

  /** The object as messages name it. */
  public String describe() {
    Object id = id();
    return model().name() + (id == null ? " without an id" : " " + id);
  }

  /** Whether it has a row. */
  public boolean isStored() {
    return ((1 << (bits & STATUS)) & STORED) != 0;
  }

  /** Whether it is loaded or inserted, in its session, and may be changed. */
  boolean isWritable() {
    return (bits & (STATUS | READ_ONLY)) == MANAGED;
  }

  /** Whether the session stands behind it no longer. */
  boolean isOut() {
    return ((1 << (bits & STATUS)) & OUT) != 0;
  }

  /** Whether its row was read. */
  public boolean isRead() {
    return isLoaded();
  }

  @Override
  protected boolean isLoaded() {
    return status() != Status.HOLLOW && !is(LACKS_ROW);
  }

  /** Leaves the session; the traps keep what is not loaded and what changed. */
  void leave() {
    is(LACKS_ROW, status() == Status.HOLLOW);
    status(Status.DETACHED);
  }

  /** Whether the keys of its references were lost with the state that it had. */
  boolean lostKeys() {
    return is(LOST_KEYS);
  }

  void lostKeys(boolean lost) {
    is(LOST_KEYS, lost);
  }

  /** Whether it refuses to be changed, so that nothing is kept to see whether it did. */
  public boolean isReadOnly() {
    return is(READ_ONLY) && isStored() && !context().isClosed();
  }

  /** Makes it refuse to be changed, or take changes. */
  public void readOnly(boolean only) {
    is(READ_ONLY, only);
  }
}
