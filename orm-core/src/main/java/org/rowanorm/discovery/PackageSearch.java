package org.rowanorm.discovery;

import jakarta.persistence.Converter;
import jakarta.persistence.Entity;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.module.ResolvedModule;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.rowanorm.error.ErrorCode;
import org.rowanorm.error.MappingException;

/**
 * Finds the entities and converters of a package: through the indexes that the enhancer has
 * written, and in the folders and jars without one by their class files. Loads no other class,
 * unless its file is too new to be read. For one use by one thread.
 */
public final class PackageSearch {

  /** Where the enhancer leaves the names of the mapped classes of a folder or jar. */
  private static final String INDEX = "META-INF/rowan/mapped-classes";

  private final String name;
  private final String path;
  private final ClassLoader loader;
  private final SortedSet<String> entities = new TreeSet<>();
  private final SortedSet<String> converters = new TreeSet<>();
  private final List<String> places = new ArrayList<>();

  private PackageSearch(String name, ClassLoader loader) {
    this.name = name;
    this.path = name.replace('.', '/');
    this.loader = loader;
  }

  /**
   * The entities of a package and those below it, then the converters, in the order of their names.
   *
   * @throws MappingException where there are no entities
   */
  public static List<Class<?>> mappedIn(String name, ClassLoader loader) {
    return new PackageSearch(name, loader).find();
  }

  private List<Class<?>> find() {
    try {
      Set<String> indexed = readIndexes();
      for (URL folder : resources(path)) {
        if (!indexed.contains(root(folder.toString(), path))) {
          readClassFiles(folder);
        }
      }
      readModules();
    } catch (IOException e) {
      throw nothing("the class path cannot be read: " + e);
    }
    if (entities.isEmpty()) {
      throw nothing(
          places.isEmpty()
              ? "the class path has neither such a package nor an index " + INDEX
              : "looked into " + String.join(", ", places));
    }
    List<Class<?>> types = new ArrayList<>();
    for (String entity : entities) {
      types.add(load(entity));
    }
    for (String converter : converters) {
      types.add(load(converter));
    }
    return types;
  }

  /** The roots of the folders and jars that have an index. */
  private Set<String> readIndexes() throws IOException {
    Set<String> roots = new LinkedHashSet<>();
    for (URL index : resources(INDEX)) {
      roots.add(root(index.toString(), INDEX));
      places.add(index.toString());
      String text = new String(ClassFiles.read(index), StandardCharsets.UTF_8);
      text.lines().filter(this::isInside).forEach(mapped -> readMapped(index, mapped));
    }
    return roots;
  }

  private void readMapped(URL index, String mapped) {
    URL file = loader.getResource(mapped.replace('.', '/') + ".class");
    if (file == null) {
      throw new MappingException(
          ErrorCode.STALE_INDEX,
          "There is no class " + mapped,
          "it is named in " + index,
          "rebuild what holds this index (mvn clean)");
    }
    try {
      addMapped(mapped, ClassFiles.read(file));
    } catch (IOException e) {
      throw nothing("the class file " + file + " cannot be read: " + e);
    }
  }

  private void readClassFiles(URL folder) throws IOException {
    SortedMap<String, byte[]> files = ClassFiles.below(folder, path);
    places.add(files == null ? folder + " (which cannot be listed)" : folder.toString());
    if (files != null) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        addMapped(file.getKey(), file.getValue());
      }
    }
  }

  /** In a named module the folder of a package is no resource, although its index is one. */
  private void readModules() throws IOException {
    for (ResolvedModule module : ModuleLayer.boot().configuration().modules()) {
      if (holdsPackage(module.reference()) && sees(ModuleLayer.boot().findLoader(module.name()))) {
        try (ModuleReader reader = module.reference().open()) {
          if (reader.find(INDEX).isEmpty()) {
            places.add("module " + module.name());
            ClassFiles.below(reader, path).forEach(this::addMapped);
          }
        }
      }
    }
  }

  private boolean holdsPackage(ModuleReference module) {
    boolean platform = module.location().filter(at -> !at.getScheme().equals("jrt")).isEmpty();
    return !platform
        && module.descriptor().packages().stream().anyMatch(inside -> isInside(inside + '.'));
  }

  private boolean sees(ClassLoader other) {
    ClassLoader at = loader;
    while (at != null && at != other) {
      at = at.getParent();
    }
    return at != null;
  }

  private void addMapped(String type, byte[] file) {
    ClassMarks marks = ClassMarks.of(file);
    if (marks == null ? isLoadedAs(Entity.class, type) : marks.entity()) {
      entities.add(type);
    } else if (marks == null ? isLoadedAs(Converter.class, type) : marks.converter()) {
      converters.add(type);
    }
  }

  private boolean isLoadedAs(Class<? extends Annotation> mark, String type) {
    try {
      return Class.forName(type, false, loader).isAnnotationPresent(mark);
    } catch (ClassNotFoundException | LinkageError e) {
      return false; // what nobody can load is nobody's entity or converter
    }
  }

  private boolean isInside(String type) {
    return path.isEmpty() || type.startsWith(name + '.');
  }

  private List<URL> resources(String resource) throws IOException {
    return Collections.list(loader.getResources(resource));
  }

  /** The address without as many steps as a path has; its characters may be written otherwise. */
  private static String root(String address, String path) {
    String at = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    for (String step : path.split("/", -1)) {
      at = step.isEmpty() ? at : at.substring(0, at.lastIndexOf('/'));
    }
    return at;
  }

  private Class<?> load(String type) {
    Throwable failure;
    try {
      return Class.forName(type, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      failure = e;
    }
    throw nothing("its class " + type + " cannot be loaded: " + failure);
  }

  private MappingException nothing(String place) {
    return new MappingException(
        ErrorCode.NO_ENTITIES,
        "No entity found in package '" + name + "' or below it",
        place,
        "check the name and the class loader, or name the classes with entities(...)");
  }
}
