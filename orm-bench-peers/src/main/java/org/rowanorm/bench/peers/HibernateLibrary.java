package org.rowanorm.bench.peers;

import org.jspecify.annotations.Nullable;
import org.rowanorm.bench.enhance.PeerEnhancers;
import org.rowanorm.bench.side.Library;

/** Hibernate, with classes that its build step has enhanced. */
public final class HibernateLibrary implements Library {

  /** Lets it log as all others do, before its first logger is made. */
  public HibernateLibrary() {
    System.setProperty("org.jboss.logging.provider", "slf4j");
  }

  @Override
  public String label() {
    return "Hibernate";
  }

  @Override
  public String side() {
    return "org.rowanorm.bench.peers.HibernateSide";
  }

  @Override
  public boolean isPeer() {
    return true;
  }

  @Override
  public byte @Nullable [] enhance(String type, byte[] file, ClassLoader classes) {
    return PeerEnhancers.hibernate(type, file, classes);
  }
}
