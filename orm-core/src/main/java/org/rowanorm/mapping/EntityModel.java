package org.rowanorm.mapping;

import jakarta.persistence.InheritanceType;
import jakarta.persistence.Table;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rowanorm.entity.Access;
import org.rowanorm.type.ColumnType;

/**
 * What the mapping says of one entity. It is filled once, at boot, and immutable after; equality is
 * identity. Thread-safe.
 */
public final class EntityModel {

  private final int ordinal;
  private final Class<?> type;
  private final String name;
  private final TableName table;
  private final TableDetails tableDetails;
  private final boolean cacheable;
  private final GeneratedId generatedId;
  private final Access access;
  private final Map<String, Attribute> byName = new LinkedHashMap<>();
  private Attribute[] bySlot = {};
  private @Nullable ColumnType<?>[] plainTypes = {};
  private int simple; // a bit for each slot
  private boolean whole;
  private long[] laterTraps = {};
  private boolean alone;
  private List<ColumnAttribute> leaves = List.of();
  private List<BasicAttribute> basics = List.of();
  private List<BasicAttribute> lazies = List.of();
  private List<ToOneAttribute> toOnes = List.of();
  private List<ToManyAttribute> toManys = List.of();
  private List<InverseToOneAttribute> inverses = List.of();
  private final List<ToManyAttribute> foreignKeys = new ArrayList<>();
  private final List<UniqueKey> uniqueKeys = new ArrayList<>(0);
  private List<ToOneAttribute> keyedReferences = List.of();
  private final Map<Attribute, List<Attribute>> otherSides = new HashMap<>();
  private final BitSet twoSided = new BitSet();
  private List<ValueAttribute> mutables = List.of();
  private @Nullable IdModel id;
  private @Nullable BasicAttribute version;
  private @Nullable Hierarchy hierarchy;
  private List<EntityTable> tables = List.of();
  private boolean keyedTables;
  private boolean keyedCollections;
  private Callbacks callbacks = new Callbacks(Map.of());
  private @Nullable DeletionMark deletionMark;
  private @Nullable RowComparison comparison;
  private @Nullable UniqueKey naturalId;
  private boolean closed;

  EntityModel(int ordinal, ModelDraft.Said said) {
    this.ordinal = ordinal;
    this.type = said.type();
    this.name = said.name();
    this.table = said.table();
    this.tableDetails = TableDetails.of(type.getAnnotation(Table.class));
    this.cacheable = said.cacheable();
    this.generatedId = said.generatedId();
    this.access = Access.of(type);
  }

  /** Takes its id, before any association refers to it. */
  void identify(IdModel model) {
    id = model;
  }

  boolean isIdentified() {
    return id != null;
  }

  /** Ends its drafts. */
  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  /** Takes its place among the entities that it extends. */
  void place(Hierarchy place) {
    hierarchy = place;
    place.tellParent();
  }

  /** Takes the tables of its rows, the one with the whole id first. */
  void tables(List<EntityTable> given) {
    tables = List.copyOf(given);
    keyedTables = false;
    for (EntityTable table : tables) {
      keyedTables |= !table.isById();
    }
  }

  /** Takes what its class and its listeners want to be told. */
  void tell(Callbacks given) {
    callbacks = given;
  }

