package org.rowanorm.bench.enhance;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.Entity;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.loading.ByteArrayClassLoader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jol.info.ClassLayout;
import org.rowanorm.agent.ClassFileSource;
import org.rowanorm.agent.Enhancer;

/** What enhancement adds to an object, for classes of one level with up to 64 attributes. */
class AddedBytesTest {

  private static final String NAME = "bench.Wide";

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 31, 32, 62, 63, 64})
  void level_ofUpTo64Attributes_addsAtMost24Bytes(int attributes) throws Exception {
    for (Class<?> type : List.of(int.class, long.class, boolean.class, String.class)) {
      byte[] plain = classOf(attributes, type);
      ClassLoader classes = getClass().getClassLoader();
      byte[] woven =
          Objects.requireNonNull(new Enhancer(ClassFileSource.of(classes)).enhance(NAME, plain));
      assertThat(size(woven) - size(plain))
          .as("%d attributes of type %s", attributes, type)
          .isBetween(1L, 24L);
    }
  }

  private static byte[] classOf(int attributes, Class<?> type) {
    DynamicType.Builder<Object> made =
        new ByteBuddy()
            .subclass(Object.class)
            .name(NAME)
            .annotateType(AnnotationDescription.Builder.ofType(Entity.class).build());
    for (int i = 0; i < attributes; i++) {
      made = made.defineField("a" + i, type);
    }
    return made.make().getBytes();
  }

  private static long size(byte[] file) throws ClassNotFoundException {
    ClassLoader loader =
        new ByteArrayClassLoader(AddedBytesTest.class.getClassLoader(), Map.of(NAME, file));
    return ClassLayout.parseClass(loader.loadClass(NAME)).instanceSize();
  }
}
