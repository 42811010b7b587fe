package org.rowanorm.load;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rowanorm.load.ItemReader.Item;
import org.rowanorm.mapping.Attribute;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.EmbeddedAttribute;

/**
 * How an object of an embeddable is made of the items of a row that hold its parts. Immutable.
 *
 * @param attribute one that has the embeddable
 * @param parts what stands there for each of its leaves
 */
public record EmbeddedItem(EmbeddedAttribute attribute, List<Item> parts) {

  /** Copies the list. */
  public EmbeddedItem {
    parts = List.copyOf(parts);
  }

  /** The number of columns. */
  int width() {
    return parts.stream().mapToInt(Item::width).sum();
  }

  /** The object of a row of the parts; null where all of them are. */
  @Nullable Object make(ItemRow row) throws SQLException {
    return made(attribute, Arrays.<@Nullable Object>asList(row.values()).iterator());
  }

  private static @Nullable Object made(
      EmbeddedAttribute embedded, Iterator<? extends @Nullable Object> leaves) {
    @Nullable Object[] values = new @Nullable Object[embedded.parts().size()];
    boolean any = false;
    for (int i = 0; i < values.length; i++) {
      Attribute part = embedded.parts().get(i);
      values[i] = part instanceof EmbeddedAttribute nested ? made(nested, leaves) : leaves.next();
      any |= values[i] != null;
    }
    if (!any) {
      return null;
    }
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null
          && embedded.parts().get(i) instanceof BasicAttribute basic
          && basic.javaType().isPrimitive()) {
        throw ResultRow.nullInPrimitive(basic.column().name(), basic);
      }
    }
    return embedded.component().make(values);
  }
}
