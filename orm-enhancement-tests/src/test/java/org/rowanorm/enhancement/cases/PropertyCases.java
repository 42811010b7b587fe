package org.rowanorm.enhancement.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import org.rowanorm.enhancement.BothDoors;
import org.rowanorm.enhancement.H2;
import org.rowanorm.error.EntityStateException;
import org.rowanorm.error.LazyLoadException;
import org.rowanorm.session.LazyAfterClose;
import org.rowanorm.session.Session;

/** Attributes that are reached by getters and setters. */
public class PropertyCases {

  @MappedSuperclass
  abstract static class Keyed<K> {
    private K key;

    @Id
    public K getId() {
      return key;
    }

    protected void setId(K id) {
      key = id;
    }
  }

  @Embeddable
  static class Address {
    private String town;
    private int code;

    @Column(name = "town")
    public String getCity() {
      return town;
    }

    public void setCity(String city) {
      town = city;
    }

    public int getZip() {
      return code;
    }

    void setZip(int zip) {
      code = zip;
    }
  }

  @Entity
  static class Person extends Keyed<Integer> {
    @Access(AccessType.FIELD)
    @SuppressWarnings("UnusedVariable") // by the engine
    private int logins;

    private long stamp;
    private String called;
    private boolean on;
    private Person friend;
    private List<Person> fans = new ArrayList<>();
    private Address home;

    Person(int id, String name) {
      setId(id);
      called = name;
    }

    @Version
    @SuppressWarnings("UnusedMethod") // by the engine
    private long getStamp() {
      return stamp;
    }

    @SuppressWarnings("UnusedMethod") // by the engine
    private void setStamp(long stamp) {
      this.stamp = stamp;
    }

    @Column(name = "full_name")
    public String getName() {
      return called;
    }

    public Person setName(String name) {
      called = name;
      return this;
    }

    public boolean isActive() {
      return on;
    }

    public void setActive(boolean active) {
      on = active;
    }

    @ManyToOne
    public Person getFriend() {
      return friend;
    }

    public void setFriend(Person friend) {
      this.friend = friend;
    }

    @OneToMany(mappedBy = "friend")
    public List<Person> getFans() {
      return fans;
    }

    void setFans(List<Person> fans) {
      this.fans = fans;
    }

    public Address getHome() {
      return home;
    }

    public void setHome(Address home) {
      this.home = home;
    }

    @Transient
    public String getShout() {
      return getName().toUpperCase(java.util.Locale.ROOT);
    }

    public int getLength() {
      return called.length();
    }

    String behindTheGetter() {
      return called;
    }

    void login() {
      logins++;
    }
  }

  private static H2 people() {
    return people(LazyAfterClose.LOAD);
  }

  private static H2 people(LazyAfterClose policy) {
    H2 h2 = H2.with(builder -> builder.entities(Person.class).lazyAfterClose(policy));
    h2.sql(
        "insert into person (id, logins, stamp, full_name, active, town, zip)"
            + " values (1, 5, 0, 'Ann', true, 'Bonn', 53111)");
    h2.sql(
        "insert into person (id, logins, stamp, full_name, active, friend_id)"
            + " values (2, 0, 0, 'Bob', false, 1)");
    h2.log().clear();
    return h2;
  }

  private static final String BY_IDS =
      "select p.id, p.logins, p.stamp, p.full_name, p.active, p.friend_id, p.town, p.zip"
          + " from person p where p.id in (?)";

