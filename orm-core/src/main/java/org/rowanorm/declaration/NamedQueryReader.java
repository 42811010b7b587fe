package org.rowanorm.declaration;

import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.NamedStoredProcedureQuery;
import jakarta.persistence.SqlResultSetMapping;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.mapping.NamedQueries;

/** Reads the named queries of entities and of what they extend. For one use by one thread. */
final class NamedQueryReader {

  /** The classes that declare the names of one kind of thing. */
  private record Names(String what, Map<String, Class<?>> places) {}

  private final Set<Class<?>> classes;
  private final Faults faults;

  NamedQueryReader(Collection<Class<?>> entities, Faults faults) {
    this.classes = classes(entities);
    this.faults = faults;
  }

  /** The entities and what they extend, each once and what is extended first. */
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

  NamedQueries read() {
    Names queries = new Names("queries", new HashMap<>());
    Names mappings = new Names("result set mappings", new HashMap<>());
    return new NamedQueries(
        all(NamedQuery.class, queries),
        all(NamedNativeQuery.class, queries),
        all(NamedStoredProcedureQuery.class, queries),
        all(SqlResultSetMapping.class, mappings));
  }

  private <A extends Annotation> Map<String, A> all(Class<A> kind, Names names) {
    Map<String, A> found = new LinkedHashMap<>();
    for (Class<?> type : classes) {
      for (A said : type.getDeclaredAnnotationsByType(kind)) {
        String name = name(said);
        refuseSame(names, name, type);
        found.put(name, said);
      }
    }
    return found;
  }

  private static String name(Annotation said) {
    if (said instanceof NamedQuery query) {
      return query.name();
    }
    if (said instanceof NamedNativeQuery query) {
      return query.name();
    }
    return said instanceof NamedStoredProcedureQuery query
        ? query.name()
        : ((SqlResultSetMapping) said).name();
  }

  private void refuseSame(Names names, String name, Class<?> type) {
    Class<?> other = names.places().put(name, type);
    if (other != null) {
      faults.add(
          ErrorCode.DUPLICATE_NAME,
          "Two " + names.what() + " are named '" + name + "'",
          "at " + other.getName() + " and " + type.getName(),
          "give one of them another name");
    }
  }
}
