package org.rowanorm.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.rowanorm.annotation.Json;
import org.rowanorm.error.MappingException;
import org.rowanorm.support.H2;

/** The JSON libraries write and read alike, and the first that is there is used. */
class JsonFormatTest {

  record Item(String name, Instant since, List<Integer> counts, Map<String, Item> parts) {}

  private static final Item ITEM =
      new Item(
          "Grüße",
          Instant.parse("2024-07-01T12:00:00.123456789Z"),
          List.of(1, 2),
          Map.of("a", new Item("b", Instant.EPOCH, null, null)));

  private static final List<JsonFormat> FORMATS =
      List.of(new Jackson3Format(), new Jackson2Format());

  @Test
  void values_areReadByTheOtherLibraryToo() {
    for (JsonFormat writer : FORMATS) {
      String text = writer.write(ITEM, Item.class);
      for (JsonFormat reader : FORMATS) {
        assertThat(reader.read(text, Item.class)).isEqualTo(ITEM);
      }
    }
  }

  @Test
  void unknownMembers_areLeftOut() {
    record Small(String name) {}
    for (JsonFormat format : FORMATS) {
      assertThat(format.read("{\"name\":\"x\",\"more\":1}", Small.class)).isEqualTo(new Small("x"));
    }
  }

  @Test
  void nullText_isNull() {
    for (JsonFormat format : FORMATS) {
      assertThat(format.read("null", Item.class)).isNull();
    }
  }

  @Test
  void texts_areTheSameInWhateverOrder() {
    for (JsonFormat format : FORMATS) {
      assertThat(format.same("{\"a\":1,\"b\":[1,2]}", "{ \"b\" : [1, 2], \"a\" : 1 }")).isTrue();
      assertThat(format.same("[1,2]", "[2,1]")).isFalse();
      assertThat(format.same("{}", "null")).isFalse();
    }
  }

  static class Circle {
    public Circle next = this;
  }

  @Test
  void failure_isARuntimeException() {
    for (JsonFormat format : FORMATS) {
      assertThatThrownBy(() -> format.read("{", Item.class)).isInstanceOf(RuntimeException.class);
      assertThatThrownBy(() -> format.write(new Circle(), Circle.class))
          .isInstanceOf(RuntimeException.class);
    }
  }

  // ---- which library

  @Entity
  static class Tagged {
    @Id int id;
    @Json List<String> tags;
  }

  /** What is run where some libraries are hidden. */
  static final class Found implements Callable<String> {

    @Override
    public String call() {
      Optional<JsonFormat> format = JsonFormat.ofClassPath();
      return format.map(found -> found.getClass().getSimpleName()).orElse("none");
    }
  }

  static final class Boot implements Callable<String> {

    @Override
    public String call() {
      try (H2 h2 = H2.with(Tagged.class)) {
        return "booted with " + h2.log().sql();
      } catch (MappingException e) {
        return e.getMessage();
      }
    }
  }

  /** Has its own copy of Rowan and its tests, and not what is hidden. */
  private static final class Hiding extends ClassLoader {

    private final List<String> hidden;

    Hiding(String... hidden) {
      super(JsonFormatTest.class.getClassLoader());
      this.hidden = List.of(hidden);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (hidden.stream().anyMatch(name::startsWith)) {
        throw new ClassNotFoundException(name);
      }
      if (!name.startsWith("org.rowanorm.")) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : own(name);
    }

    private Class<?> own(String name) throws ClassNotFoundException {
      try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (file == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = file.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }

    Object run(Class<? extends Callable<?>> work) throws Exception {
      var constructor = loadClass(work.getName(), true).getDeclaredConstructor();
      constructor.setAccessible(true);
      return ((Callable<?>) constructor.newInstance()).call();
    }
  }

  @Test
  void library_isJackson3ThenJackson2() throws Exception {
    assertThat(new Hiding().run(Found.class)).isEqualTo("Jackson3Format");
    assertThat(new Hiding("tools.jackson.").run(Found.class)).isEqualTo("Jackson2Format");
    assertThat(new Hiding("tools.jackson.", "com.fasterxml.").run(Found.class)).isEqualTo("none");
  }

  @Test
  void json_withoutALibrary_isAFaultOfTheMapping() throws Exception {
    assertThat(new Hiding("tools.jackson.", "com.fasterxml.").run(Boot.class))
        .isEqualTo(
            """
            No JSON library on the class path
                at Tagged.tags, which is annotated with @Json
                add tools.jackson.core:jackson-databind, \
            or give a JsonFormat of your own to json(...) [ROWAN-142]""");
  }
}
