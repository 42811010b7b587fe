package org.rowanorm.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attribute of a class level: a field that is woven, or a getter and its setter. Immutable.
 *
 * @param descriptor its type
 * @param access the access flags of the field, or of the getter
 * @param property the methods of an attribute that is no field, else null
 */
record Attribute(String name, String descriptor, int access, @Nullable Property property) {

  /**
   * The methods of an attribute.
   *
   * @param getters that of the attribute, and a second one where there are both {@code is} and
   *     {@code get}
   */
  record Property(List<Member> getters, Member setter) {
    Member getter() {
      return getters.get(0);
    }
  }

  static Attribute of(Member field) {
    return new Attribute(field.name(), field.descriptor(), field.access(), null);
  }

  boolean isField() {
    return property == null;
  }

  boolean isField(String field, String type) {
    return isField() && name.equals(field) && descriptor.equals(type);
  }
}
