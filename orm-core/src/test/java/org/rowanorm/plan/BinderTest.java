package org.rowanorm.plan;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rowanorm.declaration.ModelBuilder;
import org.rowanorm.declaration.Naming;
import org.rowanorm.dialect.Dialect;
import org.rowanorm.dialect.H2Dialect;
import org.rowanorm.dialect.MySqlDialect;
import org.rowanorm.dialect.TableNaming;
import org.rowanorm.entity.Binder;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.entity.RowWriter;
import org.rowanorm.mapping.ColumnAttribute;
import org.rowanorm.mapping.Models;
import org.rowanorm.mapping.NamingStrategy;
import org.rowanorm.mapping.TypeSettings;

/** A generated binder gives each column what its attribute holds, by the method that fits it. */
@SuppressWarnings({"UnusedVariable", "unused"}) // the fields are read through the engine
class BinderTest {

  @MappedSuperclass
  static class Level {
    @Id long id;
    private String inherited;
  }

  @Embeddable
  record Money(BigDecimal amount, String currency) {}

  static class Letters implements AttributeConverter<Boolean, String> {

    @Override
    public String convertToDatabaseColumn(Boolean value) {
      return String.valueOf(value);
    }

    @Override
    public Boolean convertToEntityAttribute(String text) {
      return Boolean.valueOf(text);
    }
  }

  @Entity
  static class AllTypes extends Level {
    private boolean aBoolean;
    private byte aByte;
    private short aShort;
    private int anInt;
    private long aLong;
    private float aFloat;
    private double aDouble;
    private char aChar;
    private Integer anInteger;
    private Long aLongObject;
    private String string;
    private BigDecimal decimal;
    private byte[] bytes;
    private UUID uuid;
    private DayOfWeek day;
    private LocalDate date;
    @Embedded private Money price;

    @Convert(converter = Letters.class)
    private boolean converted;

    @Column(insertable = false)
    private int left;

    @ManyToOne private AllTypes other;
  }

  @Entity
  static class ByGetters {
    private long id;

    @Id
    @Access(AccessType.PROPERTY)
    public long getId() {
      return id;
    }

    public void setId(long id) {
      this.id = id;
    }
  }

  static class Key implements Serializable {
    private static final long serialVersionUID = 1;
    int left;
    int right;

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && left == key.left && right == key.right;
    }