  /** Takes its attributes, which must be in the order of their slots. */
  void fill(List<Attribute> attributes) {
    bySlot = new Attribute[access.slots()];
    for (Attribute attribute : attributes) {
      bySlot[attribute.slot()] = attribute;
      byName.put(attribute.name(), attribute);
    }
    leaves = leaves(attributes);
    basics = of(leaves, BasicAttribute.class);
    lazies = new ArrayList<>(0);
    for (BasicAttribute basic : basics) {
      version = version == null && basic.version() ? basic : version;
      if (basic.lazy()) {
        lazies.add(basic);
      }
    }
    toOnes = of(leaves, ToOneAttribute.class);
    keyedReferences = new ArrayList<>(0);
    for (ToOneAttribute toOne : toOnes) {
      if (!toOne.refersToId()) {
        keyedReferences.add(toOne);
      }
    }
    List<Attribute> sides = sides(attributes);
    toManys = of(sides, ToManyAttribute.class);
    for (ToManyAttribute collection : toManys) {
      keyedCollections |=
          collection.mappedBy() == null && !(collection.ownerKey() instanceof IdModel);
    }
    inverses = of(sides, InverseToOneAttribute.class);
    mutables = new ArrayList<>(0);
    for (ValueAttribute attribute : of(attributes, ValueAttribute.class)) {
      if (isMutable(attribute)) {
        mutables.add(attribute);
      }
    }
    whole = toManys.isEmpty() && inverses.isEmpty() && lazies.isEmpty() && mutables.isEmpty();
    laterTraps = access.readTraps(later());
    alone = toOnes.isEmpty() && toManys.isEmpty() && inverses.isEmpty();
    plainTypes = new @Nullable ColumnType<?>[bySlot.length];
    for (BasicAttribute basic : of(attributes, BasicAttribute.class)) {
      ColumnType<?> type = basic.column().type();
      boolean plain = !type.isMutable() && !basic.lazy() && !id().has(basic.slot());
      plainTypes[basic.slot()] = plain ? type : null;
      if (plain && type.comparesByEquals() && isReachedByBit(basic.slot())) {
        simple |= 1 << basic.slot();
      }
    }
  }

  private BitSet later() {
    BitSet later = new BitSet();
    toManys.stream().filter(side -> side.place().isSlot()).forEach(side -> later.set(side.slot()));
    inverses.stream().filter(side -> side.place().isSlot()).forEach(side -> later.set(side.slot()));
    lazies.forEach(lazy -> later.set(lazy.slot()));
    return later;
  }

  private boolean isReachedByBit(int slot) {
    return slot < Integer.SIZE && access.isInFirstWord(slot) && !access.slot(slot).isProperty();
  }

  private static List<ColumnAttribute> leaves(List<Attribute> attributes) {
    List<ColumnAttribute> leaves = new ArrayList<>();
    for (Attribute attribute : attributes) {
      if (attribute instanceof EmbeddedAttribute embedded) {
        leaves.addAll(embedded.leaves());
      } else if (attribute instanceof ColumnAttribute leaf) {
        leaves.add(leaf);
      }
    }
    return List.copyOf(leaves);
  }

  private static List<Attribute> sides(List<Attribute> attributes) {
    List<Attribute> sides = new ArrayList<>();
    for (Attribute attribute : attributes) {
      if (attribute instanceof EmbeddedAttribute embedded) {
        sides.addAll(embedded.sides());
      } else {
        sides.add(attribute);
      }
    }
    return sides;
  }

  private boolean isMutable(ValueAttribute attribute) {
    return !id().has(attribute.slot())
        && ((attribute instanceof EmbeddedAttribute embedded && !embedded.isConstant())
            || (attribute instanceof BasicAttribute basic
                && !basic.version()
                && basic.column().type().isMutable()));
  }

  /** Takes the side with {@code mappedBy} of an association that this entity writes. */
  void addOtherSide(Attribute own, Attribute other) {
    for (EntityModel member : hierarchy().family()) {
      member.otherSides.computeIfAbsent(own, o -> new ArrayList<>(1)).add(other);
      hearWrites(member, own);
    }
    if (own.place().isSlot()) {
      other.owner().hierarchy().family().forEach(member -> hearWrites(member, other));
    }
  }

  /** The slot of an embeddable tells nothing of what is written within. */
  private static void hearWrites(EntityModel member, Attribute side) {
    if (side.place().isSlot()) {
      member.twoSided.set(side.slot());
    }
  }

  /** Takes a foreign key that a collection of another entity keeps in this one's table. */
  void addForeignKey(ToManyAttribute collection) {
    hierarchy().family().forEach(member -> member.foreignKeys.add(collection));
  }

  /** Takes how its rows show that they are deleted. */
  void mark(DeletionMark mark) {
    deletionMark = mark;
  }

  /** Takes what identifies its objects beside the id. */
  void compare(RowComparison given) {
    comparison = given;
  }

