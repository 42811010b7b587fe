package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

class OrderColumnTest {

  @Embeddable
  static class Step {
    String text;
    int minutes;

    Step() {}

    Step(String text, int minutes) {
      this.text = text;
      this.minutes = minutes;
    }
  }

  @Entity
  static class Recipe {
    @Id int id;
    @ElementCollection @OrderColumn List<String> tags = new ArrayList<>();

    @ElementCollection
    @OrderColumn(name = "pos")
    List<Step> steps = new ArrayList<>();

    @ManyToMany @OrderColumn List<Food> foods = new ArrayList<>();

    @OneToMany(cascade = CascadeType.ALL)
    @JoinColumn(name = "recipe_id")
    @OrderColumn
    List<Note> notes = new ArrayList<>();

    @OneToMany(mappedBy = "recipe", orphanRemoval = true)
    @OrderColumn(name = "place")
    List<Photo> photos = new ArrayList<>();

    Recipe(int id) {
      this.id = id;
    }
  }

  @Entity
  static class Food {
    @Id String name;

    Food(String name) {
      this.name = name;
    }
  }

  @Entity
  static class Note {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String text;

    Note() {}

    Note(String text) {
      this.text = text;
    }
  }

  @Entity
  static class Photo {
    @Id int id;
    @ManyToOne Recipe recipe;

    Photo(int id) {
      this.id = id;
    }
  }

  private final H2 h2 = H2.with(Recipe.class, Food.class, Note.class, Photo.class);

  @AfterEach
  void close() {
    h2.close();
  }

  private void given(Consumer<Recipe> fill) {
    h2.sessions()
        .inTransaction(
            session -> {
              Recipe recipe = new Recipe(1);
              fill.accept(recipe);
              session.add(recipe);
            });
    h2.log().clear();
  }

  private void change(Consumer<Recipe> change) {
    try (Session session = h2.open()) {
      Recipe recipe = session.get(Recipe.class, 1);
      change.accept(recipe);
      h2.log().clear();
      session.commit();
    }
  }

  @Test
  void tags_keepTheirOrder() {
    given(r -> r.tags.addAll(List.of("c", "a", "b", "a")));
    assertThat(h2.rows("select tags, tags_order from recipe_tags order by 2"))
        .containsExactly("c,0", "a,1", "b,2", "a,3");
    try (Session session = h2.open()) {
      assertThat(session.get(Recipe.class, 1).tags).containsExactly("c", "a", "b", "a");
    }
  }

  @Test
  void swap_updatesTheTwoIndexes() {
    given(r -> r.tags.addAll(List.of("a", "b", "c")));
    change(r -> Collections.swap(r.tags, 0, 2));
    assertThat(h2.log().sql())
        .containsExactly("update recipe_tags set tags = ? where recipe_id = ? and tags_order = ?");
    assertThat(h2.log().events().get(0).parametersText()).isEqualTo("[c, 1, 0] [a, 1, 2]");
  }

  @Test
  void removeInTheMiddle_movesTheRestAndDeletesTheLast() {
    given(r -> r.tags.addAll(List.of("a", "b", "c")));
    change(r -> r.tags.remove(1));
    assertThat(h2.log().sql())
        .containsExactly(
            "delete from recipe_tags where recipe_id = ? and tags_order = ?",
            "update recipe_tags set tags = ? where recipe_id = ? and tags_order = ?");
    assertThat(h2.rows("select tags, tags_order from recipe_tags order by 2"))
        .containsExactly("a,0", "c,1");
  }

  @Test
  void append_isOneInsert() {
    given(r -> r.tags.addAll(List.of("a", "b")));
    change(r -> r.tags.add("c"));
    assertThat(h2.log().sql())
        .containsExactly("insert into recipe_tags (recipe_id, tags_order, tags) values (?, ?, ?)");
  }

  @Test
  void embeddable_changedInPlace_updatesItsChangedColumns() {
    given(r -> r.steps.addAll(List.of(new Step("mix", 1), new Step("bake", 30))));
    change(r -> r.steps.get(1).minutes = 35);
    assertThat(h2.log().sql())
        .containsExactly("update recipe_steps set minutes = ? where recipe_id = ? and pos = ?");
    assertThat(h2.log().events().get(0).parametersText()).isEqualTo("[35, 1, 1]");
  }

  @Test
  void manyToMany_movedElement_updatesTheJoinTable() {
    given(r -> r.foods.addAll(List.of(new Food("egg"), new Food("oil"))));
    change(r -> r.foods.add(0, r.foods.remove(1)));
    assertThat(h2.log().sql())
        .containsExactly(
            "update recipe_food set foods_name = ? where recipe_id = ? and foods_order = ?");
    try (Session session = h2.open()) {
      assertThat(session.get(Recipe.class, 1).foods)
          .extracting(food -> food.name)
          .containsExactly("oil", "egg");
    }
  }

