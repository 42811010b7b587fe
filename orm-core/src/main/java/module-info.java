/** Rowan: rows to objects and back. */
module org.rowanorm.core {
  requires transitive jakarta.persistence;
  requires transitive java.sql;
  requires com.github.benmanes.caffeine;
  requires org.objectweb.asm;
  requires org.slf4j;
  requires static com.zaxxer.hikari;
  requires static com.fasterxml.jackson.databind;
  requires static tools.jackson.databind;
  requires static transitive org.jspecify;

  exports org.rowanorm;
  exports org.rowanorm.session;
  exports org.rowanorm.query;
  exports org.rowanorm.flush.preview;
  exports org.rowanorm.tree;
  exports org.rowanorm.error;
  exports org.rowanorm.schema;
  exports org.rowanorm.mapping;
  exports org.rowanorm.type;
  exports org.rowanorm.dialect;
  exports org.rowanorm.jdbc;
  exports org.rowanorm.sql;
  exports org.rowanorm.entity;
  exports org.rowanorm.annotation;

  uses org.rowanorm.dialect.Dialect;

  provides org.rowanorm.dialect.Dialect with
      org.rowanorm.dialect.H2Dialect,
      org.rowanorm.dialect.MariaDbDialect,
      org.rowanorm.dialect.MySqlDialect,
      org.rowanorm.dialect.PostgresDialect;
}
