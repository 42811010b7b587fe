package org.rowanorm.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.bytebuddy.jar.asm.Opcodes;
import org.rowanorm.agent.Attribute.Property;

/** Finds the methods of a class that override the getter or setter of a level above. */
final class Overrides {

  private Overrides() {}

  /** The getters that override those of a property. */
  static List<Member> getters(ClassShape shape, Property property) {
    List<Member> overriding = new ArrayList<>();
    for (Member getter : property.getters()) {
      for (Member member : shape.members()) {
        if (isOverride(member, getter) && member.descriptor().startsWith("()")) {
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
  static List<Member> setters(ClassShape shape, Property property) {
    List<Member> overriding = new ArrayList<>();
    List<Member> others = new ArrayList<>();
    String taken = property.setter().taken();
    boolean bridged = false;
    for (Member member : shape.members()) {
      boolean same = !member.isField() && Objects.equals(member.taken(), taken);
      if (isOverride(member, property.setter())) {
        (same ? overriding : others).add(member);
      }
      bridged |= same && member.isSynthetic() && member.name().equals(property.setter().name());
    }
    return bridged && others.size() == 1 ? others : overriding;
  }

  private static boolean isOverride(Member member, Member above) {
    return !member.isField()
        && member.name().equals(above.name())
        && !member.isSynthetic()
        && !member.isAbstract()
        && above.call() == Opcodes.INVOKEVIRTUAL;
  }
}
