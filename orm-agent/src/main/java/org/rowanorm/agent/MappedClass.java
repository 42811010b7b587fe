package org.rowanorm.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One class level that is about to be enhanced, mapped or embeddable. Immutable.
 *
 * @param attributes in the order of their slots
 * @param inherited the property attributes of the mapped levels above
 * @param root whether no mapped class stands above it
 * @param superConstructor the descriptor of the superclass's constructor that the added one calls,
 *     or null where none is added
 * @param serialVersion the value of the field to add, or null
 */
record MappedClass(
    ClassShape shape,
    List<Attribute> attributes,
    List<Inherited> inherited,
    boolean root,
    @Nullable String superConstructor,
    @Nullable Long serialVersion) {

  /**
   * A property attribute of a level above.
   *
   * @param owner the class that has its accessors
   * @param near whether that is in the same package
   */
  record Inherited(String owner, boolean near, Attribute attribute, Attribute.Property property) {}

  String name() {
    return shape.name();
  }

  /** The direct superclass, through which the statics of the mapped class above are called. */
  String superName() {
    return shape.superName();
  }

  MappedClass withSerialVersion(long version) {
    return new MappedClass(shape, attributes, inherited, root, superConstructor, version);
  }

  int words() {
    return Contract.words(attributes().size());
  }

  /** The type of the two mask fields of a word. */
  String maskType(int word) {
    return Contract.maskType(attributes().size(), word);
  }
}
