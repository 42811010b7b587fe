package org.rowanorm.agent.engine;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.build.Plugin;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.field.FieldList;
import net.bytebuddy.description.method.MethodList;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;
import org.rowanorm.agent.ClassFileSource;
import org.rowanorm.agent.Enhancer;

/**
 * The enhancer as a plugin of Byte Buddy's build engine. The engine first shows every class of the
 * module and then asks for each; what is woven, and its bytes, are those of the other doors.
 * Thread-safe.
 */
public final class RowanPlugin implements Plugin.WithPreprocessor {

  private final Set<String> module = ConcurrentHashMap.newKeySet();
  private volatile @Nullable ClassFileLocator locator;
  private final Enhancer enhancer = new Enhancer(source(), module::contains);

  /** Called by the engine. */
  public RowanPlugin() {}

  @Override
  public void onPreprocess(TypeDescription type, ClassFileLocator files) {
    module.add(type.getName());
    locator = files;
  }

  @Override
  public boolean matches(TypeDescription type) {
    byte[] file = read(type.getName());
    return file != null && enhancer.enhance(type.getName(), file) != null;
  }

  @Override
  public DynamicType.Builder<?> apply(
      DynamicType.Builder<?> builder, TypeDescription type, ClassFileLocator files) {
    byte[] file = read(type.getName());
    if (file == null) {
      throw new IllegalStateException("There is no class file of " + type.getName());
    }
    return builder.visit(new Weaving(file));
  }

  @Override
  public void close() {}

  private ClassFileSource source() {
    return internalName -> read(internalName.replace('/', '.'));
  }

  private byte @Nullable [] read(String name) {
    ClassFileLocator files = locator;
    if (files == null) {
      return null;
    }
    try {
      ClassFileLocator.Resolution found = files.locate(name);
      return found.isResolved() ? found.resolve() : null;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Puts the weavers before the engine's own writer. */
  private final class Weaving extends AsmVisitorWrapper.AbstractBase {
    private final byte[] file;

    Weaving(byte[] file) {
      this.file = file;
    }

    @Override
    public ClassVisitor wrap(
        TypeDescription type,
        ClassVisitor next,
        Implementation.Context context,
        TypePool types,
        FieldList<FieldDescription.InDefinedShape> fields,
        MethodList<?> methods,
        int writerFlags,
        int readerFlags) {
      return enhancer.weaver(file, next);
    }
  }
}
