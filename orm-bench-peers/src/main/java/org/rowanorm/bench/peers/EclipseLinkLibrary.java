package org.rowanorm.bench.peers;

import jakarta.persistence.spi.TransformerException;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.net.URL;
import org.eclipse.persistence.logging.SessionLog;
import org.eclipse.persistence.tools.weaving.jpa.StaticWeaveClassTransformer;
import org.jspecify.annotations.Nullable;
import org.rowanorm.bench.side.Library;

/** EclipseLink, with classes that its build step (static weaving) has woven. */
public final class EclipseLinkLibrary implements Library {

  private @Nullable StaticWeaveClassTransformer weaver;

  @Override
  public String label() {
    return "EclipseLink";
  }

  @Override
  public String side() {
    return "org.rowanorm.bench.peers.EclipseLinkSide";
  }

  @Override
  public boolean isPeer() {
    return true;
  }

  @Override
  public byte @Nullable [] enhance(String type, byte[] file, ClassLoader classes) {
    try {
      StaticWeaveClassTransformer known = weaver;
      if (known == null) {
        URL unit = EclipseLinkLibrary.class.getProtectionDomain().getCodeSource().getLocation();
        known =
            new StaticWeaveClassTransformer(
                unit, null, classes, new StringWriter(), SessionLog.WARNING);
        weaver = known;
      }
      return known.transform(type.replace('.', '/'), null, file);
    } catch (TransformerException | URISyntaxException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
