package org.rowanorm.schema;

import java.util.ArrayList;
import java.util.List;
import org.rowanorm.mapping.CollectionKind;
import org.rowanorm.mapping.CollectionLink;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.RowPart;
import org.rowanorm.mapping.ToManyAttribute;
import org.rowanorm.type.SqlType;

/** What the table of one collection consists of. Immutable. */
final class CollectionTable {

  /** The most characters that a primary key may have on every database. */
  private static final int MAX_KEY = 700;

  private final ToManyAttribute attribute;
  private final CollectionLink.InTable link;

  CollectionTable(ToManyAttribute attribute, CollectionLink.InTable link) {
    this.attribute = attribute;
    this.link = link;
  }

  List<Column> columns() {
    List<Column> columns = new ArrayList<>(link.key());
    columns.addAll(position());
    columns.addAll(attribute.element().columns());
    return columns;
  }

  private List<Column> position() {
    RowPart position = attribute.shape().position();
    return position == null ? List.of() : position.columns();
  }

  /** The columns that tell its rows apart: none where equal rows may stand in it twice. */
  List<Column> primaryKey() {
    List<Column> key = new ArrayList<>(link.key());
    if (!position().isEmpty()) {
      key.addAll(position());
    } else if (attribute.kind() == CollectionKind.LIST) {
      return List.of();
    } else {
      key.addAll(attribute.element().columns());
    }
    return fits(key) ? key : List.of();
  }

  private static boolean fits(List<Column> key) {
    int characters = 0;
    for (Column column : key) {
      SqlType type = column.type().sqlType();
      if (column.nullable() || type == SqlType.TEXT || type == SqlType.BLOB) {
        return false;
      }
      characters += type == SqlType.VARCHAR || type == SqlType.BINARY ? column.size().length() : 0;
    }
    return characters <= MAX_KEY;
  }
}
