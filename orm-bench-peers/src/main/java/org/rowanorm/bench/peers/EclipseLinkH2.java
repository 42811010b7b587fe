package org.rowanorm.bench.peers;

import org.eclipse.persistence.platform.database.H2Platform;

/** H2 from version 2 on, which lacks the function by which EclipseLink asks for generated keys. */
public final class EclipseLinkH2 extends H2Platform {

  private static final long serialVersionUID = 1;

  /** By JDBC's own way to generated keys. */
  public EclipseLinkH2() {
    setSupportsReturnGeneratedKeys(true);
  }
}
