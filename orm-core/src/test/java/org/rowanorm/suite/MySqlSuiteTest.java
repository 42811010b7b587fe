package org.rowanorm.suite;

class MySqlSuiteTest extends DialectSuite {

  MySqlSuiteTest() {
    super(new MySqlDatabase());
  }
}
