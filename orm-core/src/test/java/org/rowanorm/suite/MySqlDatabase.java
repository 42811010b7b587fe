package org.rowanorm.suite;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.dialect.Dialect;
import org.rowanorm.dialect.MySqlDialect;
import org.rowanorm.suite.topic.Wire;
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
  public String dropAll() {
    return "";
  }

  @Override
  public @Nullable String nextValueSql(String sequence) {
    return null;
  }

  @Override
  public String idStepSql() {
    return "select @@auto_increment_increment";
  }

  @Override
  public List<String> idStepSettings() {
    return List.of("set auto_increment_increment = 2", "set auto_increment_increment = 1");
  }

  @Override
  public String idModeSql() {
    return "select @@innodb_autoinc_lock_mode";
  }

  @Override
  public @Nullable Wire wireWithIdMode(String name, String mode) throws IOException, SQLException {
    return startsServers() ? wireToSeparate(name, "--innodb-autoinc-lock-mode=" + mode) : null;
  }

  @Override
  public List<String> insertingTrigger() {
    return List.of(
        "create table triggered (id bigint auto_increment primary key, name varchar(255))",
        "create trigger insert_more before insert on longkey for each row"
            + " insert into triggered (name) values (new.name), (new.name)");
  }

  @Override
  public List<String> dropTrigger() {
    return List.of("drop trigger insert_more", "drop table triggered");
  }

  @Override
  public List<String> refusingTrigger(String event, String table) {
    return List.of(
        "create trigger refuse before "
            + event
            + " on "
            + table
            + " for each row signal sqlstate '45000' set message_text = 'refused'");
  }

  @Override
  public List<String> fillingTrigger(String table, String from, String to) {
    String body = " on " + table + " for each row set new." + to + " = upper(new." + from + ")";
    return List.of(
        "create trigger fill_new before insert" + body,
        "create trigger fill_changed before update" + body);
  }

  @Override
  public List<String> dropRefusingTrigger(String table) {
    return List.of("drop trigger refuse");
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
  public boolean logsCommands() {
    return true;
  }

  @Override
  public List<String> startCommandLog() {
    return List.of(
        "set global log_output = 'TABLE'",
        "truncate table mysql.general_log",
        "set global general_log = 1");
  }

  @Override
  public String stopCommandLog() {
    return "set global general_log = 0";
  }

  @Override
  public String commandLogSql(String connection) {
    return "select command_type, convert(argument using utf8mb4) from mysql.general_log"
        + " where thread_id = "
        + connection
        + " order by event_time";
  }

  @Override
  public int switchTrips() {
    return 1;
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