    @Override
    public int hashCode() {
      return Objects.hash(left, right);
    }
  }

  @Entity
  @IdClass(Key.class)
  static class Composite {
    @Id int left;
    @Id int right;
  }

  @Entity
  static class Owner {
    @Id long id;

    @OneToMany @JoinColumn List<Element> elements = new ArrayList<>();
  }

  @Entity
  static class Element {
    @Id long id;
  }

  private static EntityPlan plan(Dialect dialect, Class<?> first, Class<?>... more) {
    List<Class<?>> types = new ArrayList<>(List.of(more));
    types.add(0, first);
    Models models =
        ModelBuilder.build(
            types,
            TypeSettings.of(dialect.columnTypes()),
            new Naming(NamingStrategy.STANDARD, false),
            List.of());
    return new Plans(models, dialect, TableNaming.AS_MAPPED).of(models.find(first));
  }

  /** Notes what comes to each column, and how. */
  private static final class Notes extends RowWriter {
    private final List<String> notes = new ArrayList<>();

    private void note(int column, String how, @Nullable Object value) {
      assertThat(column).isEqualTo(notes.size() + 1);
      notes.add(how + ' ' + value);
    }

    @Override
    public void setBoolean(int column, boolean value) {
      note(column, "boolean", value);
    }

    @Override
    public void setByte(int column, byte value) {
      note(column, "byte", value);
    }

    @Override
    public void setShort(int column, short value) {
      note(column, "short", value);
    }

    @Override
    public void setInt(int column, int value) {
      note(column, "int", value);
    }

    @Override
    public void setLong(int column, long value) {
      note(column, "long", value);
    }

    @Override
    public void setFloat(int column, float value) {
      note(column, "float", value);
    }

    @Override
    public void setDouble(int column, double value) {
      note(column, "double", value);
    }

    @Override
    public void setString(int column, @Nullable String value) {
      note(column, "String", value);
    }

    @Override
    public void set(int column, @Nullable Object value) {
      note(column, "object", value);
    }

    @Override
    public void setFound(int column) {
      note(column, "found", "");
    }
  }

  private static AllTypes filled() {
    AllTypes object = new AllTypes();
    object.id = 7;
    object.aBoolean = true;
    object.aByte = 1;
    object.aShort = 2;
    object.anInt = 3;
    object.aLong = 4;
    object.aFloat = 5.5f;
    object.aDouble = 6.5;
    object.aChar = 'c';
    object.anInteger = 8;
    object.aLongObject = 9L;
    object.string = "text";
    object.decimal = BigDecimal.TEN;
    object.uuid = new UUID(1, 2);
    object.day = DayOfWeek.FRIDAY;
    object.date = LocalDate.EPOCH;
    object.converted = true;
    return object;
  }

  private static List<String> bound(EntityPlan plan, Object object) throws Exception {
    Notes notes = new Notes();
    Binder binder = plan.binder();
    assertThat(binder).isNotNull();
    assertThat(binder.getClass().isHidden()).isTrue();
    binder.bind((Enhanced) object, notes);
    List<PlannedColumn> columns = plan.tables().get(0).inserted();
    assertThat(notes.notes).hasSameSizeAs(columns);
    List<String> named = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String note = notes.notes.get(i);
      if (!note.startsWith("found ")) {
        ColumnAttribute leaf = (ColumnAttribute) columns.get(i).source();
        assertThat(note).endsWith(" " + leaf.read((Enhanced) object));
      }
      named.add(columns.get(i).name() + ": " + note);
    }
    return named;
  }

  @Test
  void eachColumn_getsWhatItsAttributeHolds_byTheMethodThatFits() throws Exception {
    assertThat(bound(plan(new H2Dialect(), AllTypes.class), filled()))
        .containsExactlyInAnyOrder(
            "id: found ", // a nestmate of the subclass may not read it
            "inherited: found ",
            "aboolean: boolean true",
            "abyte: byte 1",
            "ashort: short 2",
            "anint: int 3",
            "along: long 4",
            "afloat: float 5.5",
            "adouble: double 6.5",
            "achar: object c",
            "aninteger: object 8",
            "alongobject: object 9",
            "string: String text",
            "decimal: object 10",
            "bytes: object null",
            "uuid: object 00000000-0000-0001-0000-000000000002",
            "day: object FRIDAY",
            "date: object 1970-01-01",
            "amount: found ",
            "currency: found ",
            "converted: object true",
            "other_id: found ");
  }

  @Test
  void anEmptyObject_givesNullsAndZeros() throws Exception {
    assertThat(bound(plan(new H2Dialect(), AllTypes.class), new AllTypes()))
        .contains("string: String null", "aninteger: object null", "along: long 0");
  }

  @Test
  void aColumnOfAnotherType_isBoundByThatType() throws Exception {
    assertThat(bound(plan(new MySqlDialect(), AllTypes.class), filled()))
        .contains("afloat: object 5.5", "adouble: double 6.5"); // a float stands in a double there
  }

  @Test
  void nothingIsGenerated_whereUsersCodeWouldRun_orMoreThanTheObjectCounts() {
    Dialect h2 = new H2Dialect();
    assertThat(plan(h2, ByGetters.class).binder()).isNull();
    assertThat(plan(h2, Composite.class).binder()).isNull();
    assertThat(plan(h2, Element.class, Owner.class).binder()).isNull();
    assertThat(plan(h2, Owner.class, Element.class).binder()).isNotNull();
  }

  @Test
  void aBinder_isMadeOnce_alsoForOtherTables() {
    EntityPlan plan = plan(new H2Dialect(), AllTypes.class);
    assertThat(plan.binder()).isSameAs(plan.binder());
  }
}
