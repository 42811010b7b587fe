package org.rowanorm.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.rowanorm.support.H2;

/** Each operation on an object in each state: what it gives, sends and leads to. */
class StatesTest {

  private final List<H2> databases = new ArrayList<>();

  @AfterEach
  void close() {
    databases.forEach(H2::close);
  }

  @TestFactory
  Stream<DynamicTest> operation_onObjectWithVersion_doesWhatTheTableSays() {
    return tests(true);
  }

  @TestFactory
  Stream<DynamicTest> operation_onObjectWithoutVersion_doesWhatTheTableSays() {
    return tests(false);
  }

  private Stream<DynamicTest> tests(boolean versioned) {
    H2 h2 = H2.with(States.entities(versioned));
    databases.add(h2);
    return States.tests(versioned, "h2", h2);
  }
}