  @Test
  void foreignKey_indexStandsInTheElementsRow() {
    given(r -> r.notes.addAll(List.of(new Note("a"), new Note("b"), new Note("c"))));
    assertThat(h2.rows("select text, recipe_id, notes_order from note order by id"))
        .containsExactly("a,1,0", "b,1,1", "c,1,2");
    change(r -> r.notes.add(1, new Note("new")));
    assertThat(h2.log().sql())
        .containsExactly(
            "insert into note (text, recipe_id, notes_order) values (?, ?, ?)",
            "update note set notes_order = ? where id = ?");
    assertThat(h2.log().events().get(1).parametersText()).isEqualTo("[2, 2] [3, 3]");
    try (Session session = h2.open()) {
      assertThat(session.get(Recipe.class, 1).notes)
          .extracting(note -> note.text)
          .containsExactly("a", "new", "b", "c");
    }
  }

  @Test
  void foreignKey_removedElement_losesKeyAndIndex() {
    given(r -> r.notes.addAll(List.of(new Note("a"), new Note("b"))));
    change(r -> r.notes.remove(0));
    assertThat(h2.log().sql())
        .containsExactly(
            "update note set notes_order = ? where id = ?",
            "update note set recipe_id = ?, notes_order = ? where id = ?");
    assertThat(h2.rows("select text, recipe_id, notes_order from note order by id"))
        .containsExactly("a,null,null", "b,1,0");
  }

  @Test
  void idTrap_insertsTheElementWithItsKeyAndIndex() {
    given(r -> r.notes.add(new Note("a")));
    try (Session session = h2.open()) {
      Recipe recipe = session.get(Recipe.class, 1);
      Note first = new Note("first");
      recipe.notes.add(0, first);
      session.add(first);
      h2.log().clear();
      assertThat(first.id).isEqualTo(2);
      assertThat(h2.log().sql())
          .containsExactly("insert into note (text, recipe_id, notes_order) values (?, ?, ?)");
      assertThat(h2.log().events().get(0).parametersText()).isEqualTo("[first, 1, 0]");
      h2.log().clear();
      session.commit();
    }
    assertThat(h2.log().sql()).containsExactly("update note set notes_order = ? where id = ?");
    assertThat(h2.log().events().get(0).parametersText()).isEqualTo("[1, 1]");
  }

  @Test
  void mappedBy_writesTheIndexOnly() {
    given(
        r -> {
          r.photos.add(new Photo(1));
          r.photos.add(new Photo(2));
        });
    assertThat(h2.rows("select id, recipe_id, place from photo order by id"))
        .containsExactly("1,1,0", "2,1,1");
    change(r -> Collections.reverse(r.photos));
    assertThat(h2.log().sql()).containsExactly("update photo set place = ? where id = ?");
    change(r -> r.photos.remove(0));
    assertThat(h2.log().sql())
        .containsExactly(
            "update photo set place = ? where id = ?", "delete from photo where id = ?");
    assertThat(h2.rows("select id, place from photo")).containsExactly("1,0");
  }

  @Test
  void gaps_areClosedInMemory_andByTheNextChange() {
    h2.sql("insert into recipe (id) values (1)");
    h2.sql("insert into recipe_tags (recipe_id, tags_order, tags) values (1, 2, 'a'), (1, 5, 'b')");
    try (Session session = h2.open()) {
      Recipe recipe = session.get(Recipe.class, 1);
      assertThat(recipe.tags).containsExactly("a", "b");
      h2.log().clear();
      session.commit();
      assertThat(h2.log().sql()).isEmpty();
      recipe.tags.add("c");
      session.commit();
    }
    assertThat(h2.rows("select tags, tags_order from recipe_tags order by 2"))
        .containsExactly("a,0", "b,1", "c,2");
  }

  @Test
  void elementsWithoutIndex_comeLast() {
    h2.sql("insert into recipe (id) values (1)");
    h2.sql("insert into photo (id, recipe_id, place) values (1, 1, null), (2, 1, 0)");
    change(r -> assertThat(r.photos).extracting(photo -> photo.id).containsExactly(2, 1));
    change(r -> r.photos.add(new Photo(3)));
    assertThat(h2.rows("select id, place from photo order by place"))
        .containsExactly("2,0", "1,1", "3,2");
  }

  @Test
  void nullInAList_isRefused() {
    given(r -> r.tags.add("a"));
    try (Session session = h2.open()) {
      session.get(Recipe.class, 1).tags.add(null);
      assertThatThrownBy(session::commit)
          .hasMessage(
              """
              A collection holds null
                  at Recipe.tags of Recipe 1
                  remove the null [ROWAN-317]""");
    }
  }

  @Test
  void rowThatIsGone_isStale() {
    given(r -> r.tags.addAll(List.of("a", "b")));
    try (Session session = h2.open()) {
      Recipe recipe = session.get(Recipe.class, 1);
      Collections.swap(recipe.tags, 0, 1);
      h2.sql("delete from recipe_tags where tags = 'b'");
      assertThatThrownBy(session::commit)
          .hasMessage(
              """
              Collection tags of Recipe 1 was changed by another transaction
                  a row of it is gone
                  in update recipe_tags set tags = ? where recipe_id = ? and tags_order = ?
                  roll back, read it again in a new session and repeat the change [ROWAN-401]""");
    }
  }
}
