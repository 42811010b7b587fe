package org.rowanorm.declaration;

import jakarta.persistence.InheritanceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rowanorm.declaration.AttributeBuilder.ForeignKey;
import org.rowanorm.declaration.AttributeBuilder.KeyDeclaration;
import org.rowanorm.declaration.AttributeDeclaration.Elements;
import org.rowanorm.declaration.AttributeDeclaration.TableDeclaration;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.Nearest;
import org.rowanorm.mapping.Column;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.EntityTable;
import org.rowanorm.mapping.Hierarchy;
import org.rowanorm.mapping.IdGeneration;
import org.rowanorm.mapping.ModelDraft;
import org.rowanorm.mapping.TableDetails;
import org.rowanorm.mapping.TableName;

/**
 * Gives identified entities the tables of their rows, and refuses columns that stand in none of
 * them. For one use by one thread.
 */
final class TableBuilder {

  private final AttributeBuilder builder;
  private final Map<EntityModel, EntityDeclaration> declarations;
  private final Faults faults;

  TableBuilder(
      AttributeBuilder builder, Map<EntityModel, EntityDeclaration> declarations, Faults faults) {
    this.builder = builder;
    this.declarations = declarations;
    this.faults = faults;
  }

  /** Gives an entity its tables; the one that it extends has them already. */
  void give(EntityModel model) {
    Hierarchy place = model.hierarchy();
    EntityModel parent = place.parent();
    List<EntityTable> own = new ArrayList<>();
    List<EntityTable> further = new ArrayList<>();
    if (parent != null) {
      parent.tables().forEach(table -> (table.isOptional() ? further : own).add(table));
    }
    if (place.isTablePerClass()) {
      own.clear();
    }
    if (own.isEmpty() || place.strategy() == InheritanceType.JOINED) {
      own.add(own(model));
    }
    List<EntityTable> tables = new ArrayList<>(own);
    tables.addAll(further);
    secondary(model, tables);
    references(model, tables);
    ModelDraft.of(model).tables(tables);
    if (place.isTablePerClass() && parent == null) {
      refuseInTables(model);
    }
  }

  private EntityDeclaration declaration(EntityModel model) {
    return Objects.requireNonNull(declarations.get(model));
  }

  private EntityTable own(EntityModel model) {
    List<Column> id = model.id().columns();
    boolean joined = model.hierarchy().strategy() == InheritanceType.JOINED;
    return new EntityTable(
        model,
        model.table(),
        model.id(),
        joined ? key(id, declaration(model).hierarchy().keyColumns()) : id,
        EntityTable.Kind.OWN,
        TableDetails.NONE);
  }

  private static List<Column> key(List<Column> id, List<ColumnDeclaration> declared) {
    List<Column> key = new ArrayList<>();
    for (int i = 0; i < id.size(); i++) {
      Column column = id.get(i);
      ColumnDeclaration said = said(declared, column, i);
      key.add(
          column
              .named(said.name().isEmpty() ? column.name() : said.name())
              .defined(said.definition().orTypeOf(column.definition())));
    }
    return key;
  }

  /** What was declared for a column of the id: by its name, or without one by its number. */
  private static ColumnDeclaration said(
      List<ColumnDeclaration> declared, Column column, int number) {
    for (ColumnDeclaration said : declared) {
      if (said.referenced().equalsIgnoreCase(column.name())) {
        return said;
      }
    }
    boolean byNumber = number < declared.size() && declared.get(number).referenced().isEmpty();
    return byNumber ? declared.get(number) : ColumnDeclaration.UNSAID;
  }

  // ---- further tables

  private void secondary(EntityModel model, List<EntityTable> tables) {
    List<Column> id = model.id().columns();
    for (SecondaryTableDeclaration said : declaration(model).secondaryTables()) {
      if (said.key().size() > id.size()) {
        faults.add(
            ErrorCode.WRONG_JOIN_COLUMNS,
            said.key().size() + " join columns for an id of " + id.size(),
            "at @SecondaryTable " + said.name().name() + " of " + model.type().getName(),
            "declare one for each column of " + model.id().path());
      }
      EntityTable made =
          new EntityTable(
              model,
              said.name(),
              model.id(),
              key(id, said.key()),
              EntityTable.Kind.SECONDARY,
              said.details());
      add(tables, made.withKey(said.foreignKey()), null);
    }
  }

  private void references(EntityModel model, List<EntityTable> tables) {
    for (InTable said : inTables(ModelBuilder.own(model, declaration(model)), "")) {
      AttributeDeclaration.ToOne reference = said.reference();
      KeyDeclaration declared =
          new KeyDeclaration(keyBase(model, said), said.table().ownerColumns(), false);
      ForeignKey owner = builder.foreignKey(reference, declared, model);
      EntityTable made =
          new EntityTable(
              model,
              builder.joinTable(said.table(), model, target(reference)),
              owner.key(),
              owner.columns(),
              EntityTable.Kind.REFERENCE,
              said.table().details());
      add(tables, made, said);
    }
  }

  /**
   * A reference with a table of its own.
   *
   * @param name within an embeddable the path from the entity
   */
  private record InTable(
      AttributeDeclaration.ToOne reference, TableDeclaration table, String name) {}

