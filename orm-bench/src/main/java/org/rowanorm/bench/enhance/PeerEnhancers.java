package org.rowanorm.bench.enhance;

import io.ebean.enhance.Transformer;
import java.lang.instrument.IllegalClassFormatException;
import org.hibernate.bytecode.enhance.spi.DefaultEnhancementContext;
import org.hibernate.bytecode.enhance.spi.UnloadedClass;
import org.hibernate.bytecode.enhance.spi.UnloadedField;
import org.hibernate.bytecode.internal.bytebuddy.BytecodeProviderImpl;
import org.jspecify.annotations.Nullable;

/** What the build steps of Hibernate and Ebean make of a mapped class. Stateless. */
public final class PeerEnhancers {

  private PeerEnhancers() {}

  /** Hibernate's, with lazy loading and inline dirty tracking; null where it changes nothing. */
  public static byte @Nullable [] hibernate(String type, byte[] file, ClassLoader classes) {
    DefaultEnhancementContext context =
        new DefaultEnhancementContext() {
          @Override
          public ClassLoader getLoadingClassLoader() {
            return classes;
          }

          @Override
          public boolean doDirtyCheckingInline(UnloadedClass type) {
            return true;
          }

          @Override
          public boolean hasLazyLoadableAttributes(UnloadedClass type) {
            return true;
          }

          @Override
          public boolean doBiDirectionalAssociationManagement(UnloadedField field) {
            return false;
          }
        };
    return new BytecodeProviderImpl().getEnhancer(context).enhance(type, file);
  }

  /** Ebean's; null where it changes nothing. */
  public static byte @Nullable [] ebean(String type, byte[] file, ClassLoader classes) {
    try {
      return new Transformer(classes, "debug=0")
          .transform(classes, type.replace('.', '/'), null, null, file);
    } catch (IllegalClassFormatException e) {
      throw new IllegalStateException(e);
    }
  }
}
