package org.rowanorm.agent;

import java.io.Serial;

/** Says that a class cannot be enhanced: the fact, the class, and what to do. */
public final class EnhancementException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final String className;

  EnhancementException(String fact, String internalName, String remedy) {
    super(message(fact, internalName, remedy));
    this.className = internalName.replace('/', '.');
  }

  EnhancementException(String fact, String internalName, String remedy, Throwable cause) {
    super(message(fact, internalName, remedy), cause);
    this.className = internalName.replace('/', '.');
  }

  /** The class that cannot be enhanced. */
  public String className() {
    return className;
  }

  private static String message(String fact, String internalName, String remedy) {
    return fact + "\n    in class " + internalName.replace('/', '.') + "\n    " + remedy;
  }
}
