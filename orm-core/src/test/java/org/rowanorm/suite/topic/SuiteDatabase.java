package org.rowanorm.suite.topic;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rowanorm.dialect.Dialect;

/**
 * One database of the suite: how to reach it, how it spells what the others spell differently, and
 * what it does otherwise. The tests themselves know no database.
 */
public abstract class SuiteDatabase {

  private static final Pattern NAME = Pattern.compile("\\[([^]]+)]|\\{([^}]+)}");

  /** What the files about it are called. */
  public abstract String name();

  /** The dialect that must be found for it. */
  public abstract Class<? extends Dialect> dialect();

  /** Why it cannot run here, in one line; empty where it can. */
  public Optional<String> whyUnavailable() {
    return Optional.empty();
  }

  /** The URL of an empty database. */
  public abstract String freshUrl(String name) throws SQLException;

  /** A way to a database that {@link #freshUrl} made, which counts round trips. */
  public abstract Wire wire(String name) throws IOException;

  /** The URL of an empty database that other processes can use too. */
  public String sharedUrl(String name) throws SQLException {
    return freshUrl(name);
  }

  /** The options that people set for speed, which change what the driver does; empty for none. */
  public abstract String fastOptions();

  /** A URL with the options that people set for speed. */
  public final String tuned(String url) {
    return with(url, fastOptions());
  }

  /** The options with which the driver takes several SELECTs in one text; empty for none. */
  public String severalOptions() {
    return "";
  }

  /** Whether a connection with {@link #severalOptions()} takes several SELECTs in one text. */
  public boolean takesSeveral() {
    return !severalOptions().isEmpty();
  }

  /** A URL with options, of which there may be none. */
  public final String with(String url, String options) {
    return options.isEmpty() ? url : url + (url.contains("?") ? "&" : "?") + options;
  }

  // ---- SQL

  /** A statement of this database, where {@code [x]} is the name x in quotes, {x} exactly so. */
  public final String sql(String template) {
    Matcher names = NAME.matcher(template);
    return names.replaceAll(
        name ->
            Matcher.quoteReplacement(
                quote(name.group(1) == null ? name.group(2) : fold(name.group(1)))));
  }

  /** What the database makes of a name without quotes. */
  public abstract String fold(String name);

  /** A name in quotes. */
  public abstract String quote(String name);

  /** The end of a SELECT with an offset and no limit. */
  public String offset() {
    return " offset ?";
  }

  /** The end of an INSERT without columns. */
  public String emptyInsert() {
    return " default values";
  }

  /** What a foreign key is called where it is dropped. */
  public String foreignKey() {
    return "constraint";
  }

  /** The end of a DROP SCHEMA that takes what is in it too. */
  public String dropAll() {
    return " cascade";
  }

  /** What makes it count what a table holds, so that it plans by that. */
  public String analyze(String table) {
    return "analyze table " + table;
  }

  /** The query of the next value of a sequence; null where there are none. */
  public abstract @Nullable String nextValueSql(String sequence);

  /** The query that follows an INSERT of several rows whose ids it makes; null where none does. */
  public @Nullable String idStepSql() {
    return null;
  }

  /** Statements that each make a connection count ids otherwise. */
  public List<String> idStepSettings() {
    return List.of();
  }

  /** The query of the way in which the server gives out ids; null where there is only one. */
  public @Nullable String idModeSql() {
    return null;
  }

  /**
   * A way to an empty database in a server that gives out ids in a certain way, as {@link
   * #idModeSql()} tells; null where none can be started.
   */
  public @Nullable Wire wireWithIdMode(String name, String mode) throws IOException, SQLException {
    throw new UnsupportedOperationException();
  }

  /** What makes a trigger of longkey that inserts two rows into a table "triggered". */
  public List<String> insertingTrigger() {
    return List.of();
  }

  /** What drops that trigger. */
  public List<String> dropTrigger() {
    return List.of();
  }

  /**
   * What makes a trigger that refuses each row of a table that is inserted, updated or deleted,
   * with the word "refused".
   *
   * @param event what it refuses, as SQL spells it
   */
  public abstract List<String> refusingTrigger(String event, String table);

  /** What drops that trigger of a table. */
  public abstract List<String> dropRefusingTrigger(String table);

  /**
   * What makes a trigger of a table that fills its last column, before each INSERT and UPDATE, with
   * the one before it in capitals.
   */
  public abstract List<String> fillingTrigger(String table, String from, String to);

  /** A SELECT of the words that mean something to the database, one per row. */
  public abstract String wordsSql();

  // ---- what the server hears

  /** Whether the server can note each command that it gets. */
  public boolean logsCommands() {
    return false;
  }

  /** What makes it note commands. */
  public List<String> startCommandLog() {
    throw new UnsupportedOperationException();
  }

  /** What makes it stop that. */
  public String stopCommandLog() {
    throw new UnsupportedOperationException();
  }

  /** The query of the noted commands of a connection: kind and text, in their order. */
  public String commandLogSql(String connection) {
    throw new UnsupportedOperationException();
  }

  /** The round trips that a driver makes to switch auto-commit on or off. */
  public int switchTrips() {
    return 0;
  }

  /** The number of the connection that asks. */
  public abstract String connectionIdSql();

  /** How many connections have a number. */
  public abstract String connectionCountSql(long id);

  /** A query that gives "on" in a transaction that only reads; null where nothing tells. */
  public @Nullable String readOnlySql() {
    return null;
  }

  /** Ends another connection from the server's side. */
  public abstract String killSql(long id);

  // ---- what differs

  /** Whether texts that differ only in case are different to it. */
  public abstract boolean heedsCase();

  /** Whether texts that differ only in blanks at the end are different to it. */
  public abstract boolean heedsTrailingBlanks();

  /** Whether -0.0 is not made 0.0. */
  public abstract boolean keepsNegativeZero();

  /** Whether a double can be infinite or no number. */
  public abstract boolean holdsNotANumber();

  /** Whether a UUID may be of a version and variant that there are not. */
  public abstract boolean holdsAnyUuid();

  /** Whether text can hold the character 0. */
  public abstract boolean holdsCharacterZero();

  /** Whether it has columns of arrays. */
  public abstract boolean hasArrays();

  /** The statement that sets the time zone of a connection, by its name or its offset. */
  public abstract String timeZoneSql(String name, String offset);

  /** Whether its driver takes no other statement while it sends a result row by row. */
  public boolean streamsAlone() {
    return false;
  }

  /** Whether a statement gives back the columns of the rows that it wrote. */
  public boolean returnsWritten() {
    return false;
  }

  /** Whether a transaction goes on after a statement that was refused. */
  public boolean goesOnAfterAnError() {
    return true;
  }

  /** Whether serializable transactions are as if they ran one after the other. */
  public boolean keepsOrder() {
    return true;
  }

  /** Whether a unique constraint can be checked at the commit. */
  public boolean defersConstraints() {
    return false;
  }

  /** Whether nulls come before all values in ascending order. */
  public abstract boolean sortsNullsFirst();
}
