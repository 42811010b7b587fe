package org.rowanorm.enhancement;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Runs a test's twin in a loader of woven classes instead of the test itself. */
final class EachDoor implements TestTemplateInvocationContextProvider {

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return true;
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    return Arrays.stream(Door.values()).map(Through::new);
  }

  private record Through(Door door) implements TestTemplateInvocationContext {

    @Override
    public String getDisplayName(int index) {
      return door.name();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(new Twin(door));
    }
  }

  private record Twin(Door door) implements InvocationInterceptor {

    @Override
    public void interceptTestTemplateMethod(
        Invocation<Void> invocation,
        ReflectiveInvocationContext<Method> context,
        ExtensionContext extension)
        throws Throwable {
      invocation.skip();
      try (Woven loader = Woven.through(door)) {
        Class<?> twin = loader.loadClass(context.getExecutable().getDeclaringClass().getName());
        Constructor<?> constructor = twin.getDeclaredConstructor();
        constructor.setAccessible(true);
        Method method = twin.getDeclaredMethod(context.getExecutable().getName());
        method.setAccessible(true);
        method.invoke(constructor.newInstance());
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }
}
