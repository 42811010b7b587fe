package org.rowanorm.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

final class PluginDescriptorTest {

  @Test
  void goals_declarePhaseScopeAndThreadSafety() throws Exception {
    Document descriptor;
    try (InputStream in = EnhanceMojo.class.getResourceAsStream("/META-INF/maven/plugin.xml")) {
      descriptor = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
    }
    List<String> goals = new ArrayList<>();
    NodeList mojos = descriptor.getElementsByTagName("mojo");
    for (int i = 0; i < mojos.getLength(); i++) {
      Element mojo = (Element) mojos.item(i);
      goals.add(
          String.join(
              " ",
              text(mojo, "goal"),
              text(mojo, "phase"),
              text(mojo, "requiresDependencyResolution"),
              text(mojo, "threadSafe")));
    }

    assertThat(text(descriptor.getDocumentElement(), "goalPrefix")).isEqualTo("rowan");
    assertThat(goals)
        .containsExactlyInAnyOrder(
            "enhance process-classes compile true", "enhance-tests process-test-classes test true");
  }

  private static String text(Element parent, String name) {
    return parent.getElementsByTagName(name).item(0).getTextContent();
  }
}
