package org.rowanorm.suite;

import java.util.List;
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
  public String name() {
    return "postgres";
  }

  @Override
  public Class<? extends Dialect> dialect() {
    return PostgresDialect.class;
  }

  @Override
  public String analyze(String table) {
    return "analyze " + table;
  }

  @Override
  public String nextValueSql(String sequence) {
    return "select nextval('" + sequence + "')";
  }

  @Override
  public List<String> insertingTrigger() {
    return List.of(
        "create table triggered (id bigserial primary key, name varchar(255))",
        "create function insert_more() returns trigger language plpgsql as"
            + " 'begin insert into triggered (name) values (new.name), (new.name); return new; end'",
        "create trigger insert_more before insert on longkey for each row"
            + " execute function insert_more()");
  }

  @Override
  public List<String> dropTrigger() {
    return List.of(
        "drop trigger insert_more on longkey", "drop function insert_more", "drop table triggered");
  }

  @Override
  public List<String> refusingTrigger(String event, String table) {
    return List.of(
        "create function refuse() returns trigger language plpgsql as"
            + " 'begin raise exception ''refused''; end'",
        "create trigger refuse before "
            + event
            + " on "
            + table
            + " for each row execute function refuse()");
  }

  @Override
  public List<String> fillingTrigger(String table, String from, String to) {
    return List.of(
        "create or replace function fill() returns trigger language plpgsql as"
            + (" 'begin new." + to + " = upper(new." + from + "); return new; end'"),
        "create trigger fill before insert or update on "
            + table
            + " for each row execute function fill()");
  }

  @Override
  public List<String> dropRefusingTrigger(String table) {
    return List.of("drop trigger refuse on " + table, "drop function refuse");
  }

  @Override
  public boolean takesSeveral() {
    return true;
  }

  @Override
  public String fastOptions() {
    return "reWriteBatchedInserts=true&prepareThreshold=-1";
  }

  @Override
  public String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  @Override
  public String quote(String name) {
    return '"' + name + '"';
  }

  @Override
  public String wordsSql() {
    return "select word from pg_get_keywords()";
  }

  @Override
  public String connectionIdSql() {
    return "select pg_backend_pid()";
  }

  @Override
  public String connectionCountSql(long id) {
    return "select count(*) from pg_stat_activity where pid = " + id;
  }

  @Override
  public String readOnlySql() {
    return "select current_setting('transaction_read_only')";
  }

  @Override
  public String killSql(long id) {
    return "select pg_terminate_backend(" + id + ")";
  }

  @Override
  public boolean heedsCase() {
    return true;
  }

  @Override
  public boolean heedsTrailingBlanks() {
    return true;
  }

  @Override
  public boolean keepsNegativeZero() {
    return true;
  }

  @Override
  public boolean holdsNotANumber() {
    return true;
  }

  @Override
  public boolean holdsAnyUuid() {
    return true;
  }

  @Override
  public boolean holdsCharacterZero() {
    return false;
  }

  @Override
  public boolean returnsWritten() {
    return true;
  }

  @Override
  public boolean goesOnAfterAnError() {
    return false;
  }

  @Override
  public boolean defersConstraints() {
    return true;
  }

  @Override
  public boolean sortsNullsFirst() {
    return false;
  }

  @Override
  public boolean hasArrays() {
    return true;
  }

  @Override
  public String timeZoneSql(String name, String offset) {
    return "set time zone '" + name + "'";
  }
}
