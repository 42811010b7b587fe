package org.rowanorm.declaration;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.SequenceGenerators;
import jakarta.persistence.TableGenerator;
import jakarta.persistence.TableGenerators;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Access;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.Nearest;
import org.rowanorm.mapping.IdCounter;
import org.rowanorm.mapping.TableDetails;
import org.rowanorm.mapping.TableName;

/**
 * Finds the sequence or the table that {@code @GeneratedValue} means, among the generators that the
 * entities, their ids and their packages declare. For one use by one thread.
 */
final class IdCounters {

  private static final int BLOCK = 50;

  /** A generator with the place where it stands; the name is empty where it has none. */
  private record Found(String name, IdCounter counter, String place) {}

  /** The id that asks for a counter. */
  record Asked(Member member, Class<?> type, String entityName, GeneratedValue said) {}

  private final Naming naming;
  private final Faults faults;
  private final Map<String, Found> byName = new HashMap<>();
  private final Map<Object, Found> bySource = new HashMap<>();
  private final Set<AnnotatedElement> read = new HashSet<>();

  IdCounters(Collection<Class<?>> entities, Naming naming, Faults faults) {
    this.naming = naming;
    this.faults = faults;
    for (Class<?> entity : entities) {
      for (Class<?> c = entity; c != null && c != Object.class; c = c.getSuperclass()) {
        if (c.getPackage() != null) {
          collect(c.getPackage(), "", "package " + c.getPackageName());
        }
        Entity said = c.getDeclaredAnnotation(Entity.class);
        collect(c, said == null ? "" : name(c, said), c.getSimpleName());
      }
      if (entity.isAnnotationPresent(Entity.class)) {
        collectMembers(entity);
      }
    }
  }

  private static String name(Class<?> type, Entity said) {
    return said.name().isEmpty() ? type.getSimpleName() : said.name();
  }

  private void collectMembers(Class<?> entity) {
    Access access = Access.of(entity);
    for (int slot = 0; slot < access.slots(); slot++) {
      if (declaresAny(access.slot(slot).member())) {
        Member member = Member.of(entity, access.slot(slot));
        collect(member.annotations(), "", member.place());
      }
    }
  }

  private static boolean declaresAny(AnnotatedElement element) {
    return element.isAnnotationPresent(SequenceGenerator.class)
        || element.isAnnotationPresent(SequenceGenerators.class)
        || element.isAnnotationPresent(TableGenerator.class)
        || element.isAnnotationPresent(TableGenerators.class);
  }

  /** Takes the generators on an element in; those without a name have that of the entity. */
  private void collect(AnnotatedElement element, String entityName, String place) {
    if (!read.add(element)) {
      return;
    }
    for (Found found : on(element, entityName, place)) {
      refuseNothing(found);
      if (!found.name().isEmpty()) {
        Found other = byName.putIfAbsent(found.name(), found);
        if (other != null && !other.counter().equals(found.counter())) {
          faults.add(
              ErrorCode.DUPLICATE_GENERATOR,
              "Two generators are named " + found.name(),
              "at " + other.place() + " and " + found.place(),
              "give one of them another name");
        }
      }
    }
  }

  private List<Found> on(AnnotatedElement element, String entityName, String place) {
    List<Found> found = new ArrayList<>();
    for (SequenceGenerator said : element.getDeclaredAnnotationsByType(SequenceGenerator.class)) {
      String name = said.name().isEmpty() ? entityName : said.name();
      found.add(new Found(name, sequence(said, entityName), place));
    }
    for (TableGenerator said : element.getDeclaredAnnotationsByType(TableGenerator.class)) {
      String name = said.name().isEmpty() ? entityName : said.name();
      found.add(new Found(name, row(said, name), place));
    }
    return found;
  }

  private IdCounter sequence(SequenceGenerator said, String entityName) {
    String name = said.sequenceName().isEmpty() ? said.name() : said.sequenceName();
    return new IdCounter.Sequence(
        naming.table(
            said.catalog(), said.schema(), name.isEmpty() ? sequenceName(entityName) : name),
        said.initialValue(),
        said.allocationSize(),
        said.options());
  }

  private String sequenceName(String entityName) {
    return naming.strategy().sequence(entityName);
  }

