package org.rowanorm.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.Log;
import org.rowanorm.agent.DirectoryEnhancer;
import org.rowanorm.agent.EnhancementException;

/** Runs the enhancer over one folder and tells Maven what came of it. */
final class Enhancement {

  private Enhancement() {}

  static void run(File classes, List<String> classPath, Log log) throws MojoExecutionException {
    List<Path> elements = classPath.stream().map(Path::of).toList();
    try {
      DirectoryEnhancer.Result result = new DirectoryEnhancer(classes.toPath(), elements).enhance();
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
}
