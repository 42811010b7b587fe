package org.rowanorm.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.ToManyAttribute;

/**
 * What is known of a large collection that is not loaded: answers of the database, which count
 * until the session writes. Each question is asked for the same collections of a cohort too, so
 * that a loop over their owners sends one statement for a window of them. Of a list with an index
 * one window of elements is kept: those before are held weakly from then on. Not thread-safe.
 */
final class CollectionPart {

  private final ManagedEntity owner;
  private final ToManyAttribute attribute;
  private int writes;
  private @Nullable Long size;
  private @Nullable Object asked;
  private boolean there;
  private @Nullable Object position;
  private @Nullable Object element;
  private int from;
  private int below;
  private List<@Nullable Object> window = List.of();

  CollectionPart(ManagedEntity owner, ToManyAttribute attribute) {
    this.owner = owner;
    this.attribute = attribute;
    this.writes = owner.context().writes();
  }

  /** Forgets what was asked before the session wrote. */
  private CollectionPart renewed() {
    int now = owner.context().writes();
    if (writes != now) {
      writes = now;
      size = null;
      asked = null;
      position = null;
      window = List.of();
    }
    return this;
  }

  /** The same collections that are asked for too: of those that do not know the answer. */
  private Predicate<ManagedEntity> others(Predicate<CollectionPart> knows) {
    return member -> {
      ManagedCollection touched = member.collectionOrNull(attribute);
      CollectionPart known = touched == null ? null : touched.traps().partOrNull();
      return known == null || !knows.test(known.renewed());
    };
  }

  private CollectionPart of(ManagedEntity member) {
    return member.collection(attribute).traps().part().renewed();
  }

  /** Asks a question, as reads of attributes are: in the session, after it, or not at all. */
  <T> @Nullable T ask(Function<CollectionPart, @Nullable T> question) {
    PersistenceContext context = owner.context();
    if (owner.status().isOut()) {
      return ReadTraps.outside(owner, attribute).collection(attribute).traps().part().ask(question);
    }
    if (context.isClosed()) {
      AtomicReference<@Nullable T> answer = new AtomicReference<>();
      context.afterClose().run(() -> answer.set(answer(question)));
      return answer.get();
    }
    boolean outermost = context.guard().enter();
    try {
      context.requireUsable();
      return answer(question);
    } finally {
      context.guard().exit(outermost);
    }
  }

  private <T> @Nullable T answer(Function<CollectionPart, @Nullable T> question) {
    ReadTraps.requireLoadable(owner, attribute);
    return question.apply(renewed());
  }

  // ---- questions

  /**
   * The number of elements, with what the other side has said and is not written.
   *
   * @param added the elements that were added, which do not count
   */
  long size(List<Object> added) {
    if (size == null) {
      Map<ManagedEntity, Long> counts =
          loader().countElements(owner, attribute, others(part -> part.size != null));
      counts.forEach((member, count) -> of(member).size = count);
    }
    return Objects.requireNonNull(size) + owner.context().sides().more(owner, attribute, added);
  }

  /** Whether an element is there, or will be by what the other side has said. */
  boolean has(Object sought) {
    Boolean said = owner.context().sides().has(owner, attribute, sought);
    if (said != null) {
      return said;
    }
    if (!isAbout(sought)) {
      Map<ManagedEntity, Boolean> answers =
          loader().haveElement(owner, attribute, sought, others(part -> part.isAbout(sought)));
      answers.forEach((member, answer) -> of(member).answer(sought, answer));
    }
    return there;
  }

  /** Objects are told apart by what they are, values by what they say. */
  private boolean isAbout(Object sought) {
    return attribute.isAssociation() ? asked == sought : sought.equals(asked);
  }

  private void answer(Object about, boolean answer) {
    asked = about;
    there = answer;
  }

  /** What stands under a key of a map, or null. */
  @Nullable Object under(Object key) {
    if (!key.equals(position)) {
      Map<ManagedEntity, @Nullable Object> found =
          loader().elementsAt(owner, attribute, key, others(part -> key.equals(part.position)));
      found.forEach((member, value) -> of(member).stands(key, value));
    }
    return element;
  }

  private void stands(Object key, @Nullable Object value) {
    position = key;
    element = value;
  }

  // ---- windows of a list

  /**
   * What stands at an index. The first read takes one element, of the lists of the cohort too; one
   * near what was read before takes a window, forwards or backwards.
   *
   * @return null where the list has gaps there
   * @throws IndexOutOfBoundsException where the list ends before
   */
  @Nullable Object at(int index) {
    if (index >= 0 && !holds(index)) {
      if (isNear(index)) {
        turnTo(index);
      } else {
        begin(index);
      }
    }
    Object found = index >= 0 && holds(index) ? window.get(index - from) : null;
    if (found == null) {
      Objects.checkIndex(index, Math.toIntExact(size(List.of())));
    }
    return found;
  }

  private boolean holds(int index) {
    return index >= from && index - from < window.size();
  }

  private boolean isNear(int index) {
    int most = loader().cohortSize();
    return below > 0 && index > from - most && index < below + most;
  }

  private void begin(int index) {
    Map<ManagedEntity, @Nullable Object> found =
        loader().elementsAt(owner, attribute, index, others(part -> part.below > 0));
    found.forEach((member, first) -> of(member).keep(index, alone(first)));
  }

  private static List<@Nullable Object> alone(@Nullable Object first) {
    List<@Nullable Object> elements = new ArrayList<>(1);
    if (first != null) {
      elements.add(first);
    }
    return elements;
  }

  private void turnTo(int index) {
    int most = loader().cohortSize();
    boolean back = index < from;
    int first = back ? Math.max(0, index - most + 1) : index;
    int end = back ? index + 1 : Math.addExact(index, most);
    keep(first, loader().elementsBetween(owner, attribute, first, end));
  }

  private void keep(int first, List<@Nullable Object> elements) {
    owner.context().holdWeakly(window);
    window = elements;
    from = first;
    below = first + Math.max(1, elements.size());
  }

  private LazyLoader loader() {
    return owner.context().loader();
  }
}
