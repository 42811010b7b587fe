package org.rowanorm.suite;

import org.rowanorm.dialect.Dialect;
import org.rowanorm.dialect.MySqlDialect;
import org.rowanorm.testdb.ServerKind;

/** MySQL through Connector/J, and what MariaDB has in common with it. */
class MySqlDatabase extends ServerDatabase {

  MySqlDatabase() {
    this(ServerKind.MYSQL, "mysql");
  }

  MySqlDatabase(ServerKind kind, String driver) {
    super(kind, driver);
  }

  @Override
  Class<? extends Dialect> dialect() {
    return MySqlDialect.class;
  }

  @Override
  String fold(String name) {
    return name;
  }

  @Override
  String quote(String name) {
    return '`' + name + '`';
  }

  @Override
  String offset() {
    return " limit 18446744073709551615 offset ?";
  }

  @Override
  String emptyInsert() {
    return " () values ()";
  }

  @Override
  String wordsSql() {
    return "select lower(word) from information_schema.keywords";
  }

  @Override
  String connectionIdSql() {
    return "select connection_id()";
  }

  @Override
  String connectionCountSql(long id) {
    return "select count(*) from information_schema.processlist where id = " + id;
  }

  @Override
  String killSql(long id) {
    return "kill " + id;
  }

  /** Its usual collation, utf8mb4_0900_ai_ci, takes A and a for the same letter. */
  @Override
  boolean heedsCase() {
    return false;
  }

  @Override
  boolean heedsTrailingBlanks() {
    return true;
  }

  @Override
  boolean keepsNegativeZero() {
    return false;
  }

  @Override
  boolean holdsCharacterZero() {
    return true;
  }

  @Override
  boolean sortsNullsFirst() {
    return true;
  }
}
