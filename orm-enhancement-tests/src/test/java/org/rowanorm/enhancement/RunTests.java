package org.rowanorm.enhancement;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs a test class as an IDE does: without any flag or build step. */
final class RunTests {

  private RunTests() {}

  /** The name of the test class, and of a class to load before. */
  public static void main(String... arguments) throws ClassNotFoundException {
    if (arguments.length > 1) {
      Class.forName(arguments[1]);
    }
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    try (LauncherSession session = LauncherFactory.openSession()) {
      session
          .getLauncher()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(selectClass(arguments[0]))
                  .build(),
              summary);
    }
    System.out.println("succeeded: " + summary.getSummary().getTestsSucceededCount());
    summary
        .getSummary()
        .getFailures()
        .forEach(failure -> System.out.println("failed: " + failure.getException().getMessage()));
  }
}
