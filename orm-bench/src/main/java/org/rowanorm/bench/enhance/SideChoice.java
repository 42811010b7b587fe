package org.rowanorm.bench.enhance;

import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The side that a benchmark is for. It stands apart, since JMH looks up its field by reflection:
 * that loads the types of all fields beside it, and {@link Account} must not be loaded yet.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets it
public abstract class SideChoice {

  /** The side. */
  @Param({"PLAIN", "ROWAN", "HIBERNATE", "HIBERNATE_LAZY", "EBEAN"})
  public Side side;
}
