package org.rowanorm.jdbc;

/**
 * A SELECT that is to be sent, and what reads its rows. For one use.
 *
 * @param sql the text
 * @param reader what its result is given to
 */
public record Read(String sql, Parameters parameters, ResultReader reader) {}
