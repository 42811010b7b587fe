package org.rowanorm.suite;

import org.jspecify.annotations.Nullable;
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
  public String name() {
    return "mysql";
  }

  @Override
  public Class<? extends Dialect> dialect() {
    return MySqlDialect.class;
  }

  @Override
  public String foreignKey() {
    return "foreign key";
  }

  @Override
  public @Nullable String nextValueSql(String sequence) {
    return null;
  }

  @Override
  public String severalOptions() {
    return "allowMultiQueries=true";
  }

  @Override
  public String fastOptions() {
    return "rewriteBatchedStatements=true&useServerPrepStmts=true&cachePrepStmts=true";
  }

  @Override
  public String fold(String name) {
    return name;
  }

  @Override
  public String quote(String name) {
    return '`' + name + '`';
  }

  @Override
  public String offset() {
    return " limit 18446744073709551615 offset ?";
  }

  @Override
  public String emptyInsert() {
    return " () values ()";
  }

  @Override
  public String wordsSql() {
    return "select lower(word) from information_schema.keywords";
  }

  @Override
  public String connectionIdSql() {
    return "select connection_id()";
  }

  @Override
  public String connectionCountSql(long id) {
    return "select count(*) from information_schema.processlist where id = " + id;
  }

  @Override
  public String killSql(long id) {
    return "kill " + id;
  }

  /** Its usual collation, utf8mb4_0900_ai_ci, takes A and a for the same letter. */
  @Override
  public boolean heedsCase() {
    return false;
  }

  @Override
  public boolean heedsTrailingBlanks() {
    return true;
  }

  @Override
  public boolean keepsNegativeZero() {
    return false;
  }

  @Override
  public boolean holdsNotANumber() {
    return false;
  }

  @Override
  public boolean holdsAnyUuid() {
    return true;
  }

  @Override
  public boolean holdsCharacterZero() {
    return true;
  }

  @Override
  public boolean sortsNullsFirst() {
    return true;
  }

  @Override
  public boolean streamsAlone() {
    return true;
  }

  @Override
  public boolean hasArrays() {
    return false;
  }

  @Override
  public String timeZoneSql(String name, String offset) {
    return "set time_zone = '" + offset + "'";
  }
}
