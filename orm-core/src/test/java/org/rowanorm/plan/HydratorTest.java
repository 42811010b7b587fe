package org.rowanorm.plan;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Transient;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.rowanorm.annotation.ArrayColumn;
import org.rowanorm.annotation.Json;
import org.rowanorm.annotation.NativeEnum;
import org.rowanorm.declaration.ModelBuilder;
import org.rowanorm.declaration.Naming;
import org.rowanorm.dialect.H2Dialect;
import org.rowanorm.dialect.TableNaming;
import org.rowanorm.entity.Enhanced;
import org.rowanorm.entity.Hydrator;
import org.rowanorm.entity.Linkage;
import org.rowanorm.entity.RowReader;
import org.rowanorm.mapping.BasicAttribute;
import org.rowanorm.mapping.EntityModel;
import org.rowanorm.mapping.Models;
import org.rowanorm.mapping.NamingStrategy;
import org.rowanorm.mapping.TypeSettings;

/** The generated hydrator and its reflective twin do the same with the same rows. */
@SuppressWarnings({"UnusedVariable", "JavaUtilDate"}) // the fields are read through the engine
class HydratorTest {

  @MappedSuperclass
  static class Level {
    @Id long id;
    private String inherited;
    private int inheritedNumber;
    private char inheritedChar;
    @Transient private int behind;

    @Access(AccessType.PROPERTY)
    @SuppressWarnings("UnusedMethod") // by the engine
    private int getInheritedProperty() {
      return behind;
    }

    @SuppressWarnings("UnusedMethod") // by the engine
    private void setInheritedProperty(int value) {
      behind = value;
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
    private Boolean aBooleanObject;
    private Byte aByteObject;
    private Short aShortObject;
    private Integer anInteger;
    private Long aLongObject;
    private Float aFloatObject;
    private Double aDoubleObject;
    private Character aCharacter;
    private String string;
    private BigDecimal decimal;
    private BigInteger integer;
    private byte[] bytes;
    private UUID uuid;
    private DayOfWeek ordinal;

    @Enumerated(EnumType.STRING)
    private DayOfWeek named;

    private LocalDate date;
    private LocalTime time;
    private LocalDateTime dateTime;
    private Instant instant;
    private OffsetDateTime offsetDateTime;
    private ZonedDateTime zonedDateTime;
    private OffsetTime offsetTime;
    private Year year;
    private YearMonth yearMonth;
    private Duration duration;
    private char[] chars;
    private Character[] charObjects;
    private Byte[] byteObjects;
    private Date javaDate;
    private Calendar calendar;
    private Timestamp timestamp;
    private Currency currency;
    private Locale locale;
    private Class<?> type;
    private int[] ints;
    @ArrayColumn private List<String> list;
    @Json private Map<String, Integer> json;
    @Json private int jsonNumber;
    @NativeEnum private DayOfWeek nativeEnum;

    @Convert(converter = Letters.class)
    private boolean converted;

    @Convert(converter = Letters.class)
    private Boolean convertedObject;

    @ManyToOne private AllTypes other;

    boolean lacksInherited() {
      return id == 0;
    }

    AllTypes(String needed) {
      Objects.requireNonNull(needed);
    }

    @Transient private long first;
    @Transient private char second;
    @Transient private String third;
    @Transient private BigDecimal fourth;
    @Transient private AllTypes fifth;

    @Access(AccessType.PROPERTY)
    @SuppressWarnings("UnusedMethod") // by the engine
    private long getByPrivateMethods() {
      return first;
    }

    @SuppressWarnings("UnusedMethod") // by the engine
    private void setByPrivateMethods(long value) {
      first = value;
    }

    @Access(AccessType.PROPERTY)
    public char getLetter() {
      return second;
    }

    public void setLetter(char value) {
      second = value;
    }

    @Access(AccessType.PROPERTY)
    String getFluent() {
      return third;
    }

    AllTypes setFluent(String value) {
      third = value;
      return this;
    }

    @Access(AccessType.PROPERTY)
    protected BigDecimal getCounted() {
      return fourth;
    }

    protected long setCounted(BigDecimal value) {
      fourth = value;
      return 1;
    }

    @ManyToOne
    @Access(AccessType.PROPERTY)
    public AllTypes getReference() {
      return fifth;
    }

    public void setReference(AllTypes value) {
      fifth = value;
    }
  }

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

  private final EntityPlan plan = plan();

  private static EntityPlan plan() {
    H2Dialect dialect = new H2Dialect();
    Models models =
        ModelBuilder.build(
            List.of(AllTypes.class),
            TypeSettings.of(dialect.columnTypes()),
            new Naming(NamingStrategy.STANDARD, false),
            List.of());
    return new Plans(models, dialect, TableNaming.AS_MAPPED).of(models.all().get(0));
  }

  /** A row of made-up values, with nulls where they can be. */
  private final class Values extends RowReader {

    private final List<Object> values = new ArrayList<>();

    Values(long seed) {
      Random random = new Random(seed);
      for (PlannedColumn column : plan.selected()) {
        Class<?> type = plan.model().access().slot(column.source().slot()).type();
        boolean isNull = !type.isPrimitive() && random.nextInt(4) == 0;
        values.add(isNull ? null : value(column, random));
      }
    }

    private Object value(PlannedColumn column, Random random) {
      if (!(column.source() instanceof BasicAttribute)) {
        return plan.hydrator().instantiate();
      }
      Class<?> type = column.type().javaType();
      int n = random.nextInt(28) + 1;
      if (type.isEnum()) {
        return type.getEnumConstants()[n % 7];
      }
      if (type == Boolean.class) {
        return n % 2 == 0;
      }
      if (type == Byte.class) {
        return (byte) n;
      }
      if (type == Short.class) {
        return (short) n;
      }
      if (type == Integer.class) {
        return n;
      }
      if (type == Long.class) {
        return (long) n;
      }
      if (type == Float.class) {
        return n / 3f;
      }
      if (type == Double.class) {
        return n / 3d;
      }
      if (type == Character.class) {
        return (char) ('a' + n);
      }
      return other(type, n);
    }

