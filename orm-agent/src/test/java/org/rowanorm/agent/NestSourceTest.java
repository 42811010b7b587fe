package org.rowanorm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NestSourceTest {

  private static final String NAME = "shop/Use$Item";

  private static final Compiled CLASSES =
      Compiled.of(
          "package shop; class Use { @Entity static class Item { int a; }"
              + " static int of(Item item) { return item.a; } }",
          "package shop; class Other { static int of(Use.Item item) { return item.a; } }");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "a/B$C, a/B, true",
    "a/B, a/B$C$D, true",
    "a/B$C, a/B$D, true",
    "a/$B$C, a/$B, true",
    "B$C, B, true",
    "a/B, a/BC, false",
    "a/BC, a/B$C, false",
    "a/B$C, b/B, false",
    "a/$B, a/$C, false",
    "a/B, java/lang/String, false"
  })
  void nest_isKnownByTheNames(String name, String other, boolean nest) {
    assertThat(NestSource.isNest(name, other)).isEqualTo(nest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "with spaces", "50% off + äöü"})
  void H_G10_folderOrJar_isReadWhateverItsName(String name) throws IOException {
    CLASSES.writeTo(folder.resolve(name));
    Path jar = jar(folder.resolve(name + ".jar"), false);

    for (boolean keepsOpen : new boolean[] {false, true}) {
      NestSource source = new NestSource(new Homes(keepsOpen));
      assertThat(source.find(from(folder.resolve(name)), NAME)).isEqualTo(CLASSES.file(dots(NAME)));
      assertThat(source.find(from(jar), NAME)).isEqualTo(CLASSES.file(dots(NAME)));
      assertThat(source.find(from(folder.resolve(name)), "shop/Use$None")).isNull();
      assertThat(source.find(from(jar), "shop/Use$None")).isNull();
    }
  }

  @Test
  void H_G10_jarOfALoaderThatMayBeClosed_isClosed() throws IOException {
    Path jar = jar(folder.resolve("a.jar"), false);

    assertThat(new NestSource(new Homes(false)).find(from(jar), NAME)).isNotNull();

    Path open = Path.of("/proc/self/fd");
    if (Files.isDirectory(open)) {
      try (var files = Files.list(open)) {
        assertThat(files.map(NestSourceTest::target)).doesNotContain(jar.toRealPath());
      }
    }
    Files.delete(jar);
  }

  @Test
  void classWithFilesForSeveralVersions_isLeftToItsLoader() throws IOException {
    Path jar = jar(folder.resolve("a.jar"), true, "META-INF/versions/17/" + NAME + ".class");
    NestSource source = new NestSource(new Homes(false));

    assertThat(source.find(from(jar), NAME)).isNull();
    assertThat(source.find(from(jar), "shop/Use")).isEqualTo(CLASSES.file("shop.Use"));
  }

  @Test
  void locationThatIsNoFolderOrJar_isLeftToTheLoader() throws IOException {
    Path jar = jar(folder.resolve("a.jar"), false);
    Path text = Files.writeString(folder.resolve("b.jar"), "no jar");
    String url = jar.toUri().toString();
    NestSource source = new NestSource(new Homes(false));

    assertThat(source.find(null, NAME)).isNull();
    assertThat(source.find(new ProtectionDomain(null, null), NAME)).isNull();
    assertThat(source.find(from((URL) null), NAME)).isNull();
    assertThat(source.find(from(text), NAME)).isNull();
    assertThat(source.find(from(folder.resolve("none")), NAME)).isNull();
    assertThat(source.find(from(url("jar:" + url + "!/BOOT-INF/classes/")), NAME)).isNull();
    assertThat(source.find(from(url(url + "!/BOOT-INF/lib/c.jar")), NAME)).isNull();
    assertThat(source.find(from(url("nested:" + jar + "/!BOOT-INF/lib/c.jar")), NAME)).isNull();
    assertThat(source.find(from(url("file:/with spaces/c.jar")), NAME)).isNull();
    assertThat(source.find(from(url("file://elsewhere/c.jar")), NAME)).isNull();
  }

  @Test
  void nest_isReadWhereItCameFrom_andOthersByTheLoader() throws Exception {
    Path jar = jar(folder.resolve("a.jar"), false);
    ClassLoader blind = new Loaded(new TreeMap<>());
    ClassLoader seeing = new Loaded(CLASSES.files());

    assertThat(transformed(blind, "shop.Use", from(jar))).isTrue();
    assertThat(transformed(blind, "shop.Use", null)).isFalse();
    assertThat(transformed(blind, "shop.Other", from(jar))).isFalse();
    assertThat(transformed(seeing, "shop.Other", from(jar))).isTrue();
    assertThat(transformed(seeing, "shop.Use", from(folder.resolve("none")))).isTrue();
  }

  private static boolean transformed(ClassLoader loader, String name, ProtectionDomain domain) {
    RowanTransformer transformer = new RowanTransformer(AgentOptions.parse(null));
    return transformer.transform(loader, name.replace('.', '/'), null, domain, CLASSES.file(name))
        != null;
  }

  private static Path jar(Path path, boolean multiRelease, String... more) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Multi-Release", String.valueOf(multiRelease));
    try (OutputStream out = Files.newOutputStream(path);
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      for (Map.Entry<String, byte[]> file : CLASSES.files().entrySet()) {
        jar.putNextEntry(new JarEntry(file.getKey().replace('.', '/') + ".class"));
        jar.write(file.getValue());
      }
      for (String entry : more) {
        jar.putNextEntry(new JarEntry(entry));
      }
    }
    return path;
  }

  private static String dots(String internalName) {
    return internalName.replace('/', '.');
  }

  private static ProtectionDomain from(Path path) throws MalformedURLException {
    return from(path.toUri().toURL());
  }

  private static ProtectionDomain from(URL location) {
    return new ProtectionDomain(new CodeSource(location, (Certificate[]) null), null);
  }

  /** A URL that nobody can open, of any protocol. */
  private static URL url(String text) throws MalformedURLException {
    return new URL(
        null,
        text,
        new URLStreamHandler() {
          @Override
          protected URLConnection openConnection(URL url) throws IOException {
            throw new IOException("opens " + url);
          }
        });
  }

  private static Path target(Path link) {
    try {
      return link.toRealPath();
    } catch (IOException e) {
      return link;
    }
  }
}
