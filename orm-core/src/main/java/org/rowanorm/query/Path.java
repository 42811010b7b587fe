package org.rowanorm.query;

import java.util.Objects;
import org.rowanorm.tree.Node;
import org.rowanorm.tree.Source;

/**
 * An attribute that a query can set.
 *
 * @param <T> the Java type of the attribute
 */
public sealed interface Path<T> extends Loadable
    permits AnyPath,
        BooleanPath,
        ComparablePath,
        EntityPath,
        NumberPath,
        StringPath,
        TimePath,
        ValuePath {

  /**
   * The attribute of a name; dots lead through references. It is checked when the query takes it.
   * Classes that the annotation processor generates have typed ones.
   */
  static AnyPath path(String name) {
    return new AnyPath(new Node.Path(Source.Root.ROOT, Objects.requireNonNull(name)));
  }
}
