package org.rowanorm.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.rowanorm.dialect.Dialect;
import org.rowanorm.dialect.H2Dialect;
import org.rowanorm.suite.topic.SuiteDatabase;
import org.rowanorm.suite.topic.Wire;

/** H2, in process. */
final class H2Database extends SuiteDatabase {

  /** From its documentation; no table of its own tells them. */
  private static final String WORDS =
      "all and any array as asymmetric authorization between both case cast check constraint"
          + " cross current_catalog current_date current_path current_role current_schema"
          + " current_time current_timestamp current_user day default distinct else end except"
          + " exists false fetch filter for foreign from full group groups having hour if ilike in"
          + " inner intersect interval is join key leading left like limit localtime"
          + " localtimestamp minus minute month natural not null offset on or order over"
          + " partition primary qualify range regexp right row rownum rows second select"
          + " session_user set some symmetric system_user table to top trailing true uescape"
          + " union unique unknown user using value values when where window with year _rowid_";

  @Override
  public String name() {
    return "h2";
  }

  @Override
  public Class<? extends Dialect> dialect() {
    return H2Dialect.class;
  }

  @Override
  public String freshUrl(String name) {
    return "jdbc:h2:mem:" + name + ";USER=sa;PASSWORD=";
  }

  /** It runs in this process, so its statements are counted. */
  @Override
  public Wire wire(String name) {
    return new Wire(freshUrl(name), freshUrl(name), null, null);
  }

  /**
   * In a file, with a small cache, which counts to the heap of who opens it, and with what is read
   * no more thrown away at once.
   */
  @Override
  public String sharedUrl(String name) {
    Path file = Path.of("target", name).toAbsolutePath();
    try {
      Files.deleteIfExists(file.resolveSibling(name + ".mv.db"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "jdbc:h2:file:" + file + ";USER=sa;PASSWORD=;CACHE_SIZE=2048;RETENTION_TIME=100";
  }

  @Override
  public String nextValueSql(String sequence) {
    return "select next value for " + sequence;
  }

  @Override
  public List<String> refusingTrigger(String event, String table) {
    return List.of(
        "create trigger refuse before "
            + event
            + " on "
            + table
            + " for each row call '"
            + RefusingTrigger.class.getName()
            + "'");
  }

  @Override
  public List<String> fillingTrigger(String table, String from, String to) {
    return List.of(
        "create trigger fill before insert, update on "
            + table
            + " for each row call '"
            + FillingTrigger.class.getName()
            + "'");
  }

  @Override
  public List<String> dropRefusingTrigger(String table) {
    return List.of("drop trigger refuse");
  }

  @Override
  public String fastOptions() {
    return "";
  }

  @Override
  public String fold(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  @Override
  public String quote(String name) {
    return '"' + name + '"';
  }

  @Override
  public String wordsSql() {
    return "values ('" + WORDS.replace(" ", "'), ('") + "')";
  }

  @Override
  public String connectionIdSql() {
    return "select session_id()";
  }

  @Override
  public String connectionCountSql(long id) {
    return "select count(*) from information_schema.sessions where session_id = " + id;
  }

  @Override
  public String killSql(long id) {
    return "call abort_session(" + id + ")";
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
    return false;
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
    return true;
  }

  @Override
  public boolean returnsWritten() {
    return true;
  }

  @Override
  public boolean sortsNullsFirst() {
    return true;
  }

  @Override
  public boolean hasArrays() {
    return true;
  }

  @Override
  public String timeZoneSql(String name, String offset) {
    return "set time zone '" + name + "'";
  }

  /** Its serializable transactions read one snapshot each, and may write because of it. */
  @Override
  public boolean keepsOrder() {
    return false;
  }
}
