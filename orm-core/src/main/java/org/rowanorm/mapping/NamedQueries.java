package org.rowanorm.mapping;

import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.NamedStoredProcedureQuery;
import jakarta.persistence.SqlResultSetMapping;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;

/**
 * The named queries that entities and mapped superclasses declare, as they are written: they are
 * read by whoever knows their language. Immutable and thread-safe.
 */
public final class NamedQueries {

  private final Map<String, NamedQuery> queries = new LinkedHashMap<>();
  private final Map<String, NamedNativeQuery> nativeQueries = new LinkedHashMap<>();
  private final Map<String, NamedStoredProcedureQuery> procedures = new LinkedHashMap<>();
  private final Map<String, SqlResultSetMapping> resultSets = new LinkedHashMap<>();

  NamedQueries(Collection<Class<?>> entities, Faults faults) {
    Set<Class<?>> classes = classes(entities);
    Gathering gathering = new Gathering(faults, "queries");
    for (Class<?> type : classes) {
      gathering.add(type, NamedQuery.class, NamedQuery::name, queries);
      gathering.add(type, NamedNativeQuery.class, NamedNativeQuery::name, nativeQueries);
      gathering.add(
          type, NamedStoredProcedureQuery.class, NamedStoredProcedureQuery::name, procedures);
    }
    Gathering mappings = new Gathering(faults, "result set mappings");
    for (Class<?> type : classes) {
      mappings.add(type, SqlResultSetMapping.class, SqlResultSetMapping::name, resultSets);
    }
  }

  /** The entities and what they extend, each once. */
  private static Set<Class<?>> classes(Collection<Class<?>> entities) {
    Set<Class<?>> classes = new LinkedHashSet<>();
    for (Class<?> entity : entities) {
      List<Class<?>> lineage = new ArrayList<>();
      for (Class<?> c = entity; c != null && c != Object.class; c = c.getSuperclass()) {
        lineage.add(0, c);
      }
      classes.addAll(lineage);
    }
    return classes;
  }

  /** Gathers what shares one space of names. */
  private record Gathering(Faults faults, String what, Map<String, Class<?>> places) {

    Gathering(Faults faults, String what) {
      this(faults, what, new LinkedHashMap<>());
    }

    <A extends Annotation> void add(
        Class<?> type, Class<A> kind, Function<A, String> name, Map<String, A> found) {
      for (A said : type.getDeclaredAnnotationsByType(kind)) {
        String its = name.apply(said);
        Class<?> other = places.put(its, type);
        if (other != null) {
          faults.add(
              ErrorCode.DUPLICATE_NAME,
              "Two " + what + " are named '" + its + "'",
              "at " + other.getName() + " and " + type.getName(),
              "give one of them another name");
        }
        found.put(its, said);
      }
    }
  }

  /** The query of a name, or null. */
  public @Nullable NamedQuery query(String name) {
    return queries.get(name);
  }

  /** The query in SQL of a name, or null. */
  public @Nullable NamedNativeQuery nativeQuery(String name) {
    return nativeQueries.get(name);
  }

  /** The stored procedure of a name, or null. */
  public @Nullable NamedStoredProcedureQuery procedure(String name) {
    return procedures.get(name);
  }

  /** How the rows of a native query are read, by its name, or null. */
  public @Nullable SqlResultSetMapping resultSet(String name) {
    return resultSets.get(name);
  }

  /** The names of all queries, in the order in which they are declared. */
  public List<String> names() {
    List<String> names = new ArrayList<>(queries.keySet());
    names.addAll(nativeQueries.keySet());
    names.addAll(procedures.keySet());
    return names;
  }
}
