package org.rowanorm.type;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;

/** Objects to the bytes of Java's own serialisation and back. */
final class Serialized {

  private Serialized() {}

  static byte[] write(Serializable value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    } catch (IOException e) {
      throw new IllegalArgumentException("it cannot be serialised: " + e, e);
    }
    return bytes.toByteArray();
  }

  static Serializable read(byte[] bytes, ClassLoader loader) {
    try (ObjectInputStream in = new LoaderStream(new ByteArrayInputStream(bytes), loader)) {
      return (Serializable) in.readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalArgumentException("it cannot be deserialised: " + e, e);
    }
  }

  /** Finds the classes that the entity's class loader sees. The JVM's own filter applies. */
  private static final class LoaderStream extends ObjectInputStream {

    private final ClassLoader loader;

    LoaderStream(InputStream in, ClassLoader loader) throws IOException {
      super(in);
      this.loader = loader;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass type)
        throws IOException, ClassNotFoundException {
      try {
        return Class.forName(type.getName(), false, loader);
      } catch (ClassNotFoundException e) {
        return super.resolveClass(type); // primitives
      }
    }
  }
}
