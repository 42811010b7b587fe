package org.rowanorm.lifecycle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rowanorm.agent.Enhancer;
import org.rowanorm.support.Sources;

/** An owner that leads to a part on all ways, each with one cascade type: classes made for it. */
enum Cascading {
  NONE(""),
  PERSIST("cascade = CascadeType.PERSIST"),
  MERGE("cascade = CascadeType.MERGE"),
  REMOVE("cascade = CascadeType.REMOVE"),
  REFRESH("cascade = CascadeType.REFRESH"),
  DETACH("cascade = CascadeType.DETACH"),
  ALL("cascade = CascadeType.ALL"),
  ORPHAN("orphanRemoval = true");

  private static final String PART =
      """
      import jakarta.persistence.*;
      import org.rowanorm.lifecycle.Led;

      @Entity
      public class Part implements Led {
        @Id int id;
        String name;
        @ManyToOne Owner owner;
        @OneToOne Owner holder;
        @ManyToOne Owner namer;

        public void set(int id, String name) {
          this.id = id;
          this.name = name;
        }

        public void rename(String name) {
          this.name = name;
        }

        public String name() {
          return name;
        }
      }
      """;

  private static final String LINK =
      """
      import jakarta.persistence.*;

      @Embeddable
      public class Link {
        @ManyToOne(TYPE) Part part;

        Link() {}

        Link(Part part) {
          this.part = part;
        }
      }
      """;

  private static final String OWNER =
      """
      import jakarta.persistence.*;
      import java.util.*;
      import org.rowanorm.lifecycle.Led;
      import org.rowanorm.lifecycle.Way;

      @Entity
      public class Owner implements Led {
        @Id int id;
        String name;
        @ManyToOne(TYPE) Part target;
        @OneToOne(OWNING) Part front;
        @OneToOne(mappedBy = "holder", OWNING) Part back;
        @OneToMany(mappedBy = "owner", OWNING) List<Part> elements = new ArrayList<>();
        @OneToMany(OWNING) @JoinColumn(name = "keyed_id") List<Part> keyed = new ArrayList<>();
        @ManyToMany(TYPE) Set<Part> shared = new LinkedHashSet<>();
        @OneToMany(mappedBy = "namer", OWNING) @MapKey(name = "id")
        Map<Integer, Part> named = new HashMap<>();
        Link link;
        @ElementCollection List<Link> links = new ArrayList<>();

        public void set(int id, String name) {
          this.id = id;
          this.name = name;
        }

        public void rename(String name) {
          this.name = name;
        }

        public String name() {
          return name;
        }

        private static <T> T first(Collection<T> all) {
          return all.stream().findFirst().orElse(null);
        }

        public Led read(Way way) {
          return switch (way) {
            case TARGET -> target;
            case FRONT -> front;
            case BACK -> back;
            case ELEMENTS -> first(elements);
            case KEYED -> first(keyed);
            case SHARED -> first(shared);
            case NAMED -> first(named.values());
            case LINK -> link == null ? null : link.part;
            case LINKS -> links.isEmpty() ? null : links.get(0).part;
          };
        }

        public void lead(Way way, Led led) {
          Part part = (Part) led;
          switch (way) {
            case TARGET -> target = part;
            case FRONT -> front = part;
            case BACK -> back = part;
            case ELEMENTS -> elements.add(part);
            case KEYED -> keyed.add(part);
            case SHARED -> shared.add(part);
            case NAMED -> named.put(part.id, part);
            case LINK -> link = new Link(part);
            case LINKS -> links.add(new Link(part));
          }
        }

        public void takeOut(Way way, Led led) {
          Part part = (Part) led;
          switch (way) {
            case ELEMENTS -> elements.remove(part);
            case KEYED -> keyed.remove(part);
            case SHARED -> shared.remove(part);
            case NAMED -> named.remove(part.id);
            case LINKS -> links.remove(0);
            default -> clear(way);
          }
        }

        public void clear(Way way) {
          switch (way) {
            case TARGET -> target = null;
            case FRONT -> front = null;
            case BACK -> back = null;
            case ELEMENTS -> elements = new ArrayList<>();
            case KEYED -> keyed = new ArrayList<>();
            case SHARED -> shared = new LinkedHashSet<>();
            case NAMED -> named = new HashMap<>();
            case LINK -> link = null;
            case LINKS -> links = new ArrayList<>();
          }
        }
      }
      """;

  private final String declared;

  Cascading(String declared) {
    this.declared = declared;
  }

  /** Whether a way can be declared so. */
  boolean fits(Way way) {
    return this != ORPHAN || way.mayOwn();
  }

  /** The classes {@code Owner} and {@code Part}, enhanced, in a loader of their own. */
  Sources compile() {
    Map<String, byte[]> plain =
        Sources.compile("Owner", with(OWNER), "Part", PART, "Link", with(LINK));
    Enhancer enhancer = new Enhancer(type -> plain.get(type.replace('/', '.')));
    Map<String, byte[]> classes = new HashMap<>(plain);
    for (String mapped : List.of("Owner", "Part", "Link")) {
      classes.put(mapped, enhancer.enhance(mapped, plain.get(mapped)));
    }
    return Sources.loader(classes);
  }

  private String with(String source) {
    String type = this == ORPHAN ? "" : declared;
    return source
        .replace(", OWNING", declared.isEmpty() ? "" : ", " + declared)
        .replace("OWNING", declared)
        .replace("TYPE", type);
  }
}
