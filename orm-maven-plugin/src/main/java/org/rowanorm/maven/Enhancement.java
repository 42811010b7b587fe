package org.rowanorm.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.rowanorm.agent.DirectoryEnhancer;
import org.rowanorm.agent.EnhancementException;

/** Runs the enhancer over one folder and tells Maven what came of it. Stateless. */
final class Enhancement {

  private Enhancement() {}

  static void run(File classes, List<String> classPath, Log log) throws MojoExecutionException {
    try {
      DirectoryEnhancer.Result result = enhancer(classes, classPath).enhance();
      log.info("Enhanced " + result.changed() + " of " + result.classes() + " classes");
      for (String plain : result.plain()) {
        log.warn(
            "The fields of "
                + plain
                + " are used without traps, since its own module does not enhance it");
      }
    } catch (EnhancementException e) {
      throw new MojoExecutionException(e.getMessage(), e);
    } catch (IOException e) {
      throw new MojoExecutionException("Cannot read or write the classes in " + classes, e);
    }
  }

  static void check(File classes, List<String> classPath, Log log)
      throws MojoExecutionException, MojoFailureException {
    List<String> missing = missing(classes, classPath);
    if (!missing.isEmpty()) {
      throw new MojoFailureException(
          "Not enhanced: "
              + String.join(", ", missing)
              + "\n    in "
              + classes
              + "\n    run the goal enhance of orm-maven-plugin after the classes are compiled");
    }
    log.info("All classes are enhanced that ought to be");
  }

  private static List<String> missing(File classes, List<String> classPath)
      throws MojoExecutionException, MojoFailureException {
    try {
      return enhancer(classes, classPath).missing();
    } catch (EnhancementException e) {
      throw new MojoFailureException(e.getMessage(), e);
    } catch (IOException e) {
      throw new MojoExecutionException("Cannot read the classes in " + classes, e);
    }
  }

  private static DirectoryEnhancer enhancer(File classes, List<String> classPath) {
    return new DirectoryEnhancer(classes.toPath(), classPath.stream().map(Path::of).toList());
  }
}
