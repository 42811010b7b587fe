package org.rowanorm.bench.enhance;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;

/** An agent that changes nothing: what is left is the JVM's own cost of having one. */
public final class IdleAgent {

  private IdleAgent() {}

  /** Called by the JVM. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    instrumentation.addTransformer(new ClassFileTransformer() {}, true);
  }
}
