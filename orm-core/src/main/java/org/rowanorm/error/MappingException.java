package org.rowanorm.error;

import java.io.Serial;
import java.util.List;

/** What is wrong with a mapping; several faults found in one boot are reported together. */
public final class MappingException extends RowanException {

  @Serial private static final long serialVersionUID = 1L;

  /** One fault: the fact with its values, then the place and what to do. */
  public MappingException(ErrorCode code, String fact, String... details) {
    super(code, null, fact, details);
  }

  private MappingException(List<MappingException> faults) {
    super(faults.get(0).code(), null, together(faults));
    faults.forEach(this::addSuppressed);
  }

  /** One exception for all faults; a single fault is itself. */
  public static MappingException of(List<MappingException> faults) {
    return faults.size() == 1 ? faults.get(0) : new MappingException(faults);
  }

  private static String together(List<MappingException> faults) {
    StringBuilder text = new StringBuilder(faults.size() + " faults in the mapping:");
    for (MappingException fault : faults) {
      text.append("\n\n").append(fault.getMessage());
    }
    return text.append('\n').toString();
  }
}
