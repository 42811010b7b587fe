package org.rowanorm.enhancement;

import org.rowanorm.error.RowanException;

/** Builds a session factory for an entity, and prints how that went. */
final class Boot {

  private Boot() {}

  /** The name of the entity. */
  public static void main(String... arguments) throws ClassNotFoundException {
    try {
      H2.with(Class.forName(arguments[0])).close();
      System.out.println("booted");
    } catch (RowanException refused) {
      System.out.println("refused: " + refused.getMessage());
    }
  }
}
