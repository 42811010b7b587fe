package org.rowanorm.session;

import java.util.List;
import java.util.function.Function;
import org.rowanorm.jdbc.OpenResult;

/**
 * The parts of one result that stays open.
 *
 * @param reader reads a part
 * @param release gives back what the result stands on
 */
record OpenParts<R>(OpenResult result, Function<OpenResult, List<R>> reader, Runnable release)
    implements Parts<R> {

  @Override
  public List<R> next() {
    return reader.apply(result);
  }

  @Override
  public boolean isCutOff() {
    return result.isClosed();
  }

  @Override
  public void end() {
    try {
      result.close();
    } finally {
      release.run();
    }
  }
}