  @BothDoors
  void H_C6_propertyEntity_goesIntoItsRowAndComesBack() {
    try (H2 h2 = H2.with(Person.class)) {
      try (Session session = h2.open()) {
        Person ann = new Person(1, "Ann");
        Address home = new Address();
        home.setCity("Bonn");
        home.setZip(53111);
        ann.setHome(home);
        ann.setActive(true);
        Person bob = new Person(2, "Bob");
        bob.setFriend(ann);
        session.add(bob);
        session.commit();
      }
      assertThat(
              h2.rows(
                  "select id, logins, stamp, full_name, active, friend_id, town, zip from person"
                      + " order by id"))
          .containsExactly("1,0,0,Ann,TRUE,null,Bonn,53111", "2,0,0,Bob,FALSE,1,null,null");
      try (Session session = h2.open()) {
        Person bob = session.get(Person.class, 2);
        assertThat(bob.getId()).isEqualTo(2);
        assertThat(bob.getShout()).isEqualTo("BOB");
        assertThat(bob.getHome()).isNull();
        assertThat(bob.getFriend().getHome().getZip()).isEqualTo(53111);
        assertThat(bob.getFriend().isActive()).isTrue();
        assertThat(bob.getFriend().getFans()).containsExactly(bob);
      }
    }
  }

  @BothDoors
  void H_C6_getterOfAReference_loadsIt_itsIdDoesNot() {
    try (H2 h2 = people();
        Session session = h2.open()) {
      Person friend = session.get(Person.class, 2).getFriend();
      h2.log().clear();
      assertThat(friend.getId()).isEqualTo(1);
      assertThat(h2.log().sql()).isEmpty();
      assertThat(friend.getName()).isEqualTo("Ann");
      assertThat(h2.log().sql()).containsExactly(BY_IDS);
    }
  }

  @BothDoors
  void H_C6_setter_writesItsColumnAlone() {
    try (H2 h2 = people()) {
      try (Session session = h2.open()) {
        Person ann = session.get(Person.class, 1);
        h2.log().clear();
        ann.setName("Ann").setActive(true);
        session.flush();
        assertThat(h2.log().sql()).isEmpty();
        ann.setName("Anna");
        session.commit();
      }
      assertThat(h2.log().sql())
          .containsExactly("update person set stamp = ?, full_name = ? where id = ? and stamp = ?");
      assertThat(h2.rows("select full_name, stamp from person where id = 1"))
          .containsExactly("Anna,1");
    }
  }

  @BothDoors
  void H_C6_fieldAmongProperties_isTrappedWhereverItIsTouched() {
    try (H2 h2 = people()) {
      try (Session session = h2.open()) {
        session.get(Person.class, 2).getFriend().login();
        session.commit();
      }
      assertThat(h2.rows("select logins, stamp from person where id = 1")).containsExactly("6,1");
    }
  }

  @BothDoors
  void H_C6_collectionBehindAGetter_loadsOnce_andKeepsWhatIsAdded() {
    try (H2 h2 = people()) {
      try (Session session = h2.open()) {
        Person ann = session.get(Person.class, 1);
        h2.log().clear();
        List<Person> fans = ann.getFans();
        assertThat(h2.log().sql()).isEmpty();
        assertThat(fans).hasSize(1);
        assertThat(ann.getFans()).isSameAs(fans);
        assertThat(h2.log().sql()).hasSize(1);
        Person cid = new Person(3, "Cid");
        cid.setFriend(ann);
        fans.add(cid);
        session.commit();
      }
      assertThat(h2.rows("select friend_id from person where id = 3")).containsExactly("1");
    }
  }

  @BothDoors
  void H_D4_embeddableBehindAGetter_changesInPlace() {
    try (H2 h2 = people()) {
      try (Session session = h2.open()) {
        Person ann = session.get(Person.class, 1);
        h2.log().clear();
        ann.getHome().setCity("Ulm");
        session.commit();
      }
      assertThat(h2.log().sql())
          .containsExactly("update person set stamp = ?, town = ? where id = ? and stamp = ?");
      assertThat(h2.rows("select town, zip from person where id = 1")).containsExactly("Ulm,53111");
    }
  }

