package org.rowanorm.maven;

import java.io.File;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Enhances the entities among the test classes, and every test class that touches attributes. */
@Mojo(
    name = "enhance-tests",
    defaultPhase = LifecyclePhase.PROCESS_TEST_CLASSES,
    requiresDependencyResolution = ResolutionScope.TEST,
    threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters
public final class EnhanceTestsMojo extends AbstractMojo {

  /** The folder of the test classes. */
  @Parameter(defaultValue = "${project.build.testOutputDirectory}", required = true)
  private File classes;

  @Parameter(defaultValue = "${project.testClasspathElements}", readonly = true, required = true)
  private List<String> classPath;

  /** Leaves the classes as they are. */
  @Parameter(property = "rowan.skip", defaultValue = "false")
  private boolean skip;

  @Override
  public void execute() throws MojoExecutionException {
    if (skip) {
      getLog().info("Enhancement is skipped");
      return;
    }
    Enhancement.run(classes, classPath, getLog());
  }
}
