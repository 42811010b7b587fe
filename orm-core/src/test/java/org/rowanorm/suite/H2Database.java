package org.rowanorm.suite;

import java.util.Locale;
import org.rowanorm.dialect.Dialect;
import org.rowanorm.dialect.H2Dialect;

/** H2, in process. */
final class H2Database extends SuiteDatabase {

  @Override
  Class<? extends Dialect> dialect() {
    return H2Dialect.class;
  }

  @Override
  String freshUrl(String name) {
    return "jdbc:h2:mem:" + name + ";USER=sa;PASSWORD=";
  }

  @Override
  String fold(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  @Override
  String quote(String name) {
    return '"' + name + '"';
  }

  @Override
  String wordsSql() {
    return "select lower(setting_value) from information_schema.settings where 1 = 0";
  }

  @Override
  String connectionIdSql() {
    return "select session_id()";
  }

  @Override
  String connectionCountSql(long id) {
    return "select count(*) from information_schema.sessions where session_id = " + id;
  }

  @Override
  String killSql(long id) {
    return "call abort_session(" + id + ")";
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
