package org.rowanorm.mapping;

import jakarta.persistence.ForeignKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.mapping.ColumnDefinition.KeyTerms;

/**
 * A table with rows of an entity.
 *
 * @param declaring the entity that declares it: itself, or one that it extends
 * @param owner what of an object {@code key} holds: its id, or for a reference another key of it,
 *     which stands in its first table
 * @param key the columns that find the row of an object, in the order of those of {@code owner}
 * @param details what is said of it for its DDL
 */
public record EntityTable(
    EntityModel declaring,
    TableName name,
    RowKey owner,
    List<Column> key,
    Kind kind,
    TableDetails details) {

  /** What its rows are. */
  public enum Kind {
    /** A row for each object, with the columns that name no other table. */
    OWN,
    /** A row for each object of which a column of the table is not null. */
    SECONDARY,
    /** A row for each object whose reference is not null, with the key of what it refers to. */
    REFERENCE
  }

  /** Copies the list. */
  public EntityTable {
    key = List.copyOf(key);
  }

  /** Whether an object may have no row in it. */
  public boolean isOptional() {
    return kind != Kind.OWN;
  }

  /** Whether the id finds the row of an object. */
  public boolean isById() {
    return owner instanceof IdModel;
  }

  /** Whether a mapping means it by a name. */
  public boolean isNamed(String said) {
    return unquoted(name.name()).equalsIgnoreCase(unquoted(said));
  }

  private static String unquoted(String name) {
    return name.replaceAll("[\"`]", "");
  }

  /** This, with other terms of the foreign key that its key is, where they are given. */
  public EntityTable withKey(ForeignKey said) {
    KeyTerms terms = KeyTerms.of(said);
    if (terms == null) {
      return this;
    }
    List<Column> columns = new ArrayList<>(key);
    columns.set(0, key.get(0).defined(key.get(0).definition().withKey(terms)));
    return new EntityTable(declaring, name, owner, columns, kind, details);
  }

  @Override
  public String toString() {
    return name.name();
  }

  /** There is one object for each table of a model. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
