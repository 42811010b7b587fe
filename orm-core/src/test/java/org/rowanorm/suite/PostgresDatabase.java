package org.rowanorm.suite;

import java.util.Locale;
import org.rowanorm.dialect.Dialect;
import org.rowanorm.dialect.PostgresDialect;
import org.rowanorm.testdb.ServerKind;

/** PostgreSQL. */
final class PostgresDatabase extends ServerDatabase {

  PostgresDatabase() {
    super(ServerKind.POSTGRES, "postgresql");
  }

  @Override
  Class<? extends Dialect> dialect() {
    return PostgresDialect.class;
  }

  @Override
  String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  @Override
  String quote(String name) {
    return '"' + name + '"';
  }

  @Override
  String wordsSql() {
    return "select word from pg_get_keywords()";
  }

  @Override
  String connectionIdSql() {
    return "select pg_backend_pid()";
  }

  @Override
  String connectionCountSql(long id) {
    return "select count(*) from pg_stat_activity where pid = " + id;
  }

  @Override
  String killSql(long id) {
    return "select pg_terminate_backend(" + id + ")";
  }

  @Override
  boolean heedsCase() {
    return true;
  }

  @Override
  boolean heedsTrailingBlanks() {
    return true;
  }

  @Override
  boolean keepsNegativeZero() {
    return true;
  }

  @Override
  boolean holdsCharacterZero() {
    return false;
  }

  @Override
  boolean sortsNullsFirst() {
    return false;
  }
}
