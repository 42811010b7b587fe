package org.rowanorm.agent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;
import org.rowanorm.agent.Attribute.Property;

/**
 * The getters of one class, by the property that they are of, in their order; from them its
 * property attributes are made. Not thread-safe.
 *
 * <p>A getter that is not annotated is an attribute only if it has a setter: without one it gives
 * something computed. One that is abstract must be annotated: else the attribute is that of the
 * class which implements it.
 */
final class Properties {

  private final ClassShape shape;
  private final Map<String, List<Member>> getters = new LinkedHashMap<>();

  Properties(ClassShape shape) {
    this.shape = shape;
    for (Member member : shape.members()) {
      String name =
          member.isField() ? null : PropertyName.ofGetter(member.name(), member.descriptor());
      if (name != null && isCandidate(member)) {
        getters.computeIfAbsent(name, key -> new ArrayList<>()).add(member);
      }
    }
    getters.replaceAll((name, found) -> chosenFirst(found));
  }

  private static boolean isCandidate(Member getter) {
    return !getter.isSynthetic()
        && !getter.marks().unmapped()
        && (!getter.isAbstract() || getter.isMapped());
  }

  /** Of {@code is} and {@code get} the annotated one counts, or that with a setter, or is. */
  private List<Member> chosenFirst(List<Member> found) {
    Member chosen = Collections.max(found, Comparator.comparingInt(this::rank));
    List<Member> sorted = new ArrayList<>(List.of(chosen));
    for (Member other : found) {
      if (!other.equals(chosen) && other.descriptor().equals(chosen.descriptor())) {
        sorted.add(other); // gives the same, and so must pass the same trap
      }
    }
    return sorted;
  }

  private int rank(Member getter) {
    return (getter.isMapped() ? 4 : 0)
        + (setter(getter) != null ? 2 : 0)
        + (getter.name().startsWith("is") ? 1 : 0);
  }

  /** The property attributes: all, or those that ask for it in a class whose fields count. */
  List<Attribute> attributes(AccessType type) {
    List<Attribute> attributes = new ArrayList<>();
    getters.forEach(
        (name, found) -> {
          Member getter = found.get(0);
          Member setter = setter(getter);
          if (setter != null && isWanted(getter, type)) {
            Property property = new Property(found, setter);
            attributes.add(new Attribute(name, getter.given(), getter.access(), property));
          }
        });
    return attributes;
  }

  /**
   * Refuses what is annotated and cannot be an attribute.
   *
   * @throws EnhancementException naming the method
   */
  void check(AccessType type) {
    getters.forEach(
        (name, found) -> {
          Member getter = found.get(0);
          if (isWanted(getter, type) && getter.isMapped()) {
            checkSetter(name, getter);
            checkTwin(name, found);
          }
        });
  }

  private void checkSetter(String name, Member getter) {
    if (setter(getter) == null) {
      String setter =
          PropertyName.setter(getter.name())
              + '('
              + Type.getType(getter.given()).getClassName()
              + ')';
      throw new EnhancementException(
          "The attribute '" + name + "' has the getter " + getter.name() + "(), but no setter.",
          shape.name(),
          "Add " + setter + ", which may be private, or annotate the getter with @Transient.");
    }
  }

  private void checkTwin(String name, List<Member> found) {
    if (found.size() > 1 && found.get(1).isMapped()) {
      throw new EnhancementException(
          "The attribute '" + name + "' has two annotated getters.",
          shape.name(),
          "Annotate only one of " + found.get(0).name() + "() and " + found.get(1).name() + "().");
    }
  }

  private static boolean isWanted(Member getter, AccessType type) {
    return type == AccessType.PROPERTY || getter.marks().access() == AccessType.PROPERTY;
  }

  private @Nullable Member setter(Member getter) {
    String name = PropertyName.setter(getter.name());
    for (Member member : shape.members()) {
      if (member.name().equals(name)
          && !member.isField()
          && !member.isSynthetic()
          && getter.given().equals(member.taken())) {
        return member;
      }
    }
    return null;
  }
}
