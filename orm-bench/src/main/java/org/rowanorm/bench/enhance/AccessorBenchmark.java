package org.rowanorm.bench.enhance;

import java.lang.invoke.MethodHandles;
import java.sql.SQLException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Getters and setters of one class, as one library has enhanced it. The code that is measured is
 * the same on each side: what differs is the class file of {@link Account}, which is defined before
 * anyone needs the class. So each side needs a JVM, or a class loader, of its own.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls the setup
public class AccessorBenchmark extends SideChoice {

  private Accounts accounts;
  private Account clean;
  private Account lazy;
  private Account dirty;
  private int visits;

  /** Defines the class, makes accounts in each state and checks them. */
  @Setup(Level.Trial)
  public void open() throws IllegalAccessException {
    MethodHandles.lookup().defineClass(side.enhanced());
    accounts = side.accounts();
    clean = accounts.clean();
    lazy = accounts.lazilyLoaded();
    dirty = accounts.clean();
    dirty.setVisits(--visits);
    that(accounts.isDirty(dirty) == side.tracks(), "a write made no dirty object");
    check();
  }

  private void check() {
    that(!accounts.isDirty(clean) && !accounts.isDirty(lazy), "a read made a dirty object");
    that(clean.getName().equals(Accounts.NAME) && lazy.getName().equals(Accounts.NAME), "name");
    that(clean.getVisits() == 0 && dirty.getVisits() == visits, "visits");
  }

  private static void that(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }

  /** Checks what is left. */
  @TearDown(Level.Trial)
  public void close() throws SQLException {
    check();
    accounts.close();
  }

  /** A primitive of an object that is loaded and clean. */
  @Benchmark
  public int getInt() {
    return clean.getVisits();
  }

  /** A reference of an object that is loaded and clean. */
  @Benchmark
  public String getString() {
    return clean.getName();
  }

  /** The same of an object that was loaded by its first access. */
  @Benchmark
  public String getLazy() {
    return lazy.getName();
  }

  /** A write to an attribute that is dirty. */
  @Benchmark
  public void setDirty() {
    dirty.setVisits(++visits);
  }
}
