package org.rowanorm.agent;

import java.util.ArrayList;
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
        List<Member> found = getters.get(name);
        if (found == null) {
          found = new ArrayList<>();
          getters.put(name, found);
        }
        found.add(member);
      }
    }
    for (Map.Entry<String, List<Member>> getter : getters.entrySet()) {
      getter.setValue(chosenFirst(getter.getValue()));
    }
  }

  private static boolean isCandidate(Member getter) {
    return !getter.isSynthetic()
        && !getter.marks().unmapped()
        && (!getter.isAbstract() || getter.isMapped());
  }

  /** Of {@code is} and {@code get} the annotated one counts, or that with a setter, or is. */
  private List<Member> chosenFirst(List<Member> found) {
    int best = 0;
    for (int i = 1; i < found.size(); i++) {
      best = rank(found.get(i)) > rank(found.get(best)) ? i : best;
    }
    Member chosen = found.get(best);
    List<Member> sorted = new ArrayList<>(List.of(chosen));
    for (int i = 0; i < found.size(); i++) {
      if (i != best && found.get(i).descriptor().equals(chosen.descriptor())) {
        sorted.add(found.get(i)); // gives the same, and so must pass the same trap
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
    for (Map.Entry<String, List<Member>> found : getters.entrySet()) {
      Member getter = found.getValue().get(0);
      Member setter = isWanted(getter, type) ? setter(getter) : null;
      if (setter != null) {
        Property property = new Property(found.getValue(), setter);
        attributes.add(new Attribute(found.getKey(), getter.given(), getter.access(), property));
      }
    }
    return attributes;
  }

  /**
   * Refuses what is annotated and cannot be an attribute.
   *
   * @throws EnhancementException naming the method
   */
  void check(AccessType type) {
    for (Map.Entry<String, List<Member>> found : getters.entrySet()) {
      Member getter = found.getValue().get(0);
      if (isWanted(getter, type) && getter.isMapped()) {
        checkSetter(found.getKey(), getter);
        checkTwin(found.getKey(), found.getValue());
      }
    }
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
