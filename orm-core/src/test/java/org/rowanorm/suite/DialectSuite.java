package org.rowanorm.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rowanorm.Rowan;
import org.rowanorm.SessionFactoryBuilder;
import org.rowanorm.dialect.Dialects;
import org.rowanorm.jdbc.ConnectionSource;
import org.rowanorm.jdbc.StatementLog;
import org.rowanorm.session.SessionFactory;
import org.rowanorm.store.Store;
import org.rowanorm.suite.topic.AnswersTopic;
import org.rowanorm.suite.topic.ArraysTopic;
import org.rowanorm.suite.topic.AutoCommitTopic;
import org.rowanorm.suite.topic.BatchesTopic;
import org.rowanorm.suite.topic.BulkTopic;
import org.rowanorm.suite.topic.ChangesTopic;
import org.rowanorm.suite.topic.CollectionsTopic;
import org.rowanorm.suite.topic.CommandsTopic;
import org.rowanorm.suite.topic.ComparisonsTopic;
import org.rowanorm.suite.topic.ConditionsTopic;
import org.rowanorm.suite.topic.CountedIdsTopic;
import org.rowanorm.suite.topic.CountersTopic;
import org.rowanorm.suite.topic.CutWireTopic;
import org.rowanorm.suite.topic.DeadlockTopic;
import org.rowanorm.suite.topic.DirectFamiliesTopic;
import org.rowanorm.suite.topic.DirectRowsTopic;
import org.rowanorm.suite.topic.ElementsTopic;
import org.rowanorm.suite.topic.EmbeddedTopic;
import org.rowanorm.suite.topic.ErrorsTopic;
import org.rowanorm.suite.topic.ExpressionsTopic;
import org.rowanorm.suite.topic.FamiliesTopic;
import org.rowanorm.suite.topic.FetchingTopic;
import org.rowanorm.suite.topic.IdentityTopic;
import org.rowanorm.suite.topic.InsertsTopic;
import org.rowanorm.suite.topic.JsonTopic;
import org.rowanorm.suite.topic.KeptStatementsTopic;
import org.rowanorm.suite.topic.KeysTopic;
import org.rowanorm.suite.topic.LargeResultsTopic;
import org.rowanorm.suite.topic.LifecycleTopic;
import org.rowanorm.suite.topic.LikesTopic;
import org.rowanorm.suite.topic.LoadingTopic;
import org.rowanorm.suite.topic.LocksTopic;
import org.rowanorm.suite.topic.LostConnectionTopic;
import org.rowanorm.suite.topic.ModelTopic;
import org.rowanorm.suite.topic.NamesTopic;
import org.rowanorm.suite.topic.NullsTopic;
import org.rowanorm.suite.topic.ObjectsTopic;
import org.rowanorm.suite.topic.OptionsTopic;
import org.rowanorm.suite.topic.OuterTransactionTopic;
import org.rowanorm.suite.topic.QueriesTopic;
import org.rowanorm.suite.topic.ReadBackTopic;
import org.rowanorm.suite.topic.ReferencedKeysTopic;
import org.rowanorm.suite.topic.RefusalsTopic;
import org.rowanorm.suite.topic.ResultsTopic;
import org.rowanorm.suite.topic.RootRowsTopic;
import org.rowanorm.suite.topic.RoundTripsTopic;
import org.rowanorm.suite.topic.SchemaTopic;
import org.rowanorm.suite.topic.SourcesTopic;
import org.rowanorm.suite.topic.StatesTopic;
import org.rowanorm.suite.topic.StoryTopic;
import org.rowanorm.suite.topic.StreamsTopic;
import org.rowanorm.suite.topic.SuiteDatabase;
import org.rowanorm.suite.topic.TablesTopic;
import org.rowanorm.suite.topic.TenantsTopic;
import org.rowanorm.suite.topic.TimesTopic;
import org.rowanorm.suite.topic.TransactionsTopic;
import org.rowanorm.suite.topic.TunedDriverTopic;
import org.rowanorm.suite.topic.TypeMatrixTopic;
import org.rowanorm.suite.topic.TypesTopic;
import org.rowanorm.suite.topic.WholesTopic;
import org.rowanorm.suite.topic.Wire;
import org.rowanorm.zoo.Zoo;

/**
 * All topics on one database. Each run has a database of its own with the tables of all topics; the
 * tables that a test wrote to are emptied before the next one.
 */
