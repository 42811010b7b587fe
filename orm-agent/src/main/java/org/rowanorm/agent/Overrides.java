package org.rowanorm.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.rowanorm.agent.MappedClass.Inherited;

/** Finds the methods of a class that override the getter or setter of a level above. */
final class Overrides {

  private Overrides() {}

  /** The getters that override those of a property. */
  static List<Member> getters(ClassShape shape, Inherited above) {
    List<Member> overriding = new ArrayList<>();
    for (Member getter : above.property().getters()) {
      for (Member member : shape.members()) {
        if (isOverride(member, getter, above.near()) && member.descriptor().startsWith("()")) {
          overriding.add(member); // whatever it gives: what it overrides has no parameter either
        }
      }
    }
    return overriding;
  }

  /**
   * The setters that override that of a property: they take the same type, or a bridge that does
   * leads to them.
   */
  static List<Member> setters(ClassShape shape, Inherited above) {
    Member setter = above.property().setter();
    List<Member> overriding = new ArrayList<>();
    List<Member> others = new ArrayList<>();
    String taken = setter.taken();
    boolean bridged = false;
    for (Member member : shape.members()) {
      boolean same = !member.isField() && Objects.equals(member.taken(), taken);
      if (isOverride(member, setter, above.near())) {
        (same ? overriding : others).add(member);
      }
      bridged |= same && member.isSynthetic() && member.name().equals(setter.name());
    }
    return bridged && others.size() == 1 ? others : overriding;
  }

  private static boolean isOverride(Member member, Member above, boolean near) {
    return !member.isField()
        && member.name().equals(above.name())
        && !member.isSynthetic()
        && !member.isAbstract()
        && above.isOpen(near);
  }
}
