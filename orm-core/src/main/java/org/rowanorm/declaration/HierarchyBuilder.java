package org.rowanorm.declaration;

import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorType;
import jakarta.persistence.InheritanceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.ColumnDefinition;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.EntityModel.JoinedTable;
import org.rowanorm.mapping.Hierarchy;
import org.rowanorm.mapping.IdGeneration;
import org.rowanorm.mapping.ModelDraft;
import org.rowanorm.mapping.TableName;
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
    Column discriminator =
        parent == null
            ? discriminator(said, strategy, isExtended)
            : parent.hierarchy().discriminator();
    Object value = discriminator == null ? null : value(model, said, discriminator);
    ModelDraft.of(model).place(new Hierarchy(model, parent, strategy, discriminator, value));
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
        column == null ? ColumnDefinition.UNSAID : ColumnDefinition.of(column));
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

  /** Gives an identified entity its tables. */
  void giveTables(EntityModel model, Map<EntityModel, EntityDeclaration> declarations) {
    Hierarchy place = model.hierarchy();
    List<JoinedTable> tables = new ArrayList<>();
    if (place.strategy() != InheritanceType.JOINED) {
      tables.add(new JoinedTable(model.table(), model.id().columns()));
    } else {
      for (EntityModel member : place.lineage()) {
        EntityDeclaration declaration = declarations.get(member);
        List<ColumnDeclaration> said =
            declaration == null ? List.of() : declaration.hierarchy().keyColumns();
        tables.add(new JoinedTable(member.table(), key(model.id().columns(), said)));
      }
    }
    ModelDraft.of(model).tables(tables);
    if (place.isTablePerClass() && place.parent() == null) {
      refuseInTables(model);
    }
  }

  /** Refuses what cannot be where each entity of a hierarchy has a table of its own. */
  private void refuseInTables(EntityModel root) {
    if (root.isPolymorphic() && root.idGeneration() == IdGeneration.IDENTITY) {
      faults.add(
          ErrorCode.WRONG_GENERATED_ID,
          "Each table of " + root.name() + " would count its own ids",
          "at " + root.id().path() + ", with TABLE_PER_CLASS and IDENTITY",
          "use SEQUENCE, TABLE or UUID, or assign the id yourself");
    }
    Map<TableName, EntityModel> tables = new HashMap<>();
    for (EntityModel member : root.hierarchy().concrete()) {
      EntityModel other = tables.put(member.table(), member);
      if (other != null) {
        faults.add(
            ErrorCode.WRONG_TABLE,
            "Two entities of one hierarchy with TABLE_PER_CLASS have the table "
                + member.table().name(),
            "at " + other.type().getName() + " and " + member.type().getName(),
            "give one of them another with @Table, or use SINGLE_TABLE");
      }
    }
    for (EntityModel member : root.hierarchy().family()) {
      if (member.hierarchy().concrete().isEmpty()) {
        faults.add(
            ErrorCode.WRONG_TABLE,
            "There is no table for " + member.name(),
            "at " + member.type().getName() + ", which is abstract, with TABLE_PER_CLASS",
            "give the entities that extend it to entities(...), or use SINGLE_TABLE");
      }
    }
  }

  private static List<Column> key(List<Column> id, List<ColumnDeclaration> said) {
    List<Column> key = new ArrayList<>();
    for (int i = 0; i < id.size(); i++) {
      Column column = id.get(i);
      String name =
          i < said.size() && !said.get(i).name().isEmpty() ? said.get(i).name() : column.name();
      ColumnDefinition definition =
          i < said.size() ? said.get(i).definition() : ColumnDefinition.UNSAID;
      key.add(column.named(name).defined(definition.orTypeOf(column.definition())));
    }
    return key;
  }
}
