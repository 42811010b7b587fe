package org.rowanorm.schema;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.rowanorm.dialect.Dialect;
import org.rowanorm.dialect.TableNaming;
import org.rowanorm.error.DatabaseException;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.MappingException;
import org.rowanorm.error.SchemaException;
import org.rowanorm.jdbc.SqlRunner;
import org.rowanorm.mapping.IdCounter.Sequence;
import org.rowanorm.mapping.Models;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables of the mapping, and what counts its ids: makes them in a database, takes them away,
 * compares them with what is there, and writes the statements as a script. Thread-safe.
 */
public final class Schema {

  private static final Logger LOG = LoggerFactory.getLogger("org.rowanorm.schema");

  /** How a runner is made for each use. */
  @FunctionalInterface
  public interface Runners {
    /** A new runner. */
    SqlRunner open();
  }

  /** Tables that are there until it is closed. */
  @FunctionalInterface
  public interface Lease extends AutoCloseable {
    /** Drops them. */
    @Override
    void close();
  }

  /** What the mapping wants, in the order in which it is made. */
  private record Wanted(List<Sequence> sequences, List<TableDefinition> tables) {}

  private final Models models;
  private final Dialect dialect;
  private final Runners runners;
  private final Ddl ddl;

  /** The schema of models. */
  public Schema(Models models, Dialect dialect, TableNaming naming, Runners runners) {
    this.models = models;
    this.dialect = dialect;
    this.runners = runners;
    this.ddl = new Ddl(dialect, naming);
  }

  /**
   * Creates the tables and sequences that are not there, with their keys; what is there is left as
   * it is.
   *
   * @throws DatabaseException where the database refuses
   */
  public void createMissing() {
    withDatabase(
        (runner, existing) -> {
          Wanted wanted = wanted();
          List<Sequence> sequences = new ArrayList<>();
          for (Sequence sequence : wanted.sequences()) {
            if (existing.sequence(ddl.resolved(sequence.name())) == null) {
              sequences.add(sequence);
            }
          }
          List<TableDefinition> missing = new ArrayList<>();
          for (TableDefinition table : wanted.tables()) {
            if (existing.add(ddl.resolved(table.name()))) {
              missing.add(table);
            }
          }
          run(runner, ddl.create(sequences, missing));
        });
  }

  /**
   * Creates all tables and sequences.
   *
   * @throws DatabaseException where the database refuses, such as where one of them is there
   */
  public void create() {
    run(createStatements());
  }

  /**
   * Drops all tables and sequences of the mapping that are there, with all their rows, and with the
   * foreign keys of other tables to them.
   *
   * @throws DatabaseException where the database refuses
   */
  public void drop() {
    withRunner(this::drop);
  }

  private void drop(SqlRunner runner) {
    boolean done = false;
    try {
      run(runner, dropStatements());
      done = true;
    } finally {
      if (!done) {
        putRight(runner);
      }
    }
  }

  /** After a failure the connection goes back as it came. */
  private void putRight(SqlRunner runner) {
    try {
      run(runner, dialect.afterDrop());
    } catch (DatabaseException e) {
      LOG.debug("the connection could not be put right", e);
    }
  }

  /**
   * Drops what is there of the mapping and creates all of it; what it gives drops it again when it
   * is closed.
   *
   * @throws DatabaseException where the database refuses
   */
  public Lease createDrop() {
    drop();
    create();
    return this::drop;
  }

  /**
   * Compares the mapping with the database and changes nothing.
   *
   * @throws SchemaException with every difference
   */
  public void validate() {
    List<String> differences = new ArrayList<>();
    withDatabase(
        (runner, existing) -> {
          SchemaComparison comparison = new SchemaComparison(existing, dialect, ddl);
          Wanted wanted = wanted();
          for (TableDefinition table : wanted.tables()) {
            comparison.compare(table);
          }
          for (Sequence sequence : wanted.sequences()) {
            comparison.compare(sequence);
          }
          differences.addAll(comparison.differences());
        });
    if (!differences.isEmpty()) {
      throw new SchemaException(differences);
    }
  }

  // ---- scripts

  /** Writes the statements of {@link #create}, each with a semicolon at its end; sends nothing. */
  public void createScript(Appendable to) {
    write(createStatements(), to);
  }

  /** Writes the statements of {@link #create} to a file, which is replaced. */
  public void createScript(Path file) {
    write(createStatements(), file);
  }

  /** Writes the statements of {@link #drop}, each with a semicolon at its end; sends nothing. */
  public void dropScript(Appendable to) {
    write(dropStatements(), to);
  }

  /** Writes the statements of {@link #drop} to a file, which is replaced. */
  public void dropScript(Path file) {
    write(dropStatements(), file);
  }

  private static void write(List<String> statements, Appendable to) {
    try {
      for (String statement : statements) {
        to.append(statement).append(";\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(List<String> statements, Path file) {
    StringWriter text = new StringWriter();
    write(statements, text);
    try {
      Files.writeString(file, text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ---- what is wanted

  private Wanted wanted() {
    Counters counters = Counters.of(models, dialect);
    List<TableDefinition> tables = new ArrayList<>(counters.tables());
    tables.addAll(Tables.of(models, dialect));
    List<MappingException> faults = new ArrayList<>();
    tables.forEach(table -> faults.addAll(table.unknownColumns(dialect)));
    if (!faults.isEmpty()) {
      throw MappingException.of(faults);
    }
    return new Wanted(counters.sequences(), Ddl.inOrder(tables));
  }

  private List<String> createStatements() {
    Wanted wanted = wanted();
    return ddl.create(wanted.sequences(), wanted.tables());
  }

  private List<String> dropStatements() {
    Wanted wanted = wanted();
    return ddl.drop(wanted.sequences(), wanted.tables());
  }

  // ---- the database

  /** Work with a connection, which may look at what is there. */
  @FunctionalInterface
  private interface Work {
    void run(SqlRunner runner, ExistingTables existing) throws SQLException;
  }

  private void withDatabase(Work work) {
    withRunner(
        runner -> {
          try {
            work.run(runner, new ExistingTables(runner.connection(), dialect));
          } catch (SQLException e) {
            throw new DatabaseException(
                ErrorCode.DATABASE,
                e,
                "The database does not tell its tables",
                "the database says: " + e.getMessage());
          }
        });
  }

  private void run(List<String> statements) {
    withRunner(runner -> run(runner, statements));
  }

  /** A pool without auto-commit would give up what is not committed. */
  private void withRunner(Consumer<SqlRunner> work) {
    SqlRunner runner = runners.open();
    try {
      work.accept(runner);
      runner.commit();
    } finally {
      runner.rollback();
    }
  }

  private static void run(SqlRunner runner, List<String> statements) {
    for (String statement : statements) {
      LOG.debug("{}", statement);
      runner.execute(statement);
    }
  }
}