  private IdCounter row(TableGenerator said, String name) {
    return new IdCounter.Row(
        naming.table(
            said.catalog(), said.schema(), said.table().isEmpty() ? IdCounter.TABLE : said.table()),
        said.pkColumnName().isEmpty() ? IdCounter.KEY_COLUMN : said.pkColumnName(),
        said.valueColumnName().isEmpty() ? IdCounter.VALUE_COLUMN : said.valueColumnName(),
        said.pkColumnValue().isEmpty() ? name : said.pkColumnValue(),
        said.initialValue(),
        said.allocationSize(),
        TableDetails.of(said));
  }

  private void refuseNothing(Found found) {
    if (found.counter().allocationSize() < 1) {
      faults.add(
          ErrorCode.WRONG_GENERATOR,
          "A generator takes " + found.counter().allocationSize() + " ids at once",
          "at " + found.place(),
          "give an allocationSize of 1 or more");
    }
  }

  /** Whether a generator is declared for an id that leaves the strategy open. */
  @Nullable GenerationType strategyOf(Asked asked) {
    Found found = declared(asked);
    if (found == null) {
      return asked.said().generator().isEmpty() ? null : GenerationType.SEQUENCE;
    }
    return strategy(found.counter());
  }

  private static GenerationType strategy(IdCounter counter) {
    return counter instanceof IdCounter.Sequence ? GenerationType.SEQUENCE : GenerationType.TABLE;
  }

  /** The counter of an id; null, with a fault, where there is none. */
  @Nullable IdCounter of(Asked asked, GenerationType strategy) {
    Found found = declared(asked);
    if (found == null && !asked.said().generator().isEmpty()) {
      String name = asked.said().generator();
      faults.add(
          ErrorCode.UNKNOWN_GENERATOR,
          "No generator '" + name + "'" + Nearest.hint(name, byName.keySet()),
          "at " + asked.member().place(),
          "declare it with @SequenceGenerator or @TableGenerator on the id, an entity or a package");
      return null;
    }
    if (found != null && strategy(found.counter()) != strategy) {
      faults.add(
          ErrorCode.WRONG_GENERATOR,
          "The strategy " + strategy + " cannot use a generator of " + strategy(found.counter()),
          "at " + asked.member().place() + ", with the generator at " + found.place(),
          "name the other strategy, or another generator");
      return null;
    }
    Found used = found == null ? unsaid(asked, strategy) : found;
    refuseOther(used);
    return used.counter();
  }

  /** The generator that is named; or else that on the id, on its class, or of the entity's name. */
  private @Nullable Found declared(Asked asked) {
    if (!asked.said().generator().isEmpty()) {
      return byName.get(asked.said().generator());
    }
    Member member = asked.member();
    List<Found> own = new ArrayList<>(on(member.annotations(), asked.entityName(), member.place()));
    for (Class<?> c = asked.type(); c != null && c != Object.class; c = c.getSuperclass()) {
      for (Found found : on(c, asked.entityName(), c.getSimpleName())) {
        if (found.name().equals(asked.entityName())) {
          own.add(found);
        }
      }
    }
    return own.isEmpty() ? byName.get(asked.entityName()) : own.get(0);
  }

  private Found unsaid(Asked asked, GenerationType strategy) {
    String name = asked.entityName();
    IdCounter counter =
        strategy == GenerationType.SEQUENCE
            ? new IdCounter.Sequence(new TableName(null, sequenceName(name)), 1, BLOCK, "")
            : IdCounter.Row.of(name, 0, BLOCK);
    return new Found(name, counter, asked.member().place());
  }

  /** Blocks of different sizes from one sequence would overlap. */
  private void refuseOther(Found found) {
    Object source =
        found.counter() instanceof IdCounter.Row row
            ? List.of(row.name(), row.key())
            : found.counter().name();
    Found other = bySource.putIfAbsent(source, found);
    if (other != null && !other.counter().equals(found.counter())) {
      faults.add(
          ErrorCode.WRONG_GENERATOR,
          "Two generators use "
              + found.counter().name().name()
              + " and do not agree on its start, blocks or options",
          "at " + other.place() + " and " + found.place(),
          "let both entities name one generator, or give one of them another sequence or row");
    }
  }
}
