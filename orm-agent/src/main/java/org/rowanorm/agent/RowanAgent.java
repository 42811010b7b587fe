package org.rowanorm.agent;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/** The door of {@code -javaagent}: installs the transformer. */
public final class RowanAgent {

  /** The system property that says that the agent is there. */
  public static final String PRESENT = "org.rowanorm.agent.present";

  private RowanAgent() {}

  /** Called by the JVM before the application starts. */
  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    install(AgentOptions.parse(arguments), instrumentation);
    WarmUp.begin();
  }

  /** Called by the JVM on late attach; classes that are loaded already stay as they are. */
  public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
    install(AgentOptions.parse(arguments), instrumentation);
  }

  private static void install(AgentOptions options, Instrumentation instrumentation) {
    RowanTransformer transformer =
        new RowanTransformer(options, instrumentation.getAllLoadedClasses());
    instrumentation.addTransformer(transformer, true);
    System.setProperty(PRESENT, "true");
    transformer.reportEarly();
  }
}
