package org.rowanorm.suite;

class MariaDbThroughMySqlDriverSuiteTest extends DialectSuite {

  MariaDbThroughMySqlDriverSuiteTest() {
    super(new MariaDbDatabase("mysql"));
  }
}
