package org.rowanorm.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One mapped class level that is about to be enhanced. Immutable.
 *
 * @param root whether no mapped class stands above it
 * @param superConstructor the descriptor of the superclass's constructor that the added one calls,
 *     or null where none is added
 * @param serialVersion the value of the field to add, or null
 */
record MappedClass(
    ClassShape shape,
    boolean root,
    @Nullable String superConstructor,
    @Nullable Long serialVersion) {

  String name() {
    return shape.name();
  }

  /** The direct superclass, through which the statics of the mapped class above are called. */
  String superName() {
    return shape.superName();
  }

  List<Attribute> attributes() {
    return shape.attributes();
  }

  MappedClass withSerialVersion(long version) {
    return new MappedClass(shape, root, superConstructor, version);
  }

  int words() {
    return Contract.words(attributes().size());
  }
}
