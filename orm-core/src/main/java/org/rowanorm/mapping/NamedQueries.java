package org.rowanorm.mapping;

import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.NamedStoredProcedureQuery;
import jakarta.persistence.SqlResultSetMapping;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The named queries that entities and mapped superclasses declare, by their names and as they are
 * written: they are read by whoever knows their language. Immutable.
 *
 * @param nativeQueries those in SQL
 * @param resultSets how rows of queries in SQL are read
 */
public record NamedQueries(
    Map<String, NamedQuery> queries,
    Map<String, NamedNativeQuery> nativeQueries,
    Map<String, NamedStoredProcedureQuery> procedures,
    Map<String, SqlResultSetMapping> resultSets) {

  /** Copies the maps, in their order. */
  public NamedQueries {
    queries = copy(queries);
    nativeQueries = copy(nativeQueries);
    procedures = copy(procedures);
    resultSets = copy(resultSets);
  }

  private static <V> Map<String, V> copy(Map<String, V> given) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(given));
  }
}
