package org.rowanorm.lifecycle;

import java.util.function.Function;

/** What is done to an owner; it gives the part whose fate is of interest. */
@SuppressWarnings("ImmutableEnumChecker") // functions that keep nothing
enum Scenario {
  /** A new owner with a new part is added. */
  ADD_NEW(
      cast -> {
        Led owner = cast.newOwner();
        Led part = cast.newPart();
        owner.lead(cast.way(), part);
        cast.session().add(owner);
        return part;
      }),
  /** A new owner is added, and then gets a new part. */
  ADD_LATER(
      cast -> {
        Led owner = cast.newOwner();
        Led part = cast.newPart();
        cast.session().add(owner);
        owner.lead(cast.way(), part);
        return part;
      }),
  /** An owner with a row gets a new part. */
  LEAD_TO_NEW(
      cast -> {
        Led owner = cast.owner(cast.session());
        Led part = cast.newPart();
        owner.lead(cast.way(), part);
        return part;
      }),
  /** A new owner with a detached part that was written to is added. */
  ADD_DETACHED(
      cast -> {
        Led owner = cast.newOwner();
        Led part = cast.detachedPart();
        part.rename("mine");
        owner.lead(cast.way(), part);
        cast.session().add(owner);
        return part;
      }),
  /** An owner is deleted whose part was read. */
  DELETE_READ(
      cast -> {
        Led owner = cast.owner(cast.session());
        Led part = cast.led(owner);
        cast.h2().log().clear();
        cast.session().delete(owner);
        return part;
      }),
  /** An owner is deleted, whose part was read and which nobody has asked for it. */
  DELETE_UNREAD(
      cast -> {
        Led part = cast.part(cast.session());
        Led owner = cast.owner(cast.session());
        cast.h2().log().clear();
        cast.session().delete(owner);
        return part;
      }),
  /** A detached owner is deleted. */
  DELETE_DETACHED(
      cast -> {
        Led owner = cast.detachedOwner();
        Led part = owner.read(cast.way());
        cast.h2().log().clear();
        cast.session().delete(owner);
        return part;
      }),
  /** An owner is deleted that was added with its part and not flushed. */
  DELETE_PENDING(
      cast -> {
        Led owner = cast.newOwner();
        Led part = cast.newPart();
        owner.lead(cast.way(), part);
        cast.session().add(owner);
        cast.session().delete(owner);
        return part;
      }),
  /** An owner is deleted and added again. */
  DELETE_AND_ADD(
      cast -> {
        Led owner = cast.owner(cast.session());
        Led part = cast.led(owner);
        cast.h2().log().clear();
        cast.session().delete(owner);
        cast.session().add(owner);
        return part;
      }),
  /** A detached owner is merged, whose part was written to. */
  MERGE_DETACHED(
      cast -> {
        Led owner = cast.detachedOwner();
        cast.led(owner).rename("mine");
        cast.h2().log().clear();
        Led merged = cast.session().merge(owner);
        return merged.read(cast.way());
      }),
  /** A new owner is merged that leads to a new part. */
  MERGE_NEW(
      cast -> {
        Led owner = cast.newOwner();
        owner.lead(cast.way(), cast.newPart());
        return cast.session().merge(owner).read(cast.way());
      }),
  /** A detached owner is merged that leads to a new part. */
  MERGE_WITH_NEW(
      cast -> {
        Led owner = cast.detachedOwner();
        owner.clear(cast.way());
        owner.lead(cast.way(), cast.newPart());
        cast.h2().log().clear();
        return cast.session().merge(owner).read(cast.way());
      }),
  /** A detached owner is attached, whose part was written to. */
  ATTACH(
      cast -> {
        Led owner = cast.detachedOwner();
        Led part = cast.led(owner);
        part.rename("mine");
        cast.h2().log().clear();
        cast.session().attach(owner);
        return part;
      }),
  /** An owner is read again whose part was read, and written to, and whose row has changed. */
  REFRESH(
      cast -> {
        Led owner = cast.owner(cast.session());
        Led part = cast.led(owner);
        part.rename("mine");
        cast.h2().sql("update part set name = 'theirs'");
        cast.h2().log().clear();
        cast.session().refresh(owner);
        return part;
      }),
  /** An owner is let go of whose part was read. */
  DETACH(
      cast -> {
        Led owner = cast.owner(cast.session());
        Led part = cast.led(owner);
        cast.h2().log().clear();
        cast.session().detach(owner);
        return part;
      }),
  /** The part that was read is taken away from an owner. */
  TAKE_AWAY(
      cast -> {
        Led owner = cast.owner(cast.session());
        Led part = cast.led(owner);
        cast.h2().log().clear();
        owner.clear(cast.way());
        return part;
      }),
  /** The part is taken away from an owner that was never asked for it. */
  TAKE_AWAY_UNREAD(
      cast -> {
        Led part = cast.part(cast.session());
        Led owner = cast.owner(cast.session());
        cast.h2().log().clear();
        owner.clear(cast.way());
        return part;
      }),
  /** The part of a detached owner is taken away, and the owner attached. */
  TAKE_AWAY_DETACHED(
      cast -> {
        Led owner = cast.detachedOwner();
        Led part = cast.led(owner);
        owner.clear(cast.way());
        cast.h2().log().clear();
        cast.session().attach(owner);
        return part;
      }),
  /** The part that was read is taken out of what an owner holds. */
  TAKE_OUT(
      cast -> {
        Led owner = cast.owner(cast.session());
        Led part = cast.led(owner);
        cast.h2().log().clear();
        owner.takeOut(cast.way(), part);
        return part;
      }),
  /** The part is taken out of what an owner holds that was never asked for it. */
  TAKE_OUT_UNREAD(
      cast -> {
        Led part = cast.part(cast.session());
        Led owner = cast.owner(cast.session());
        cast.h2().log().clear();
        owner.takeOut(cast.way(), part);
        return part;
      }),
  /** The part is taken out of what a detached owner holds, and the owner attached. */
  TAKE_OUT_DETACHED(
      cast -> {
        Led owner = cast.detachedOwner();
        Led part = cast.led(owner);
        owner.takeOut(cast.way(), part);
        cast.h2().log().clear();
        cast.session().attach(owner);
        return part;
      }),
  /** A detached owner gets a new part beside the one that it has or instead of it. */
  LEAD_DETACHED_TO_NEW(
      cast -> {
        Led owner = cast.detachedOwner();
        Led part = cast.newPart();
        owner.lead(cast.way(), part);
        cast.h2().log().clear();
        cast.session().attach(owner);
        return part;
      }),
  /** The part of a detached owner is taken away, and the owner merged. */
  TAKE_AWAY_MERGED(
      cast -> {
        Led owner = cast.detachedOwner();
        owner.clear(cast.way());
        Led part = cast.part(cast.session());
        cast.h2().log().clear();
        cast.session().merge(owner);
        return part;
      });

  private final Function<Cast, Led> play;

  Scenario(Function<Cast, Led> play) {
    this.play = play;
  }

  Led play(Cast cast) {
    return play.apply(cast);
  }
}