  void naturalId(UniqueKey key) {
    naturalId = key;
  }

  /** Takes a key beside its id. */
  void addUniqueKey(UniqueKey key) {
    hierarchy().family().forEach(member -> member.uniqueKeys.add(key));
  }

  private static <T extends Attribute> List<T> of(
      List<? extends Attribute> attributes, Class<T> kind) {
    List<T> found = new ArrayList<>();
    for (Attribute attribute : attributes) {
      if (kind.isInstance(attribute)) {
        found.add(kind.cast(attribute));
      }
    }
    return List.copyOf(found);
  }

  /** Its number among the entities of the session factory, from 0. */
  public int ordinal() {
    return ordinal;
  }

  /** The enhanced class. */
  public Class<?> type() {
    return type;
  }

  /** The entity's name, as messages and queries use it. */
  public String name() {
    return name;
  }

  /** The table of what it declares itself; in a shared table, that of the topmost entity. */
  public TableName table() {
    return hierarchy != null && hierarchy.sharesTable() ? hierarchy.root().table : table;
  }

  /** What is said of the table that it declares itself. */
  public TableDetails tableDetails() {
    return tableDetails;
  }

  /** The tables of its rows: its own, after those of the entities that it extends, then others. */
  public List<EntityTable> tables() {
    return tables;
  }

  /** Whether the rows of one of its tables are found by another key than the id. */
  public boolean hasKeyedTables() {
    return keyedTables;
  }

  /**
   * Whether a row must be read before it is changed or deleted: more than the id finds it, or rows
   * of its collections.
   */
  public boolean isReadFirst() {
    return keyedTables || keyedCollections || version != null;
  }

  /** The table of which each of its objects has a row, and none of an entity that it extends. */
  public EntityTable ownTable() {
    EntityTable own = tables.get(0);
    for (EntityTable table : tables) {
      own = table.isOptional() ? own : table;
    }
    return own;
  }

  /** The number among {@link #tables()} of the one with the columns of an attribute. */
  public int tableOf(Attribute attribute) {
    String said = attribute instanceof ColumnAttribute leaf ? leaf.columns().get(0).table() : "";
    if (!said.isEmpty()) {
      for (int i = tables.size() - 1; i >= 0; i--) {
        if (tables.get(i).isNamed(said)) {
          return i;
        }
      }
      return -1;
    }
    EntityModel declaring =
        attribute instanceof ToManyAttribute collection ? collection.target() : attribute.owner();
    return hierarchy().strategy() == InheritanceType.JOINED
        ? hierarchy().lineage().indexOf(declaring)
        : 0;
  }

  /** What its class and its listeners want to be told. */
  public Callbacks callbacks() {
    return callbacks;
  }

  /** Its place among the entities that it extends and that extend it. */
  public Hierarchy hierarchy() {
    if (hierarchy == null) {
      throw new IllegalStateException("the model of " + name + " is not filled yet");
    }
    return hierarchy;
  }

  /** The topmost entity that it extends, or itself. */
  public EntityModel root() {
    return hierarchy().root();
  }

  /** Whether entities extend it, so that an id does not tell the class of its object. */
  public boolean isPolymorphic() {
    return hierarchy().isExtended();
  }

  /** Whether it has no objects of its own. */
  public boolean isAbstract() {
    return Modifier.isAbstract(type.getModifiers());
  }

  /** Whether its rows are kept in the second-level cache. */
  public boolean cacheable() {
    return cacheable;
  }

  /** Who makes its ids. */
  public IdGeneration idGeneration() {
    return generatedId.by();
  }

  /** What counts its ids, where they are counted apart from its table; else null. */
  public @Nullable IdCounter idCounter() {
    return generatedId.counter();
  }

  GeneratedId generatedId() {
    return generatedId;
  }

  /** How its objects are read and written. */
  public Access access() {
    return access;
  }

  /** What identifies its rows. */
  public IdModel id() {
    if (id == null) {
      throw new IllegalStateException("the model of " + name + " is not filled yet");
    }
    return id;
  }

  /** The version, or null where it has none. */
  public @Nullable BasicAttribute version() {
    return version;
  }

