package org.rowanorm.suite.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rowanorm.query.Path.path;

import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rowanorm.query.ElementsPath;
import org.rowanorm.query.EntityPath;
import org.rowanorm.query.EntityPath.Place;
import org.rowanorm.query.StringPath;
import org.rowanorm.query.ToManyPath;
import org.rowanorm.session.Session;

/** Tables of references and of collections whose rows hold other keys than the ids. */
public interface ReferencedKeysTopic extends SuiteFixture {

  List<Class<?>> ENTITIES = List.of(Guild.class, Skill.class, Artisan.class);

  @Entity(name = "Guild")
  class Guild {
    @Id @GeneratedValue long id;

    @Column(unique = true, length = 20)
    String code;

    @ManyToMany(cascade = CascadeType.PERSIST)
    @JoinTable(
        name = "guild_skill",
        joinColumns = @JoinColumn(name = "guild_code", referencedColumnName = "code"),
        inverseJoinColumns = @JoinColumn(name = "skill_tag", referencedColumnName = "tag"))
    List<Skill> skills = new ArrayList<>();

    @ElementCollection
    @CollectionTable(
        name = "guild_rule",
        joinColumns = @JoinColumn(name = "guild_code", referencedColumnName = "code"))
    @Column(name = "said")
    List<String> rules = new ArrayList<>();

    @OneToMany(mappedBy = "guild")
    List<Artisan> artisans = new ArrayList<>();

    Guild(String code) {
      this.code = code;
    }
  }

  @Entity(name = "GuildSkill")
  class Skill {
    @Id @GeneratedValue long id;

    @Column(unique = true, length = 20)
    String tag;

    @ManyToMany(mappedBy = "skills")
    List<Guild> guilds = new ArrayList<>();

    Skill(String tag) {
      this.tag = tag;
    }
  }

  @Entity(name = "Artisan")
  class Artisan {
    @Id @GeneratedValue long id;

    @Column(unique = true, length = 20)
    String badge;

    @ManyToOne
    @JoinTable(
        name = "artisan_guild",
        joinColumns = @JoinColumn(name = "artisan_badge", referencedColumnName = "badge"),
        inverseJoinColumns = @JoinColumn(name = "guild_code", referencedColumnName = "code"))
    @Nullable Guild guild;

    Artisan(String badge, @Nullable Guild guild) {
      this.badge = badge;
      this.guild = guild;
    }
  }

  /** Paths of a guild. */
  final class GuildPath extends EntityPath<Guild> {
    GuildPath(Place place) {
      super(place);
    }

    @Override
    protected GuildPath at(Place place) {
      return new GuildPath(place);
    }

    StringPath code() {
      return string("code");
    }

    ToManyPath<Skill, SkillPath> skills() {
      return toMany("skills", Skill.class, SkillPath::new);
    }

    ToManyPath<Artisan, ArtisanPath> artisans() {
      return toMany("artisans", Artisan.class, ArtisanPath::new);
    }

    ElementsPath<String, StringPath> rules() {
      return elements("rules", StringPath::new);
    }
  }

  /** Paths of a skill. */
  final class SkillPath extends EntityPath<Skill> {
    SkillPath(Place place) {
      super(place);
    }

    @Override
    protected SkillPath at(Place place) {
      return new SkillPath(place);
    }

    StringPath tag() {
      return string("tag");
    }
  }

  /** Paths of an artisan. */
  final class ArtisanPath extends EntityPath<Artisan> {
    ArtisanPath(Place place) {
      super(place);
    }

    @Override
    protected ArtisanPath at(Place place) {
      return new ArtisanPath(place);
    }

    StringPath badge() {
      return string("badge");
    }
  }

  /** Masons with two skills, a rule and ann; bakers with one skill and nobody; ben is in none. */
  private void guilds() {
    Guild masons = new Guild("MAS");
    Skill stone = new Skill("stone");
    masons.skills.addAll(List.of(stone, new Skill("sand")));
    masons.rules.add("no noise");
    Guild bakers = new Guild("BAK");
    bakers.skills.add(stone);
    store(masons, bakers, new Artisan("ann", masons), new Artisan("ben", null));
  }

  private static List<Guild> guilds(Session session) {
    return session.query(Guild.class).orderBy(path("code").asc()).all();
  }

  private static List<Artisan> artisans(Session session) {
    return session.query(Artisan.class).orderBy(path("badge").asc()).all();
  }

  @Test
  default void tablesOfKeys_holdThem() throws SQLException {
    guilds();
    assertThat(rows("select guild_code, skill_tag from guild_skill order by 1, 2"))
        .containsExactly("BAK,stone", "MAS,sand", "MAS,stone");
    assertThat(rows("select guild_code, said from guild_rule")).containsExactly("MAS,no noise");
    assertThat(rows("select artisan_badge, guild_code from artisan_guild"))
        .containsExactly("ann,MAS");
  }

