package org.rowanorm.lifecycle;

import java.util.List;
import org.rowanorm.jdbc.StatementLog;
import org.rowanorm.session.Session;

/** A database with the tables of {@link States}. */
public interface Stage {

  /** A new session. */
  Session open();

  /** What sessions sent. */
  StatementLog log();

  /** Runs SQL beside the sessions. */
  void sql(String text);

  /** The rows of a query beside the sessions, each as its values with a comma between. */
  List<String> rows(String text);
}
