package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rowanorm.Rowan;
import org.rowanorm.agent.Enhancer;
import org.rowanorm.error.SchemaException;
import org.rowanorm.session.Session;
import org.rowanorm.session.SessionFactory;
import org.rowanorm.support.Sources;

/**
 * Compiles and runs the snippets of the page on the schema, with the migration tools that it speaks
 * of.
 */
class SchemaDocTest {

  private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private static final String ENTITY =
      """
      package shop;

      @jakarta.persistence.Entity
      public class Bill {
        @jakarta.persistence.Id int id;
        String customer;

        public Bill(int id) {
          this.id = id;
        }
      }
      """;

  private static final String RUN =
      """
      import java.sql.Connection;
      import javax.sql.DataSource;
      import liquibase.command.CommandScope;
      import liquibase.database.DatabaseFactory;
      import liquibase.database.jvm.JdbcConnection;
      import org.flywaydb.core.Flyway;
      import org.rowanorm.Rowan;
      import org.rowanorm.schema.Schema;
      import org.rowanorm.session.Session;
      import org.rowanorm.session.SessionFactory;
      import shop.Bill;

      public class Run {
        public static void run(DataSource dataSource, String url%s) throws Exception {
          String user = "";
          String password = "";
          %s
        }
      }
      """;

  @TempDir Path folder;

  private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
  private final JdbcDataSource source = new JdbcDataSource();
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private URLClassLoader classes;

  @BeforeEach
  void compile() throws IOException {
    source.setURL(url);
    write(Sources.compile("shop.Bill", ENTITY));
    classes = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before);
    Thread.currentThread().setContextClassLoader(classes);
  }

  @AfterEach
  void restore() throws Exception {
    Thread.currentThread().setContextClassLoader(before);
    classes.close();
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("shutdown");
    }
  }

  private void write(Map<String, byte[]> compiled) throws IOException {
    Enhancer enhancer = new Enhancer(name -> compiled.get(name.replace('/', '.')));
    for (Map.Entry<String, byte[]> type : compiled.entrySet()) {
      Path file = folder.resolve(type.getKey().replace('.', '/') + ".class");
      Files.createDirectories(file.getParent());
      byte[] enhanced = enhancer.enhance(type.getKey(), type.getValue());
      Files.write(file, Objects.requireNonNullElse(enhanced, type.getValue()));
    }
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("../docs/schema.md"));
  }

  /** The snippet below a title of the page. */
  private static String snippet(String title) throws IOException {
    Matcher snippet = SNIPPET.matcher(page().split("## " + title + "\n", -1)[1]);
    assertThat(snippet.find()).isTrue();
    return snippet.group(1);
  }

  private void run(String snippet, SessionFactory sessions) throws Exception {
    boolean given = !snippet.contains("SessionFactory sessions =");
    String text = RUN.formatted(given ? ", SessionFactory sessions" : "", snippet);
    Sources run = Sources.loader(Sources.compile("Run", text, "shop.Bill", ENTITY), classes);
    Class<?>[] types =
        given
            ? new Class<?>[] {DataSource.class, String.class, SessionFactory.class}
            : new Class<?>[] {DataSource.class, String.class};
    Object[] arguments = given ? new Object[] {source, url, sessions} : new Object[] {source, url};
    try {
      run.get("Run").getMethod("run", types).invoke(null, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private SessionFactory sessions() {
    return Rowan.configure(source).entitiesIn("shop").build();
  }

  private void script(String name, String before) throws IOException {
    StringBuilder script = new StringBuilder(before);
    try (SessionFactory sessions = sessions()) {
      sessions.schema().createScript(script);
    }
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, script);
  }

  @Test
  void eachSnippet_isRun() throws IOException {
    List<String> titles =
        List.of("Commands", "What is compared", "A schema for each tenant", "Beside Flyway");
    for (String title : titles) {
      assertThat(snippet(title)).isNotBlank();
    }
    assertThat(page().split("```java", -1)).hasSize(titles.size() + 2);
  }

  @Test
  void lease_isCompiled() throws Exception {
    try (SessionFactory sessions = sessions()) {
      run(snippet("Commands"), sessions);
      assertThat(tables()).isEmpty();
    }
  }

  @Test
  void validate_findsWhatIsMissing() throws Exception {
    assertThatThrownBy(() -> run(snippet("What is compared"), null))
        .isInstanceOf(SchemaException.class);
    try (SessionFactory sessions = sessions()) {
      sessions.schema().create();
    }
    run(snippet("What is compared"), null);
  }

  @Test
  void tenants_haveSchemas() throws Exception {
    sql("create schema north");
    sql("create schema south");
    try (SessionFactory sessions = sessions()) {
      run(snippet("A schema for each tenant"), sessions);
      try (Session session = sessions.inSchema("north").open()) {
        assertThat(session.query(classes.loadClass("shop.Bill")).all()).hasSize(1);
      }
      try (Session session = sessions.inSchema("south").open()) {
        assertThat(session.query(classes.loadClass("shop.Bill")).all()).isEmpty();
      }
    }
  }

  @Test
  void flyway_migratesByTheScript_andValidateAgrees() throws Exception {
    script("db/migration/V1__start.sql", "");
    run(snippet("Beside Flyway"), null);
    assertThat(tables()).contains("BILL").anyMatch(table -> table.startsWith("flyway"));
    sql("alter table bill drop column customer");
    assertThatThrownBy(() -> run(snippet("Beside Flyway"), null))
        .isInstanceOf(SchemaException.class);
  }

  @Test
  void liquibase_updatesByTheScript_andValidateAgrees() throws Exception {
    String header = page().split("```sql\n", -1)[1].split("```", -1)[0];
    assertThat(header).startsWith("--liquibase formatted sql");
    script("db/changelog.sql", header);
    try (SessionFactory sessions = sessions()) {
      run(snippet("Beside Liquibase"), sessions);
      assertThat(tables()).contains("BILL", "DATABASECHANGELOG");
      sql("alter table bill drop column customer");
      assertThatThrownBy(() -> run(snippet("Beside Liquibase"), sessions))
          .isInstanceOf(SchemaException.class);
    }
  }

  private void sql(String text) throws Exception {
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(text);
    }
  }

  private List<String> tables() throws Exception {
    try (var connection = source.getConnection();
        var rows = connection.getMetaData().getTables(null, "PUBLIC", "%", null)) {
      List<String> tables = new java.util.ArrayList<>();
      while (rows.next()) {
        tables.add(rows.getString("TABLE_NAME"));
      }
      return tables;
    }
  }
}