  @Test
  default void tablesOfKeys_areReadForTheCohort() {
    guilds();
    inFresh(
        session -> {
          List<Artisan> artisans = artisans(session);
          assertThat(artisans.get(0).guild.code).isEqualTo("MAS");
          assertThat(artisans.get(1).guild).isNull();
          assertThat(log().sql()).hasSize(2);
        });
    log().clear();
    inFresh(
        session -> {
          List<Guild> guilds = guilds(session);
          assertThat(guilds.get(0).skills).extracting(s -> s.tag).containsExactly("stone");
          assertThat(guilds.get(1).skills)
              .extracting(s -> s.tag)
              .containsExactlyInAnyOrder("stone", "sand");
          assertThat(guilds.get(1).rules).containsExactly("no noise");
          assertThat(guilds.get(1).artisans).extracting(a -> a.badge).containsExactly("ann");
          assertThat(guilds.get(0).artisans).isEmpty();
          assertThat(log().sql()).hasSize(4);
          assertThat(guilds.get(0).skills.get(0).guilds)
              .containsExactlyInAnyOrder(guilds.get(0), guilds.get(1));
        });
  }

  @Test
  default void tablesOfKeys_areWrittenRowByRow() throws SQLException {
    guilds();
    inFresh(
        session -> {
          List<Guild> guilds = guilds(session);
          List<Artisan> artisans = artisans(session);
          guilds.get(1).skills.removeIf(skill -> skill.tag.equals("sand"));
          guilds.get(0).rules.add("no haste");
          guilds.get(1).rules.clear();
          artisans.get(0).guild = guilds.get(0);
          artisans.get(1).guild = guilds.get(1);
          session.commit();
        });
    assertThat(rows("select guild_code, skill_tag from guild_skill order by 1, 2"))
        .containsExactly("BAK,stone", "MAS,stone");
    assertThat(rows("select guild_code, said from guild_rule")).containsExactly("BAK,no haste");
    assertThat(rows("select artisan_badge, guild_code from artisan_guild order by 1"))
        .containsExactly("ann,BAK", "ben,MAS");
    inFresh(
        session -> {
          artisans(session).get(0).guild = null;
          session.commit();
        });
    assertThat(rows("select artisan_badge, guild_code from artisan_guild"))
        .containsExactly("ben,MAS");
  }

  @Test
  default void rowsOfAnOldKey_areTakenBeforeItChanges() throws SQLException {
    guilds();
    inFresh(
        session -> {
          Guild masons = guilds(session).get(1);
          Artisan ann = artisans(session).get(0);
          Skill sand = session.query(Skill.class).filterBy("tag", "sand").one();
          masons.skills.remove(sand);
          sand.tag = "grit";
          session.commit();
          masons.skills.clear();
          masons.rules.clear();
          ann.guild = null;
          ann.badge = "anne";
          masons.code = "MASONS";
          session.commit();
          masons.rules.add("no dust");
          ann.guild = masons;
          session.commit();
        });
    assertThat(rows("select guild_code, skill_tag from guild_skill")).containsExactly("BAK,stone");
    assertThat(rows("select guild_code, said from guild_rule")).containsExactly("MASONS,no dust");
    assertThat(rows("select artisan_badge, guild_code from artisan_guild"))
        .containsExactly("anne,MASONS");
  }

  @Test
  default void queries_joinByTheKeys() {
    guilds();
    GuildPath guild = new GuildPath(Place.of(Guild.class, null));
    inFresh(
        session -> {
          Skill stone = session.query(Skill.class).filterBy("tag", "stone").one();
          assertThat(
                  session
                      .query(Guild.class)
                      .filter(guild.skills().any(skill -> skill.tag().eq("sand")))
                      .select(guild.code())
                      .all())
              .containsExactly("MAS");
          assertThat(session.query(Guild.class).filter(guild.skills().contains(stone)).count())
              .isEqualTo(2);
          assertThat(
                  session
                      .query(Guild.class)
                      .orderBy(guild.code().asc())
                      .select(guild.skills().size(), guild.rules().size(), guild.artisans().size())
                      .all())
              .extracting(row -> row.get(0) + " " + row.get(1) + " " + row.get(2))
              .containsExactly("1 0 0", "2 1 1");
          assertThat(
                  session
                      .query(Guild.class)
                      .filter(guild.rules().contains("no noise"))
                      .filter(guild.artisans().any(artisan -> artisan.badge().eq("ann")))
                      .count())
              .isEqualTo(1);
          assertThat(session.query(Artisan.class).filter(path("guild.code").eq("MAS")).count())
              .isEqualTo(1);
          assertThat(
                  session
                      .query(Artisan.class)
                      .filter(path("guild.id").eq(guilds(session).get(1).id))
                      .count())
              .isEqualTo(1);
        });
  }

  @Test
  default void deletes_takeTheRowsOfTheKeys() throws SQLException {
    guilds();
    inFresh(
        session -> {
          artisans(session).forEach(session::delete);
          guilds(session).forEach(session::delete);
          session.commit();
        });
    assertThat(rows("select * from artisan_guild")).isEmpty();
    assertThat(rows("select * from guild_skill")).isEmpty();
    assertThat(rows("select * from guild_rule")).isEmpty();
    assertThat(rows("select * from guild")).isEmpty();
  }
}
