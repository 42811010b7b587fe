package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

class GenericsTest {

  @MappedSuperclass
  abstract static class Identified<K> {
    @Id K id;

    Identified(K id) {
      this.id = id;
    }
  }

  @MappedSuperclass
  abstract static class Tree<N extends Tree<N, V>, V> extends Identified<Long> {
    @ManyToOne @Nullable N parent;

    @OneToMany(mappedBy = "parent")
    List<N> children = new ArrayList<>();

    @Nullable V label;

    Tree(Long id) {
      super(id);
    }
  }

  @Entity
  static class Folder extends Tree<Folder, String> {
    Folder(Long id, @Nullable Folder parent) {
      super(id);
      this.parent = parent;
    }
  }

  @Test
  void H_B5_typeVariables_areWhatTheEntitySays() {
    try (H2 h2 = H2.with(Folder.class)) {
      h2.sessions()
          .inTransaction(
              session -> {
                Folder root = new Folder(1L, null);
                root.label = "root";
                session.add(root);
                session.add(new Folder(2L, root));
              });
      try (Session session = h2.open()) {
        Folder leaf = session.get(Folder.class, 2L);
        assertThat(leaf.parent.label).isEqualTo("root");
        assertThat(leaf.parent.children).containsExactly(leaf);
        leaf.label = "leaf";
        session.commit();
      }
      assertThat(h2.rows("select id, parent_id, label from folder order by id"))
          .containsExactly("1,null,root", "2,1,leaf");
    }
  }
}