  /** The attribute in a slot. */
  public Attribute attribute(int slot) {
    return bySlot[slot];
  }

  /**
   * The type of a slot where nothing but a write can change the value of a loaded object: of a
   * basic attribute of no part of the id, which is not lazy, and cannot change in place. Else null.
   */
  public @Nullable ColumnType<?> plainType(int slot) {
    return plainTypes[slot];
  }

  /**
   * Whether a slot is one of the first 32, has a {@link #plainType} that compares by {@code
   * equals}, is a field and not a property, and has its traps in the first word: all that a first
   * write must know of it.
   */
  public boolean isSimple(int slot) {
    return slot < Integer.SIZE && (simple & 1 << slot) != 0;
  }

  /** The attribute in a slot, or null where the slot is not mapped. */
  public @Nullable Attribute attributeOrNull(int slot) {
    return bySlot[slot];
  }

  /** The attribute of a name, or null. */
  public @Nullable Attribute attribute(String attributeName) {
    return byName.get(attributeName);
  }

  /** The names of all attributes, in the order of their slots. */
  public List<String> attributeNames() {
    return List.copyOf(byName.keySet());
  }

  /** The attributes with columns, those of embeddables too, in the order of their slots. */
  public List<ColumnAttribute> leaves() {
    return leaves;
  }

  /** The leaves with a value in a column, those of the id among them. */
  public List<BasicAttribute> basics() {
    return basics;
  }

  /** The attributes whose values can change in place. */
  public List<ValueAttribute> mutables() {
    return mutables;
  }

  /** The attributes that are loaded when they are first read. */
  public List<BasicAttribute> lazies() {
    return lazies;
  }

  /** The references, those in embeddables too. */
  public List<ToOneAttribute> toOnes() {
    return toOnes;
  }

  /** The references whose foreign keys hold another key than the id, those in embeddables too. */
  public List<ToOneAttribute> keyedReferences() {
    return keyedReferences;
  }

  /** By which values its rows are found, where no version tells of changes; else null. */
  public @Nullable RowComparison comparison() {
    return comparison;
  }

  /** How its rows show that they are deleted, or null where deleted rows are gone. */
  public @Nullable DeletionMark deletionMark() {
    return root().deletionMark;
  }

  /** What identifies its objects beside the id, its own or that of what it extends; or null. */
  public @Nullable UniqueKey naturalId() {
    EntityModel parent = hierarchy().parent();
    return naturalId != null || parent == null ? naturalId : parent.naturalId();
  }

  /** The keys by which its rows are found beside its id, those of what it extends too. */
  public List<UniqueKey> uniqueKeys() {
    return uniqueKeys;
  }

  /** Whether its objects lead to no others: they have neither references nor collections. */
  public boolean isAlone() {
    return alone;
  }

  /** Whether the row is all that there is of an object: nothing comes later, nothing is watched. */
  public boolean isWhole() {
    return whole;
  }

  /** Whether values of its objects are watched, since they change in place. */
  public boolean isWatched() {
    return !mutables.isEmpty();
  }

  /** The read traps of what comes later than the row; not to be changed. */
  public long[] laterTraps() {
    return laterTraps;
  }

  /** The collections, those in embeddables too, in the order of their slots. */
  public List<ToManyAttribute> toManys() {
    return toManys;
  }

  /** The other sides of one-to-one associations, those in embeddables too, in that order. */
  public List<InverseToOneAttribute> inverses() {
    return inverses;
  }

  /** The collections of any entity that keep columns in this entity's table. */
  public List<ToManyAttribute> foreignKeys() {
    return foreignKeys;
  }

  /** The sides with {@code mappedBy} of an association that this entity writes; mostly none. */
  public List<Attribute> otherSides(Attribute own) {
    List<Attribute> others = otherSides.get(own);
    return others == null ? List.of() : others;
  }

  /** Whether a slot is one side of an association, of which the other one is to hear. */
  public boolean isTwoSided(int slot) {
    return twoSided.get(slot);
  }

  @Override
  public String toString() {
    return name;
  }
}
