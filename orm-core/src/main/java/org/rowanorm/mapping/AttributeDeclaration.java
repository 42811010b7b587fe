package org.rowanorm.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.ComponentAccess;

/** What was declared of one attribute, before anything is resolved. */
sealed interface AttributeDeclaration {

  /** The attribute as its class declares it. */
  Member member();

  /** Its number in the entity, or in the embeddable that it is part of. */
  int slot();

  /** Whether it is the id, or part of it. */
  boolean id();

  /** Its name. */
  default String name() {
    return member().name();
  }

  /** The attribute as messages name it. */
  default String place() {
    return member().place();
  }

  /**
   * A value in one column.
   *
   * @param value how it stands in its column
   * @param generation how its values are made where it is the id, else null
   */
  record Basic(
      Member member,
      int slot,
      @Nullable IdGeneration generation,
      boolean version,
      ValueDeclaration value,
      ColumnDeclaration column)
      implements AttributeDeclaration {

    @Override
    public boolean id() {
      return generation != null;
    }
  }

  /** A value of several columns. */
  record Embedded(
      Member member,
      int slot,
      boolean id,
      ComponentAccess component,
      List<AttributeDeclaration> parts)
      implements AttributeDeclaration {}

  /**
   * A reference to one other object.
   *
   * @param columns those of the foreign key that were declared
   */
  record ToOne(
      Member member,
      int slot,
      boolean id,
      Class<?> target,
      boolean optional,
      List<ColumnDeclaration> columns,
      Cascades cascades,
      boolean orphanRemoval)
      implements AttributeDeclaration {}

  /**
   * A collection of other objects.
   *
   * @param columns those of the foreign key that were declared
   * @param orderBy null for no order, empty for that of the ids
   */
  record ToMany(
      Member member,
      int slot,
      Class<?> target,
      String mappedBy,
      List<ColumnDeclaration> columns,
      @Nullable String orderBy,
      Cascades cascades,
      boolean orphanRemoval)
      implements AttributeDeclaration {

    @Override
    public boolean id() {
      return false;
    }
  }
}
