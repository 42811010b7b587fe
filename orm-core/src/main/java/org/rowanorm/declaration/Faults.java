package org.rowanorm.declaration;

import java.util.ArrayList;
import java.util.List;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.MappingException;

/** Gathers what is wrong with the mapping, to report it all at once. */
final class Faults {

  private final List<MappingException> found = new ArrayList<>();

  void add(ErrorCode code, String fact, String... details) {
    found.add(new MappingException(code, fact, details));
  }

  int count() {
    return found.size();
  }

  void raise() {
    if (!found.isEmpty()) {
      throw MappingException.of(found);
    }
  }
}