  /** The references with tables among some attributes, those in embeddables too. */
  private static List<InTable> inTables(List<AttributeDeclaration> declared, String prefix) {
    List<InTable> found = new ArrayList<>();
    for (AttributeDeclaration said : declared) {
      String name = prefix + said.name();
      if (said instanceof AttributeDeclaration.ToOne to && to.table() != null) {
        found.add(new InTable(to, to.table(), name));
      } else if (said instanceof AttributeDeclaration.Embedded embedded) {
        found.addAll(inTables(embedded.parts(), name + "."));
      }
    }
    return found;
  }

  private EntityModel target(AttributeDeclaration.ToOne reference) {
    return Objects.requireNonNull(builder.target(reference, reference.target()));
  }

  /** The key of the owner is named by the attribute of the other side, or by the entity. */
  private String keyBase(EntityModel model, InTable reference) {
    for (EntityDeclaration other : declarations.values()) {
      if (other.type() == reference.reference().target()) {
        for (AttributeDeclaration back : other.attributes()) {
          if (isBack(back, model, reference.name())) {
            return back.name();
          }
        }
      }
    }
    return model.name();
  }

  private static boolean isBack(AttributeDeclaration back, EntityModel model, String name) {
    if (back instanceof AttributeDeclaration.InverseToOne inverse) {
      return inverse.target() == model.type() && inverse.mappedBy().equals(name);
    }
    return back instanceof AttributeDeclaration.ToMany toMany
        && toMany.elements() instanceof Elements.Objects objects
        && objects.target() == model.type()
        && objects.mappedBy().equals(name);
  }

  private void add(List<EntityTable> tables, EntityTable added, @Nullable InTable reference) {
    if (tables.stream().anyMatch(table -> table.isNamed(added.name().name()))) {
      EntityModel model = added.declaring();
      boolean embedded = reference != null && reference.name().contains(".");
      faults.add(
          ErrorCode.WRONG_TABLE,
          "Entity " + model.name() + " has two tables " + added.name().name(),
          reference == null
              ? "at " + model.type().getName()
              : "at " + model.name() + "." + reference.name(),
          embedded
              ? "name another one with joinTable of an @AssociationOverride at the embeddable"
              : "give one of them another name");
    }
    tables.add(added);
  }

  // ---- checks

  /** Refuses columns of an entity's own attributes that stand in no table, or in the wrong one. */
  void check(EntityModel model) {
    for (ColumnAttribute leaf : model.leaves()) {
      if (leaf.owner() == model) {
        check(model, leaf);
      }
    }
  }

  private void check(EntityModel model, ColumnAttribute leaf) {
    List<Column> columns = leaf.columns();
    String name = columns.get(0).table();
    if (!isAllIn(name, columns)) {
      faults.add(
          ErrorCode.WRONG_TABLE,
          "The columns of a reference stand in several tables",
          "at " + leaf.path(),
          "give all its join columns the same table");
    } else if (!name.isEmpty() && model.tables().stream().noneMatch(t -> t.isNamed(name))) {
      List<String> known = model.tables().stream().map(EntityTable::toString).toList();
      faults.add(
          ErrorCode.WRONG_TABLE,
          "Entity " + model.name() + " has no table '" + name + "'" + Nearest.hint(name, known),
          "at " + leaf.path(),
          "declare it with @SecondaryTable on " + model.name());
    } else if (!name.isEmpty() && model.tables().get(model.tableOf(leaf)).isOptional()) {
      refuseKey(model, leaf);
    }
  }

  private static boolean isAllIn(String table, List<Column> columns) {
    for (Column column : columns) {
      if (!column.table().equals(table)) {
        return false;
      }
    }
    return true;
  }

  private void refuseKey(EntityModel model, ColumnAttribute leaf) {
    boolean id = model.id().has(leaf.slot());
    if (id || leaf == model.version()) {
      faults.add(
          ErrorCode.WRONG_TABLE,
          (id ? "An id" : "A version") + " cannot stand in a secondary table",
          "at " + leaf.path() + ", in table " + leaf.columns().get(0).table(),
          "take the table away: it belongs to the row that each object has");
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
    refuseSharedTables(root);
    for (EntityModel member : root.hierarchy().family()) {
      if (member.hierarchy().concrete().isEmpty()) {
        faults.add(
            ErrorCode.WRONG_TABLE,
            "There is no table for " + member.name(),
            "at " + member.type().getName() + ", which is abstract, with TABLE_PER_CLASS",
            "give the entities that extend it to entities(...), or use SINGLE_TABLE");
      }
      if (root.isPolymorphic() && hasFurtherTables(member)) {
        faults.add(
            ErrorCode.UNSUPPORTED_MAPPING,
            "Further tables of entities with TABLE_PER_CLASS are not supported",
            "at " + member.type().getName(),
            "use JOINED, or take @SecondaryTable and @JoinTable away");
      }
    }
  }

  private boolean hasFurtherTables(EntityModel model) {
    EntityDeclaration declaration = declaration(model);
    return !declaration.secondaryTables().isEmpty()
        || !inTables(ModelBuilder.own(model, declaration), "").isEmpty();
  }

  private void refuseSharedTables(EntityModel root) {
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
  }
}
