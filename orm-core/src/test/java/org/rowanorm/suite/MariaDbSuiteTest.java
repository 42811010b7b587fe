package org.rowanorm.suite;

class MariaDbSuiteTest extends DialectSuite {

  MariaDbSuiteTest() {
    super(new MariaDbDatabase("mariadb"));
  }
}
