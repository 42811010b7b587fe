package org.rowanorm.agent;

/**
 * What woven code and the core agree on, as text: the enhancer knows no class of the core. A test
 * in orm-core compares these names with the real types.
 */
public final class Contract {

  /** The contract that this enhancer writes. */
  public static final int VERSION = 2;

  /**
   * The attributes that one mask word holds. The engine's own bit is the last one of a level's only
   * word; a level that needs it for an attribute has a further word, of which no other bit is used:
   * one byte of each mask.
   */
  public static final int WORD = 64;

  public static final String ENTITY = "jakarta/persistence/Entity";
  public static final String CONVERTER = "jakarta/persistence/Converter";
  public static final String MAPPED_SUPERCLASS = "jakarta/persistence/MappedSuperclass";
  public static final String EMBEDDABLE = "jakarta/persistence/Embeddable";
  public static final String TRANSIENT = "jakarta/persistence/Transient";
  public static final String ACCESS = "jakarta/persistence/Access";
  public static final String ID = "jakarta/persistence/Id";
  public static final String EMBEDDED_ID = "jakarta/persistence/EmbeddedId";

  /** Where the annotations that map attributes are: the standard's, and Rowan's own. */
  public static final String MAPPING = "jakarta/persistence/";

  public static final String OWN_MAPPING = "org/rowanorm/annotation/";

  public static final String ENHANCED = "org/rowanorm/entity/Enhanced";
  public static final String ENHANCEMENT = "org/rowanorm/entity/Enhancement";
  public static final String ENHANCEMENT_VERSION = "version";
  public static final String ENHANCEMENT_ATTRIBUTES = "attributes";
  public static final String ENHANCEMENT_PROPERTIES = "properties";

  public static final String ENTITY_STATE = "org/rowanorm/entity/EntityState";
  public static final String ON_READ = "onRead";
  public static final String ON_WRITE = "onWrite";
  public static final String ON_READ_TYPE = "(Lorg/rowanorm/entity/Enhanced;I)V";
  public static final String ON_WRITE_TYPE = "(Lorg/rowanorm/entity/Enhanced;ILjava/lang/Object;)V";
  public static final String ON_REPLACE = "onReplace";
  public static final String ON_REPLACE_TYPE =
      "(Lorg/rowanorm/entity/Enhanced;ILjava/lang/Object;Ljava/lang/Object;)V";

  public static final String HYDRATING = "org/rowanorm/entity/Hydrating";
  public static final String HYDRATING_CONSTRUCTOR = "(Lorg/rowanorm/entity/Hydrating;)V";

  public static final String LINKAGE = "org/rowanorm/entity/Linkage";
  public static final String REGISTER = "register";
  public static final String REGISTER_TYPE = "(Ljava/lang/invoke/MethodHandles$Lookup;)V";

  /** What the name of every added member begins with, the added constructor apart. */
  public static final String PREFIX = "$rowan_";

  /** A field and its two accessors, in the topmost mapped class only. */
  public static final String ENTRY = "$rowan_entry";

  /** The read mask: fields ({@code $rowan_get}, {@code $rowan_get1} …) and methods by word. */
  public static final String GET = "$rowan_get";

  /** The write mask: fields ({@code $rowan_set}, {@code $rowan_set1} …) and methods by word. */
  public static final String SET = "$rowan_set";

  /** Two methods: the value of a slot, and its setting, without traps. */
  public static final String RAW = "$rowan_raw";

  /** Static: the number of slots up to and including a class level. */
  public static final String SLOTS = "$rowan_slots";

  /** Static: the number of mask words up to and including a class level. */
  public static final String WORDS = "$rowan_words";

  /**
   * What the name of an attribute's static reader begins with. That of a field tests the trap and
   * gives the value; that of a property only tests, at the start of the getter.
   */
  public static final String READ = "$rowan_r_";

  /** What the name of an attribute's static writer begins with; it sets nothing but a field. */
  public static final String WRITE = "$rowan_w_";

  /** Static, private: the slow path of a read. */
  public static final String MISS = "$rowan_miss";

  /** Static, private: the slow path of a write. */
  public static final String DIRTY = "$rowan_dirty";

  /** Static, private: the same, where the field hands over what it holds. */
  public static final String REPLACED = "$rowan_replaced";

  /** Static, private: called first by the static initialiser. */
  public static final String LINK = "$rowan_link";

  /**
   * What the name of a system property begins with in which the agent leaves a failure; class name,
   * {@code @} and the hexadecimal identity hash code of the class loader follow.
   */
  public static final String FAILURE = "org.rowanorm.agent.failure.";

  /** Where the goals leave the names of a folder's mapped classes, sorted, one a line. */
  public static final String INDEX = "META-INF/rowan/mapped-classes";

  private Contract() {}

  /** The name of the mask field of a word of its own class level. */
  static String maskField(String mask, int word) {
    return word == 0 ? mask : mask + word;
  }

  /** The number of mask words for so many attributes, with the one of the engine's own bit. */
  static int words(int attributes) {
    return (attributes + WORD - 1) / WORD + (attributes < WORD ? 0 : 1);
  }

  /** The type of the mask fields of a word of a level with so many attributes. */
  static String maskType(int attributes, int word) {
    return word * WORD < attributes ? "J" : "B";
  }
}
