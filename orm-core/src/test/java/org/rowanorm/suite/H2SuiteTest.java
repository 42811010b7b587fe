package org.rowanorm.suite;

class H2SuiteTest extends DialectSuite {

  H2SuiteTest() {
    super(new H2Database());
  }
}
