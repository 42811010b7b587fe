package org.rowanorm.declaration;

import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorType;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Table;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.ColumnDefinition;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.Hierarchy;
import org.rowanorm.mapping.ModelDraft;
import org.rowanorm.type.ColumnSize;
import org.rowanorm.type.ColumnType;
import org.rowanorm.type.ColumnTypes;

/** Puts entities that extend each other into their places. For one use by one thread. */
final class HierarchyBuilder {

  private static final String DISCRIMINATOR = "dtype";
  private static final int DISCRIMINATOR_LENGTH = 31;

  private final Map<Class<?>, EntityModel> models;
  private final Faults faults;

  HierarchyBuilder(Map<Class<?>, EntityModel> models, Faults faults) {
    this.models = models;
    this.faults = faults;
  }

  /** Puts an entity under the one that it extends, which has its place already. */
  void place(EntityModel model, EntityDeclaration declaration, boolean isExtended) {
    HierarchyDeclaration said = declaration.hierarchy();
    Class<?> above = said.parent();
    EntityModel parent = above == null ? null : models.get(above);
    if (above != null && parent == null) {
      faults.add(
          ErrorCode.UNKNOWN_TARGET,
          above.getSimpleName() + " is not among the entities",
          "at " + model.name() + ", which extends it",
          "add it to entities(...)");
    }
    InheritanceType strategy = parent == null ? said.strategy() : parent.hierarchy().strategy();
    if (parent != null) {
      refuseWhatTheTopmostSays(model.type(), parent.root(), strategy);
    }
    Column discriminator =
        parent == null
            ? discriminator(said, strategy, isExtended)
            : parent.hierarchy().discriminator();
    Object value = discriminator == null ? null : value(model, said, discriminator);
    ModelDraft.of(model).place(new Hierarchy(model, parent, strategy, discriminator, value));
  }

  /** Refuses what would have no effect, since the topmost entity says it for all. */
  private void refuseWhatTheTopmostSays(
      Class<?> type, EntityModel topmost, InheritanceType strategy) {
    String place = "at " + type.getName() + ", which extends " + topmost.name();
    Inheritance cut = type.getDeclaredAnnotation(Inheritance.class);
    if (cut != null && cut.strategy() != strategy) {
      faults.add(
          ErrorCode.WRONG_TABLE,
          "The tables of one hierarchy cannot be cut by " + strategy + " and " + cut.strategy(),
          place,
          "take @Inheritance away, or say " + cut.strategy() + " at " + topmost.name());
    }
    Table table = type.getDeclaredAnnotation(Table.class);
    if (table != null && strategy == InheritanceType.SINGLE_TABLE) {
      faults.add(
          ErrorCode.WRONG_TABLE,
          "The rows of a hierarchy with SINGLE_TABLE stand in one table, "
              + topmost.table().name()
              + ", and a @Table"
              + (table.name().isEmpty() ? "" : " '" + table.name() + "'")
              + " has none of them",
          place,
          "take @Table away, or use JOINED or TABLE_PER_CLASS at " + topmost.name());
    }
    DiscriminatorColumn column = type.getDeclaredAnnotation(DiscriminatorColumn.class);
    if (column != null) {
      faults.add(
          ErrorCode.WRONG_DISCRIMINATOR,
          "A hierarchy has one discriminator column, and '" + column.name() + "' is another",
          place,
          "declare it at " + topmost.name());
    }
  }

  private static @Nullable Column discriminator(
      HierarchyDeclaration said, InheritanceType strategy, boolean isExtended) {
    DiscriminatorColumn column = said.discriminator();
    boolean needed = strategy == InheritanceType.SINGLE_TABLE && isExtended;
    if (strategy == InheritanceType.TABLE_PER_CLASS || (column == null && !needed)) {
      return null;
    }
    ColumnType<?> type = ColumnTypes.STRING;
    int length = column == null ? DISCRIMINATOR_LENGTH : column.length();
    if (column != null && column.discriminatorType() == DiscriminatorType.INTEGER) {
      type = ColumnTypes.INTEGER;
    } else if (column != null && column.discriminatorType() == DiscriminatorType.CHAR) {
      length = 1;
    }
    return new Column(
        column == null || column.name().equals("DTYPE") ? DISCRIMINATOR : column.name(),
        type,
        false,
        false,
        true,
        false,
        new ColumnSize(
            length,
            ColumnSize.UNSAID.precision(),
            ColumnSize.UNSAID.scale(),
            ColumnSize.UNSAID.seconds()),
        column == null ? ColumnDefinition.UNSAID : ColumnDefinition.of(column),
        "");
  }

  private @Nullable Object value(
      EntityModel model, HierarchyDeclaration said, Column discriminator) {
    String text = said.value().isEmpty() ? model.name() : said.value();
    try {
      if (discriminator.type() == ColumnTypes.INTEGER) {
        return said.value().isEmpty() ? text.hashCode() : Integer.parseInt(text);
      }
    } catch (NumberFormatException e) {
      faults.add(
          ErrorCode.WRONG_DISCRIMINATOR,
          "The discriminator value '" + text + "' is no number",
          "at " + model.type().getName(),
          "the discriminator column " + discriminator.name() + " holds numbers");
      return null;
    }
    return text.substring(0, Math.min(text.length(), discriminator.size().length()));
  }

  /** Refuses two entities of one hierarchy that a row could not tell apart. */
  void refuseSameValues() {
    for (EntityModel model : models.values()) {
      if (model.hierarchy().parent() != null) {
        continue;
      }
      Map<Object, EntityModel> values = new HashMap<>();
      for (EntityModel member : model.hierarchy().concrete()) {
        Object value = member.hierarchy().value();
        EntityModel other = value == null ? null : values.put(value, member);
        if (other != null) {
          faults.add(
              ErrorCode.WRONG_DISCRIMINATOR,
              "Two entities have the discriminator value '" + value + "'",
              "at " + other.type().getName() + " and " + member.type().getName(),
              "give one of them another with @DiscriminatorValue");
        }
      }
    }
  }
}
