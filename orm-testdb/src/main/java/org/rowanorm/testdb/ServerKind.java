package org.rowanorm.testdb;

/** The kinds of database server that tests can ask for. */
public enum ServerKind {
  MYSQL("MySQL", "mysql", "mysql", 3306),
  MARIADB("MariaDB", "mariadb", "mariadb", 3306),
  POSTGRES("PostgreSQL", "postgres", "postgresql", 5432);

  private final String product;
  private final String key;
  private final String driver;
  private final int defaultPort;

  ServerKind(String product, String key, String driver, int defaultPort) {
    this.product = product;
    this.key = key;
    this.driver = driver;
    this.defaultPort = defaultPort;
  }

  /** How people write its name. */
  public String product() {
    return product;
  }

  /** Its name in system properties and file names: {@code rowan.test.KEY.url}. */
  String key() {
    return key;
  }

  /** The word after {@code jdbc:} in the URLs of its own driver. */
  String driver() {
    return driver;
  }

  int defaultPort() {
    return defaultPort;
  }

  /** The database to connect to for work on databases, empty where none is needed. */
  String adminDatabase() {
    return this == POSTGRES ? "postgres" : "";
  }

  /** Drops a database, if it is there, even where a forgotten connection still uses it. */
  String dropDatabase(String name) {
    return "DROP DATABASE IF EXISTS " + name + (this == POSTGRES ? " WITH (FORCE)" : "");
  }
}
