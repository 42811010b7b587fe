package org.rowanorm.agent;

import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * The rules of JavaBeans for the names of getters, without the JDK's {@code Introspector}, which
 * needs a module of its own.
 */
final class PropertyName {

  private static final String GET = "get";
  private static final String IS = "is";
  private static final String SET = "set";

  private PropertyName() {}

  /** The name of the property whose getter this would be, or null. */
  static @Nullable String ofGetter(String method, String descriptor) {
    Type given = Type.getReturnType(descriptor);
    if (!descriptor.startsWith("()") || given.equals(Type.VOID_TYPE)) {
      return null;
    }
    if (method.startsWith(IS) && method.length() > IS.length()) {
      return given.equals(Type.BOOLEAN_TYPE) ? uncapitalized(method.substring(IS.length())) : null;
    }
    return method.startsWith(GET) && method.length() > GET.length()
        ? uncapitalized(method.substring(GET.length()))
        : null;
  }

  /** Whether a method could set some property. */
  static boolean isSetter(String method, String descriptor) {
    return method.startsWith(SET)
        && method.length() > SET.length()
        && Type.getArgumentTypes(descriptor).length == 1;
  }

  /** The name of the setter that goes with a getter. */
  static String setter(String getter) {
    return SET + getter.substring(getter.startsWith(IS) ? IS.length() : GET.length());
  }

  private static String uncapitalized(String name) {
    if (name.length() > 1
        && Character.isUpperCase(name.charAt(1))
        && Character.isUpperCase(name.charAt(0))) {
      return name; // URL
    }
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
