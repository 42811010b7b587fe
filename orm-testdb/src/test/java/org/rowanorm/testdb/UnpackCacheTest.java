package org.rowanorm.testdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackCacheTest {

  private final AtomicInteger fillings = new AtomicInteger();
  @TempDir private Path root;

  @Test
  void entry_wantedByTwoThreads_isFilledOnce() throws Exception {
    Callable<Path> task = () -> new UnpackCache(root).get("entry", this::fillSlowly);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (Future<Path> result : threads.invokeAll(List.of(task, task))) {
        assertThat(result.get().resolve("file")).hasContent("content");
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(fillings).hasValue(1);
  }

  @Test
  void entry_thatIsThere_isNotFilledAgain() throws IOException {
    UnpackCache cache = new UnpackCache(root);
    Path first = cache.get("entry", this::fillSlowly);

    assertThat(cache.get("entry", this::fillSlowly)).isEqualTo(first);
    assertThat(fillings).hasValue(1);
  }

  @Test
  void entry_whoseFillingFailed_isFilledAnew() throws IOException {
    UnpackCache cache = new UnpackCache(root);
    assertThatThrownBy(() -> cache.get("entry", this::failHalfway)).hasMessage("halfway");
    assertThat(root).isDirectoryNotContaining("glob:**/entry{,.part}");

    Path entry = cache.get("entry", this::fillSlowly);

    assertThat(entry.resolve("half")).doesNotExist();
    assertThat(entry.resolve("file")).exists();
  }

  @Test
  void entry_madeFromAnother_canBeMadeInsideItsFilling() throws IOException {
    UnpackCache cache = new UnpackCache(root);

    Path entry = cache.get("outer", outer -> Files.move(inner(cache), outer.resolve("inner")));

    assertThat(entry.resolve("inner/file")).exists();
  }

  @Test
  void name_ofOtherInputs_isAnother() {
    String name = UnpackCache.name("data", List.of("--a=1", "--b"));

    assertThat(name).matches("data-[0-9a-f]{8}");
    assertThat(UnpackCache.name("data", List.of("--a=1", "--b"))).isEqualTo(name);
    assertThat(UnpackCache.name("data", List.of("--a=1--b"))).isNotEqualTo(name);
    assertThat(UnpackCache.name("data", List.of("--a=2", "--b"))).isNotEqualTo(name);
  }

  private Path inner(UnpackCache cache) throws IOException {
    return cache.get("inner", this::fillSlowly);
  }

  private void fillSlowly(Path directory) throws IOException {
    fillings.incrementAndGet();
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    Files.writeString(directory.resolve("file"), "content");
  }

  private void failHalfway(Path directory) throws IOException {
    Files.writeString(directory.resolve("half"), "content");
    throw new IOException("halfway");
  }
}
