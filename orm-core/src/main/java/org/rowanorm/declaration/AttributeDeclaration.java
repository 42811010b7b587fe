package org.rowanorm.declaration;

import jakarta.persistence.JoinTable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.ComponentAccess;
import org.rowanorm.mapping.Cascades;
import org.rowanorm.mapping.CollectionLoading;
import org.rowanorm.mapping.GeneratedId;
import org.rowanorm.mapping.TableDetails;
import org.rowanorm.mapping.TableName;

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
      @Nullable GeneratedId generation,
      boolean version,
      ValueDeclaration value,
      ColumnDeclaration column)
      implements AttributeDeclaration {

    @Override
    public boolean id() {
      return generation != null;
    }

    /** The same in another column. */
    Basic inColumn(ColumnDeclaration other) {
      return new Basic(member, slot, generation, version, value, other);
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
   * @param table the table that has the foreign key, or null for that of the entity
   * @param mapsId the part of the id that it stands for, empty for all of it, or null for none
   */
  record ToOne(
      Member member,
      int slot,
      boolean id,
      Class<?> target,
      boolean optional,
      List<ColumnDeclaration> columns,
      @Nullable TableDeclaration table,
      @Nullable MapsIdDeclaration mapsId,
      Cascades cascades,
      boolean orphanRemoval)
      implements AttributeDeclaration {}

  /** The other object of a one-to-one association whose key is in that object's table. */
  record InverseToOne(
      Member member,
      int slot,
      Class<?> target,
      String mappedBy,
      Cascades cascades,
      boolean orphanRemoval)
      implements AttributeDeclaration {

    @Override
    public boolean id() {
      return false;
    }
  }

  /**
   * A collection of other objects or of values.
   *
   * @param elements what its elements are
   * @param table the table that was declared for it, or null
   * @param columns those of the foreign key that were declared
   * @param position its index or key as columns, or null
   * @param mapKey the element's attribute that is the key, empty for its id, or null
   * @param orderBy null for no order, empty for that of the ids
   */
  record ToMany(
      Member member,
      int slot,
      Elements elements,
      @Nullable TableDeclaration table,
      List<ColumnDeclaration> columns,
      @Nullable AttributeDeclaration position,
      @Nullable String mapKey,
      @Nullable String orderBy,
      CollectionLoading loading)
      implements AttributeDeclaration {

    @Override
    public boolean id() {
      return false;
    }
  }

  /** What the elements of a collection are. */
  sealed interface Elements {

    /**
     * Objects of an entity.
     *
     * @param shared whether an object may be an element of several collections
     */
    record Objects(
        Class<?> target, String mappedBy, boolean shared, Cascades cascades, boolean orphanRemoval)
        implements Elements {}

    /** Values, as they stand in the collection's table. */
    record Values(AttributeDeclaration value) implements Elements {}
  }

  /** The table of a collection; an empty name stands for the one by the naming rule. */
  record TableDeclaration(
      String schema,
      String name,
      List<ColumnDeclaration> ownerColumns,
      List<ColumnDeclaration> targetColumns,
      TableDetails details) {

    static TableDeclaration of(JoinTable said, Naming naming) {
      return new TableDeclaration(
          naming.qualifier(said.catalog(), said.schema()),
          said.name(),
          ColumnDeclaration.of(said.joinColumns(), said.foreignKey()),
          ColumnDeclaration.of(said.inverseJoinColumns(), said.inverseForeignKey()),
          TableDetails.of(said));
    }

    /** Its name, or else this one. */
    TableName nameOr(String otherwise) {
      return new TableName(schema.isEmpty() ? null : schema, name.isEmpty() ? otherwise : name);
    }
  }

  /**
   * What a reference says of the id that is taken from it.
   *
   * @param part the attribute of the id, empty for the whole id
   * @param keepsColumns whether the reference stands in the id's columns, not these in its own
   */
  record MapsIdDeclaration(String part, boolean keepsColumns) {}
}