  @BothDoors
  void H_D9_setterOfTheId_isRefused() {
    try (H2 h2 = people();
        Session session = h2.open()) {
      Person ann = session.get(Person.class, 1);
      assertThatThrownBy(() -> ann.setId(7))
          .isInstanceOf(EntityStateException.class)
          .hasMessage(
              """
              The id of Person 1 cannot be changed to 7
                  at Person.id
                  an id stands for its row: delete the object and add a new one [ROWAN-312]""");
      assertThat(ann.getId()).isEqualTo(1);
    }
  }

  @BothDoors
  void H_E2_getterAfterTheSession_loads() {
    try (H2 h2 = people()) {
      Person friend;
      try (Session session = h2.open()) {
        friend = session.get(Person.class, 2).getFriend();
      }
      h2.log().clear();
      assertThat(friend.getName()).isEqualTo("Ann");
      assertThat(h2.log().sql()).containsExactly(BY_IDS);
    }
  }

  @BothDoors
  void H_E2_getterAfterTheSession_isRefused() {
    try (H2 h2 = people(LazyAfterClose.RAISE)) {
      Person friend;
      try (Session session = h2.open()) {
        friend = session.get(Person.class, 2).getFriend();
      }
      assertThatThrownBy(friend::getName)
          .isInstanceOf(LazyLoadException.class)
          .hasMessageMatching(
              """
              Attribute 'name' of Person 1 was not loaded
                  its session is closed, or let go of it
                  it was loaded by its id, at \\S+\\(PropertyCases\\.java:\\d+\\)
                  read it before that, or set lazyAfterClose\\(LazyAfterClose\\.LOAD\\) \\[ROWAN-601]""");
    }
  }

  @BothDoors
  void H_C6_fieldBehindAProperty_isTheClassesOwnBusiness() {
    try (H2 h2 = people();
        Session session = h2.open()) {
      Person friend = session.get(Person.class, 2).getFriend();
      h2.log().clear();
      assertThat(friend.behindTheGetter()).isNull();
      assertThat(h2.log().sql()).isEmpty();
    }
  }

  /** Names and methods that are not what they look like. */
  @Entity
  @Access(AccessType.PROPERTY)
  static class Odd {
    private long _code;
    private String address;
    private String both;
    private boolean ready;
    private Odd other;

    @Id
    @GeneratedValue
    public long getCode() {
      return _code;
    }

    public void setCode(long code) {
      _code = code;
    }

    public String getURL() {
      return address;
    }

    public void setURL(String url) {
      address = url;
    }

    public String getaB() {
      return both;
    }

    /** Refuses some values, and ignores others. */
    public void setaB(String value) {
      if (value == null) {
        throw new IllegalArgumentException("null");
      }
      both = value.isEmpty() ? both : value;
    }

    public boolean isReady() {
      return ready;
    }

    public boolean getReady() {
      return ready;
    }

    public void setReady(boolean now) {
      ready = now;
    }

    @ManyToOne
    public Odd getOther() {
      return other;
    }

    public void setOther(Odd other) {
      this.other = other;
    }

    /** Delegates, and has no field. */
    @Transient
    public String getOthersURL() {
      return other.getURL();
    }

    public void setX(int x) {
      _code += x;
    }

    public int getX(int x) {
      return x;
    }

    public static int getCount() {
      return 1;
    }

    public static void setCount(int count) {}

    String get() {
      return "";
    }
  }

  private static H2 odds() {
    H2 h2 = H2.with(Odd.class);
    h2.sql("insert into odd (url, ab, ready) values ('a', 'b', true)");
    h2.sql("insert into odd (url, ab, ready, other_code) values ('c', 'd', false, 1)");
    h2.log().clear();
    return h2;
  }

  @BothDoors
  void H_C5_oddGetters_areNoAttributes_andNamesAreThoseOfJavaBeans() {
    try (H2 h2 = odds();
        Session session = h2.open()) {
      Odd two = session.get(Odd.class, 2L);
      assertThat(h2.log().sql())
          .containsExactly(
              "select o.code, o.url, o.ab, o.ready, o.other_code from odd o" + " where o.code = ?");
      assertThat(two.getOthersURL()).isEqualTo("a");
      assertThat(two.getX(3) + Odd.getCount()).isEqualTo(4);
    }
  }

