package org.rowanorm.feature;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rowanorm.session.Session;
import org.rowanorm.support.H2;

/** What becomes of an object that is to be deleted, and of what it leads to. */
class ReviveTest {

  @Entity
  static class Folder {
    @Id int id;

    @OneToMany(mappedBy = "folder", cascade = CascadeType.ALL)
    List<Page> pages = new ArrayList<>();

    @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
    @JoinColumn(name = "folder_id")
    List<Tab> tabs = new ArrayList<>();
  }

  @Entity
  static class Page {
    @Id int id;
    @ManyToOne Folder folder;
  }

  @Entity
  static class Tab {
    @Id int id;
  }

  private final H2 h2 = H2.with(Folder.class, Page.class, Tab.class);

  ReviveTest() {
    h2.sql("insert into folder (id) values (1)");
    h2.sql("insert into page (id, folder_id) values (1, 1), (2, 1)");
    h2.sql("insert into tab (id, folder_id) values (1, 1), (2, 1)");
  }

  @AfterEach
  void close() {
    h2.close();
  }

  private void requireAll(Session session, Folder folder) {
    h2.log().clear();
    session.commit();
    assertThat(h2.log().sql()).isEmpty();
    assertThat(folder.pages).hasSize(2);
    assertThat(folder.tabs).hasSize(2);
    assertThat(h2.rows("select id from page union all select id from tab")).hasSize(4);
  }

  @Test
  void whatWasToGoWithIt_stays() {
    try (Session session = h2.open()) {
      Folder folder = session.get(Folder.class, 1);
      session.delete(folder);
      session.add(folder);
      requireAll(session, folder);
    }
  }

  @Test
  void afterARollbackOfTheFlush_whatWasToGoWithIt_stays() {
    try (Session session = h2.open()) {
      Folder folder = session.get(Folder.class, 1);
      session.delete(folder);
      session.flush();
      session.rollback();
      session.add(folder);
      requireAll(session, folder);
    }
  }

  @Test
  void whatWasDeletedBefore_goes() {
    try (Session session = h2.open()) {
      Folder folder = session.get(Folder.class, 1);
      Page page = folder.pages.get(0);
      session.delete(page);
      session.delete(folder);
      session.add(folder);
      session.commit();
      assertThat(folder.pages).doesNotContain(page).hasSize(1);
    }
    assertThat(h2.rows("select id from page")).hasSize(1);
  }

  @Test
  void newElementsAndTargets_ofADeletedObject_areNotInserted() {
    try (Session session = h2.open()) {
      Folder folder = session.get(Folder.class, 1);
      Tab tab = new Tab();
      tab.id = 9;
      folder.tabs.add(tab);
      Page page = folder.pages.get(0);
      page.folder = new Folder();
      page.folder.id = 9;
      session.delete(page);
      session.delete(folder);
      session.commit();
    }
    assertThat(h2.rows("select id from folder union all select id from tab")).isEmpty();
  }
}
