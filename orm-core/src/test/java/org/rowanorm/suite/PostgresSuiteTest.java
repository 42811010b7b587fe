package org.rowanorm.suite;

class PostgresSuiteTest extends DialectSuite {

  PostgresSuiteTest() {
    super(new PostgresDatabase());
  }
}
