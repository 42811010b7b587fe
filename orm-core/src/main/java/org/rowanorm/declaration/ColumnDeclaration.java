package org.rowanorm.declaration;

import jakarta.persistence.ForeignKey;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.MapKeyJoinColumn;
import jakarta.persistence.PrimaryKeyJoinColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.ColumnDefinition;
import org.rowanorm.mapping.ColumnDefinition.KeyTerms;

/**
 * What was declared of one column; an empty name stands for the one by the naming rule, an empty
 * referenced column for the id, an empty table for that of the entity.
 */
record ColumnDeclaration(
    String name,
    boolean nullable,
    boolean unique,
    boolean insertable,
    boolean updatable,
    int length,
    int precision,
    int scale,
    int seconds,
    ColumnDefinition definition,
    String referenced,
    String table) {

  /** A column of which nothing was said. */
  static final ColumnDeclaration UNSAID =
      new ColumnDeclaration(
          "", true, false, true, true, 255, 0, 0, -1, ColumnDefinition.UNSAID, "", "");

  static ColumnDeclaration of(jakarta.persistence.Column said) {
    return new ColumnDeclaration(
        said.name(),
        said.nullable(),
        said.unique(),
        said.insertable(),
        said.updatable(),
        said.length(),
        said.precision(),
        said.scale(),
        said.secondPrecision(),
        ColumnDefinition.of(said),
        "",
        said.table());
  }

  static ColumnDeclaration of(PrimaryKeyJoinColumn said) {
    return new ColumnDeclaration(
        said.name(),
        false,
        false,
        true,
        false,
        255,
        0,
        0,
        -1,
        ColumnDefinition.of(said),
        said.referencedColumnName(),
        "");
  }

  static ColumnDeclaration of(JoinColumn said) {
    return new ColumnDeclaration(
        said.name(),
        said.nullable(),
        said.unique(),
        said.insertable(),
        said.updatable(),
        255,
        0,
        0,
        -1,
        ColumnDefinition.of(said),
        said.referencedColumnName(),
        said.table());
  }

  static ColumnDeclaration of(MapKeyColumn said) {
    return new ColumnDeclaration(
        said.name(),
        said.nullable(),
        said.unique(),
        said.insertable(),
        said.updatable(),
        said.length(),
        said.precision(),
        said.scale(),
        -1,
        ColumnDefinition.of(said),
        "",
        "");
  }

  static ColumnDeclaration of(MapKeyJoinColumn said) {
    return new ColumnDeclaration(
        said.name(),
        said.nullable(),
        said.unique(),
        said.insertable(),
        said.updatable(),
        255,
        0,
        0,
        -1,
        ColumnDefinition.of(said),
        said.referencedColumnName(),
        "");
  }

  /**
   * The columns of one foreign key.
   *
   * @param key what is said of it beside its columns, which counts where the first of them says
   *     nothing; or null
   */
  static List<ColumnDeclaration> of(JoinColumn[] said, @Nullable ForeignKey key) {
    return of(Arrays.stream(said).map(ColumnDeclaration::of).toList(), key);
  }

  /** The same of columns that are read already. */
  static List<ColumnDeclaration> of(List<ColumnDeclaration> columns, @Nullable ForeignKey key) {
    boolean own = !columns.isEmpty() && columns.get(0).definition().key() != null;
    return own || key == null ? columns : constrained(columns, KeyTerms.of(key));
  }

  /** Columns with these terms, where there are any, of the foreign key that they are together. */
  static List<ColumnDeclaration> constrained(
      List<ColumnDeclaration> columns, @Nullable KeyTerms terms) {
    if (terms == null) {
      return columns;
    }
    List<ColumnDeclaration> changed =
        new ArrayList<>(columns.isEmpty() ? List.of(UNSAID) : columns);
    changed.set(0, changed.get(0).withKey(terms));
    return List.copyOf(changed);
  }

  /** The same, with other terms of the foreign key that begins with it. */
  ColumnDeclaration withKey(KeyTerms terms) {
    return new ColumnDeclaration(
        name,
        nullable,
        unique,
        insertable,
        updatable,
        length,
        precision,
        scale,
        seconds,
        definition.withKey(terms),
        referenced,
        table);
  }

  /** The same, with this name where none was given. */
  ColumnDeclaration named(String other) {
    return name.isEmpty() ? renamed(other) : this;
  }

  /** The same under another name. */
  ColumnDeclaration renamed(String other) {
    return new ColumnDeclaration(
        other,
        nullable,
        unique,
        insertable,
        updatable,
        length,
        precision,
        scale,
        seconds,
        definition,
        referenced,
        table);
  }
}