@ExtendWith(ServerCondition.class)
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DialectSuite
    implements StoryTopic,
        KeptStatementsTopic,
        KeysTopic,
        CountersTopic,
        BatchesTopic,
        RoundTripsTopic,
        DirectRowsTopic,
        DirectFamiliesTopic,
        CommandsTopic,
        NullsTopic,
        NamesTopic,
        SchemaTopic,
        TypesTopic,
        TimesTopic,
        TypeMatrixTopic,
        JsonTopic,
        ArraysTopic,
        ChangesTopic,
        IdentityTopic,
        LifecycleTopic,
        StatesTopic,
        CollectionsTopic,
        LoadingTopic,
        FamiliesTopic,
        TablesTopic,
        ReferencedKeysTopic,
        TenantsTopic,
        ReadBackTopic,
        QueriesTopic,
        ConditionsTopic,
        ExpressionsTopic,
        ResultsTopic,
        AnswersTopic,
        OptionsTopic,
        SourcesTopic,
        ObjectsTopic,
        ElementsTopic,
        EmbeddedTopic,
        WholesTopic,
        InsertsTopic,
        FetchingTopic,
        RootRowsTopic,
        StreamsTopic,
        LargeResultsTopic,
        BulkTopic,
        LikesTopic,
        ErrorsTopic,
        TransactionsTopic,
        LocksTopic,
        ComparisonsTopic,
        DeadlockTopic,
        RefusalsTopic,
        CutWireTopic,
        CountedIdsTopic,
        AutoCommitTopic,
        OuterTransactionTopic,
        ModelTopic,
        TunedDriverTopic,
        LostConnectionTopic {

  private static final List<List<Class<?>>> ENTITIES =
      List.of(
          StoryTopic.ENTITIES,
          KeysTopic.ENTITIES,
          CountersTopic.ENTITIES,
          BatchesTopic.ENTITIES,
          DirectRowsTopic.ENTITIES,
          DirectFamiliesTopic.ENTITIES,
          NullsTopic.ENTITIES,
          NamesTopic.ENTITIES,
          TypesTopic.ENTITIES,
          JsonTopic.ENTITIES,
          CollectionsTopic.ENTITIES,
          IdentityTopic.ENTITIES,
          LifecycleTopic.ENTITIES,
          LoadingTopic.ENTITIES,
          FamiliesTopic.ENTITIES,
          TablesTopic.ENTITIES,
          ReferencedKeysTopic.ENTITIES,
          ReadBackTopic.ENTITIES,
          QueriesTopic.ENTITIES,
          Store.ENTITIES,
          Zoo.ENTITIES,
          FetchingTopic.ENTITIES,
          StreamsTopic.ENTITIES,
          LikesTopic.ENTITIES,
          ErrorsTopic.ENTITIES,
          TransactionsTopic.ENTITIES,
          LocksTopic.ENTITIES,
          ComparisonsTopic.ENTITIES,
          DeadlockTopic.ENTITIES,
          RefusalsTopic.ENTITIES);

  private static final byte[] CURSOR_KEY = new byte[16];

  private final SuiteDatabase database;
  private final StatementLog log = new StatementLog();
  private final TouchedTables touched = new TouchedTables();
  private String url;
  private Connection jdbc;
  private SessionFactory sessions;

  DialectSuite(SuiteDatabase database) {
    this.database = database;
  }

  @BeforeAll
  void open() throws SQLException {
    url = database.freshUrl(name());
    jdbc = DriverManager.getConnection(url);
    sessions =
        otherFactory(ENTITIES.stream().flatMap(List::stream).toArray(Class<?>[]::new)).build();
    sessions.schema().createMissing();
  }

  @BeforeEach
  void clean() throws SQLException {
    for (String table : touched.take()) {
      execute("delete from " + table);
    }
    log.clear();
  }

  @AfterAll
  void close() throws SQLException {
    if (sessions != null) {
      sessions.close();
    }
    if (jdbc != null) {
      jdbc.close();
    }
  }

  @Override
  public final SuiteDatabase database() {
    return database;
  }

  @Override
  public final SessionFactoryBuilder otherFactory(Class<?>... entities) {
    return factory(url, entities);
  }

  @Override
  public final SessionFactoryBuilder tunedFactory(Class<?>... entities) {
    return factory(database.tuned(url), entities);
  }

  @Override
  public final SessionFactoryBuilder factoryOn(DataSource source, Class<?>... entities) {
    return heard(Rowan.configure(source), entities);
  }

  @Override
  public final SessionFactoryBuilder factoryOn(ConnectionSource source, Class<?>... entities) {
    return heard(Rowan.configure(source), entities);
  }

  @Override
  public final Wire wire() throws IOException {
    return database.wire(name());
  }

  private String name() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  @Override
  public final SessionFactoryBuilder severalFactory(Class<?>... entities) {
    return factory(database.with(url, database.severalOptions()), entities);
  }

  private SessionFactoryBuilder factory(String toUrl, Class<?>... entities) {
    return heard(Rowan.connect(toUrl, null, null), entities);
  }

  private SessionFactoryBuilder heard(SessionFactoryBuilder builder, Class<?>... entities) {
    return builder.entities(entities).cursorKey(CURSOR_KEY).listener(log).listener(touched);
  }

  @Override
  public final SessionFactory sessions() {
    return sessions;
  }

  @Override
  public final StatementLog log() {
    return log;
  }

  @Override
  public final Connection jdbc() {
    return jdbc;
  }

  @Test
  void dialect_ofTheConnection_isThatOfTheDatabase() throws SQLException {
    assertThat(Dialects.of(jdbc)).isExactlyInstanceOf(database.dialect());
  }
}
