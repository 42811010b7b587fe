package org.rowanorm.bench.enhance;

import java.lang.invoke.MethodHandles;
import java.sql.SQLException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The first write of a clean object, until its library has it among those to be written. A few
 * objects are written in turn; what makes them clean again is a flush's work, and not timed.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls the setup
public class FirstWriteBenchmark extends SideChoice {

  private static final int OBJECTS = 128; // what a processor has at hand
  private static final String OTHER = "Augusta";

  private Account[] clean;
  private Accounts accounts;
  private String name = Accounts.NAME;

  /** Defines the class and makes clean accounts. */
  @Setup(Level.Trial)
  public void open() throws IllegalAccessException {
    MethodHandles.lookup().defineClass(side.enhanced());
    accounts = side.accounts();
    clean = new Account[OBJECTS]; // not before: that needs the class
    for (int i = 0; i < OBJECTS; i++) {
      clean[i] = accounts.clean();
    }
    check();
  }

  private void check() {
    for (int times = 0; times < 2; times++) {
      makeClean();
      firstWrite();
      for (Account account : clean) {
        that(account.getName().equals(name), "it was not written");
        that(accounts.isDirty(account) == side.tracks(), "a first write made no dirty object");
      }
    }
    makeClean();
    that(!accounts.isDirty(clean[0]), "it was not made clean");
  }

  private static void that(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }

  /** Makes all clean, with a name that the next write changes. */
  @Setup(Level.Invocation)
  public void makeClean() {
    for (Account account : clean) {
      accounts.makeClean(account);
    }
    name = name.equals(OTHER) ? Accounts.NAME : OTHER;
  }

  /** Checks what is left. */
  @TearDown(Level.Trial)
  public void close() throws SQLException {
    check();
    accounts.close();
  }

  /** A write to each of the clean objects. */
  @Benchmark
  @OperationsPerInvocation(OBJECTS)
  public void firstWrite() {
    for (Account account : clean) {
      account.setName(name);
    }
  }
}