  @BothDoors
  void H_C5_eitherGetterOfAnAttribute_loads() {
    try (H2 h2 = odds();
        Session session = h2.open()) {
      assertThat(session.get(Odd.class, 2L).getOther().getReady()).isTrue();
    }
  }

  @BothDoors
  void H_D2_plainSetterOfAReference_isOneUpdate() {
    try (H2 h2 = odds()) {
      try (Session session = h2.open()) {
        Odd one = session.get(Odd.class, 2L).getOther();
        h2.log().clear();
        one.setURL(null);
        session.commit();
      }
      assertThat(h2.log().sql()).containsExactly("update odd set url = ? where code = ?");
      assertThat(h2.rows("select url, ab from odd where code = 1")).containsExactly("null,b");
    }
  }

  @BothDoors
  void H_D5_valueSetBeforeTheLoad_survivesIt() {
    try (H2 h2 = odds()) {
      try (Session session = h2.open()) {
        Odd one = session.get(Odd.class, 2L).getOther();
        one.setURL("z");
        assertThat(one.getaB()).isEqualTo("b");
        assertThat(one.getURL()).isEqualTo("z");
        session.commit();
      }
      assertThat(h2.rows("select url, ab from odd where code = 1")).containsExactly("z,b");
    }
  }

  @BothDoors
  void H_C6_setterThatLeavesTheValue_losesNothing() {
    try (H2 h2 = odds()) {
      try (Session session = h2.open()) {
        Odd one = session.get(Odd.class, 2L).getOther();
        assertThatThrownBy(() -> one.setaB(null)).hasMessage("null");
        one.setaB("");
        session.commit();
      }
      assertThat(h2.rows("select url, ab from odd where code = 1")).containsExactly("a,b");
    }
  }

  @BothDoors
  void H_C6_getterOfTheIdOfANewObject_insertsIt() {
    try (H2 h2 = odds();
        Session session = h2.open()) {
      Odd three = new Odd();
      three.setURL("t");
      session.add(three);
      assertThat(h2.log().sql()).isEmpty();
      assertThat(three.getCode()).isEqualTo(3);
      assertThat(h2.log().sql())
          .containsExactly("insert into odd (url, ab, ready, other_code) values (?, ?, ?, ?)");
    }
  }

  @Entity
  static class Guarded {
    private int id;
    private List<Guarded> copied = new ArrayList<>();
    private List<Guarded> wrapped = new ArrayList<>();

    @Id
    int getId() {
      return id;
    }

    void setId(int id) {
      this.id = id;
    }

    @OneToMany
    @JoinColumn(name = "copied_id")
    List<Guarded> getCopied() {
      return copied;
    }

    void setCopied(List<Guarded> given) {
      copied = new ArrayList<>(given);
    }

    @OneToMany
    @JoinColumn(name = "wrapped_id")
    List<Guarded> getWrapped() {
      return java.util.Collections.unmodifiableList(wrapped);
    }

    void setWrapped(List<Guarded> given) {
      wrapped = given;
    }
  }

  @BothDoors
  void H_C6_collectionThatIsNotKept_isRefused() {
    try (H2 h2 = H2.with(Guarded.class)) {
      h2.sql("insert into guarded (id) values (1)");
      try (Session session = h2.open()) {
        Guarded one = session.get(Guarded.class, 1);
        assertThatThrownBy(one::getWrapped)
            .isInstanceOf(EntityStateException.class)
            .hasMessage(
                """
                The collection that is set is not what the getter gives
                    at Guarded.wrapped
                    let getter and setter pass the collection itself, or annotate the field with \
                @Access(AccessType.FIELD) [ROWAN-318]""");
        assertThatThrownBy(one::getCopied).hasMessageContaining("at Guarded.copied");
      }
    }
  }

