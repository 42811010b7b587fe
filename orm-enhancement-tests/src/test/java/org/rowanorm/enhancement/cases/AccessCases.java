package org.rowanorm.enhancement.cases;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.rowanorm.enhancement.BothDoors;
import org.rowanorm.enhancement.H2;
import org.rowanorm.session.Session;

/** Who touches the field: wherever the code stands, the access is trapped. */
class AccessCases {

  private static final String LOAD =
      "select i.id, i.name, i.size, i.parent_id from item i where i.id in (?)";

  @Entity
  static class Item {
    @Id int id;
    private String name;
    protected int size;
    @ManyToOne Item parent;

    static int compare(Item left, Item right) {
      return Integer.compare(left.size, right.size);
    }

    class Inner {
      String outerName() {
        return name;
      }
    }

    static class Nested {
      private String name = "own"; // the same name, in a class that is not mapped

      String both(Item item) {
        return name + " " + item.name;
      }
    }

    Supplier<String> anonymous() {
      return new Supplier<>() {
        @Override
        public String get() {
          return name;
        }
      };
    }

    String local() {
      class Local {
        String name() {
          return name;
        }
      }
      return new Local().name();
    }

    Supplier<String> lambda() {
      return () -> name;
    }

    private String name() {
      return name;
    }

    Supplier<String> reference() {
      return this::name;
    }

    int inSwitch() {
      return switch (name) {
        case "one" -> 1;
        default -> 0;
      };
    }
  }

  /** A class of the module that is not mapped. */
  static class Report {
    static String of(Item item) {
      return item.size + " " + item.name;
    }
  }

  /** Reads through a reference that is not loaded, and gives what was sent. */
  private static List<String> reading(Function<Item, Object> access, Object expected) {
    try (H2 h2 = H2.with(Item.class)) {
      h2.sql("insert into item (id, name, size, parent_id) values (1, 'one', 3, null)");
      h2.sql("insert into item (id, name, size, parent_id) values (2, 'two', 4, 1)");
      try (Session session = h2.open()) {
        Item parent = session.get(Item.class, 2).parent;
        h2.log().clear();
        assertThat(access.apply(parent)).isEqualTo(expected);
        return h2.log().sql();
      }
    }
  }

  @BothDoors
  void H_A2_nestedClassWithAFieldOfTheSameName_keepsItsOwn() {
    assertThat(reading(item -> new Item.Nested().both(item), "own one")).containsExactly(LOAD);
  }

  @BothDoors
  void H_C1_innerClass_isTrapped() {
    assertThat(reading(item -> item.new Inner().outerName(), "one")).containsExactly(LOAD);
  }

  @BothDoors
  void H_C1_anonymousClass_isTrapped() {
    assertThat(reading(item -> item.anonymous().get(), "one")).containsExactly(LOAD);
  }

  @BothDoors
  void H_C1_localClass_isTrapped() {
    assertThat(reading(Item::local, "one")).containsExactly(LOAD);
  }

  @BothDoors
  void H_C2_lambda_isTrapped() {
    assertThat(reading(item -> item.lambda().get(), "one")).containsExactly(LOAD);
  }

  @BothDoors
  void H_C2_methodReference_isTrapped() {
    assertThat(reading(item -> item.reference().get(), "one")).containsExactly(LOAD);
  }

  @BothDoors
  void H_C2_switch_isTrapped() {
    assertThat(reading(Item::inSwitch, 1)).containsExactly(LOAD);
  }

  @BothDoors
  void H_C3_staticMethod_isTrapped() {
    assertThat(reading(item -> Item.compare(item, item), 0)).containsExactly(LOAD);
  }

  @BothDoors
  void H_C4_classThatIsNotMapped_isTrapped() {
    assertThat(reading(Report::of, "3 one")).containsExactly(LOAD);
  }

  @BothDoors
  void H_C4_comparatorOfAnotherClass_isTrapped() {
    Comparator<Item> bySize = Comparator.comparingInt(item -> item.size);
    assertThat(reading(item -> bySize.compare(item, item), 0)).containsExactly(LOAD);
  }

  @BothDoors
  void H_A10_compoundAccess_isTrapped() {
    assertThat(reading(item -> item.size++ + (item.size += 2) + item.size, 15))
        .containsExactly(LOAD);
  }
}