    private Object other(Class<?> type, int n) {
      List<Object> examples =
          List.of(
              "text" + n,
              BigDecimal.valueOf(n, 2),
              BigInteger.valueOf(n),
              new byte[] {(byte) n},
              new UUID(n, n),
              LocalDate.of(2000, 1, n),
              LocalTime.of(1, n),
              LocalDateTime.of(2000, 1, n, 1, 1),
              Instant.ofEpochSecond(n),
              OffsetDateTime.parse("2000-01-01T00:00:00+01:00").plusDays(n),
              ZonedDateTime.parse("2000-01-01T00:00:00Z").plusDays(n),
              OffsetTime.parse("01:00:00+01:00").plusMinutes(n),
              Year.of(1900 + n),
              YearMonth.of(2000 + n, 1),
              Duration.ofMinutes(n),
              new char[] {(char) n},
              new Character[] {(char) n},
              new Byte[] {(byte) n},
              new Date(n),
              new GregorianCalendar(2000, 1, n),
              new Timestamp(n),
              Currency.getInstance("EUR"),
              Locale.ROOT,
              String.class,
              new int[] {n},
              List.of("n" + n),
              Map.of("n", n));
      return examples.stream().filter(type::isInstance).findFirst().orElseThrow();
    }

    private Object at(int column) {
      return values.get(column - 3);
    }

    @Override
    public long number() {
      return (Long) values.get(0);
    }

    @Override
    public boolean getBoolean(int column) {
      assertThat(plan.selected().get(column - 3).type().isDirect()).isTrue();
      return (Boolean) at(column);
    }

    @Override
    public byte getByte(int column) {
      return (Byte) at(column);
    }

    @Override
    public short getShort(int column) {
      return (Short) at(column);
    }

    @Override
    public int getInt(int column) {
      assertThat(plan.selected().get(column - 3).type().isDirect()).isTrue();
      return (Integer) at(column);
    }

    @Override
    public long getLong(int column) {
      return (Long) at(column);
    }

    @Override
    public float getFloat(int column) {
      return (Float) at(column);
    }

    @Override
    public double getDouble(int column) {
      return (Double) at(column);
    }

    @Override
    public String getString(int column) {
      return (String) at(column);
    }

    @Override
    public BigDecimal getDecimal(int column) {
      return (BigDecimal) at(column);
    }

    @Override
    public <T> T getObject(int column, Class<T> asked) {
      assertThat(plan.selected().get(column - 3).type().isObject()).isTrue();
      return asked.cast(at(column));
    }

    @Override
    public Object get(int column, int slot) {
      assertThat(plan.selected().get(column - 3).source().slot()).isEqualTo(slot);
      return at(column);
    }
  }

  @Test
  void generatedAndReflective_fillEveryTypeAlike() throws Exception {
    Hydrator generated = HydratorGenerator.generate(plan.layout(), Linkage.of(AllTypes.class));
    Hydrator reflective = new ReflectiveHydrator(plan.layout(), Linkage.of(AllTypes.class));
    assertThat(generated.getClass().isHidden()).isTrue();
    for (long seed = 0; seed < 200; seed++) {
      Values row = new Values(seed);
      Enhanced left = generated.instantiate();
      Enhanced right = reflective.instantiate();
      assertThat(left.getClass()).isEqualTo(AllTypes.class).isEqualTo(right.getClass());
      generated.hydrate(left, row, 3);
      reflective.hydrate(right, row, 3);
      assertThat(plan.selected()).filteredOn(c -> isProperty(c.source().slot())).hasSize(6);
      assertAlike(left, right, row);
    }
  }

  @Test
  void newObject_hasInTwoStepsWhatItHasInOne() throws Exception {
    Hydrator generated = HydratorGenerator.generate(plan.layout(), Linkage.of(AllTypes.class));
    Hydrator reflective = new ReflectiveHydrator(plan.layout(), Linkage.of(AllTypes.class));
    for (long seed = 0; seed < 200; seed++) {
      Values row = new Values(seed);
      Enhanced left = generated.create(row, 3);
      AllTypes made = (AllTypes) (Object) left;
      assertThat(made.aLong).as("a field of its own").isEqualTo(valueOf("aLong", row));
      assertThat(List.of(made.lacksInherited(), made.other == null, made.third == null))
          .as("inherited, a reference, a property")
          .containsOnly(true);
      generated.complete(left, row, 3);
      Enhanced right = reflective.create(row, 3);
      reflective.complete(right, row, 3);
      assertAlike(left, right, row);
    }
  }

  private void assertAlike(Enhanced left, Enhanced right, Values row) {
    EntityModel model = plan.model();
    for (int i = 0; i < plan.selected().size(); i++) {
      int slot = plan.selected().get(i).source().slot();
      assertThat(model.access().read(left, slot))
          .as(model.attribute(slot).path())
          .isEqualTo(model.access().read(right, slot))
          .isEqualTo(row.values.get(i));
    }
  }

  private Object valueOf(String attribute, Values row) {
    for (int i = 0; i < plan.selected().size(); i++) {
      if (plan.selected().get(i).source().name().equals(attribute)) {
        return row.values.get(i);
      }
    }
    throw new IllegalArgumentException(attribute);
  }

  private boolean isProperty(int slot) {
    return plan.model().access().slot(slot).isProperty();
  }
}