  /** Whose getter is swapped in another test. */
  @Entity
  public static class Tune {
    private int id;
    private String title;
    private Tune cover;

    @Id
    public int getId() {
      return id;
    }

    public void setId(int id) {
      this.id = id;
    }

    public String getTitle() {
      return title;
    }

    public void setTitle(String title) {
      this.title = title;
    }

    @ManyToOne
    public Tune getCover() {
      return cover;
    }

    public void setCover(Tune cover) {
      this.cover = cover;
    }
  }

  @MappedSuperclass
  abstract static class Titled {
    private String title;

    public String getTitle() {
      return title;
    }

    public void setTitle(String title) {
      this.title = title;
    }

    @Id
    public abstract Long getId();

    public abstract void setId(Long id);
  }

  @Entity
  static class Song extends Titled {
    private Long id;
    private Song cover;

    @Override
    public Long getId() {
      return id;
    }

    @Override
    public void setId(Long id) {
      this.id = id;
    }

    @Override
    public String getTitle() {
      return "<" + super.getTitle() + ">";
    }

    @Override
    public void setTitle(String title) {
      super.setTitle(title.replaceAll("[<>]", ""));
    }

    @ManyToOne
    public Song getCover() {
      return cover;
    }

    public void setCover(Song cover) {
      this.cover = cover;
    }
  }

  @BothDoors
  void H_C6_overriddenAndAbstractAccessors_areTheUsersAndTrapped() {
    try (H2 h2 = H2.with(Song.class)) {
      h2.sql("insert into song (id, title) values (1, '<one>')");
      h2.sql("insert into song (id, title, cover_id) values (2, '<two>', 1)");
      try (Session session = h2.open()) {
        Song cover = session.get(Song.class, 2L).getCover();
        assertThat(cover.getId()).isEqualTo(1);
        assertThat(cover.getTitle()).isEqualTo("<one>");
        cover.setTitle("<uno>");
        session.commit();
      }
      assertThat(h2.rows("select title from song order by id")).containsExactly("<uno>", "<two>");
    }
  }

  @Entity
  static class Animal {
    private int id;
    private String name;

    @Id
    int getId() {
      return id;
    }

    void setId(int id) {
      this.id = id;
    }

    String getName() {
      return name;
    }

    void setName(String name) {
      this.name = name;
    }
  }

  @Entity
  static class Dog extends Animal {
    private int age;
    private Animal friend;

    int getYears() {
      return age;
    }

    void setYears(int years) {
      age = years;
    }

    @ManyToOne
    Animal getFriend() {
      return friend;
    }

    void setFriend(Animal friend) {
      this.friend = friend;
    }
  }

  @BothDoors
  void H_E5_gettersOfEntitiesThatExtendEachOther_giveTheExactClass() {
    try (H2 h2 = H2.with(Animal.class, Dog.class)) {
      try (Session session = h2.open()) {
        Dog rex = new Dog();
        rex.setId(1);
        rex.setName("Rex");
        rex.setYears(7);
        Dog bello = new Dog();
        bello.setId(2);
        bello.setFriend(rex);
        session.add(bello);
        session.commit();
      }
      try (Session session = h2.open()) {
        Dog bello = session.get(Dog.class, 2);
        h2.log().clear();
        assertThat(bello.getFriend()).isExactlyInstanceOf(Dog.class);
        assertThat(((Dog) bello.getFriend()).getYears()).isEqualTo(7);
        assertThat(h2.log().sql()).hasSize(1);
        bello.getFriend().setName("Max");
        session.commit();
      }
      assertThat(h2.rows("select name, years, friend_id from animal order by id"))
          .containsExactly("Max,7,null", "null,0,1");
    }
  }
}
