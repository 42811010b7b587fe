package org.rowanorm.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

final class PluginDescriptorTest {

  @Test
  void goals_declarePhaseScopeAndThreadSafety() throws Exception {
    Document descriptor = read("/META-INF/maven/plugin.xml");

    assertThat(text(descriptor.getDocumentElement(), "goalPrefix")).isEqualTo("rowan");
    assertThat(elements(descriptor, "mojo"))
        .extracting(
            mojo ->
                String.join(
                    " ",
                    text(mojo, "goal"),
                    text(mojo, "phase"),
                    text(mojo, "requiresDependencyResolution"),
                    text(mojo, "threadSafe")))
        .containsExactlyInAnyOrder(
            "enhance process-classes compile true",
            "enhance-tests process-test-classes test true",
            "check verify compile true");
  }

  @Test
  void eclipse_runsWhatChangesClassesAndIgnoresTheRest() throws Exception {
    Document mapping = read("/META-INF/m2e/lifecycle-mapping-metadata.xml");

    assertThat(elements(mapping, "pluginExecution"))
        .extracting(PluginDescriptorTest::actionForGoals)
        .containsExactly(
            "execute [enhance, enhance-tests] incremental true configuration true",
            "ignore [check]");
  }

  private static String actionForGoals(Element execution) {
    String goals = elements(execution, "goal").stream().map(Element::getTextContent).toList() + "";
    if (elements(execution, "execute").isEmpty()) {
      return (elements(execution, "ignore").isEmpty() ? "nothing " : "ignore ") + goals;
    }
    return "execute %s incremental %s configuration %s"
        .formatted(
            goals, text(execution, "runOnIncremental"), text(execution, "runOnConfiguration"));
  }

  private static Document read(String resource) throws Exception {
    try (InputStream in = EnhanceMojo.class.getResourceAsStream(resource)) {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
    }
  }

  private static List<Element> elements(Node parent, String name) {
    NodeList found =
        parent instanceof Document document
            ? document.getElementsByTagName(name)
            : ((Element) parent).getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  private static String text(Element parent, String name) {
    return parent.getElementsByTagName(name).item(0).getTextContent();
  }
}
