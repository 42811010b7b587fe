package org.rowanorm.testdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The user that a program runs as which refuses to be root. Root steps into a user namespace, where
 * it is nobody and still owns its files; where namespaces are forbidden it becomes nobody indeed,
 * who must be given the data and keeps the right to walk through root's directories. Immutable.
 *
 * @param prefix what to put before a command
 * @param givesFiles whether that user must be given the files that the program owns
 */
record RunAs(List<String> prefix, boolean givesFiles) {

  private static final int NOBODY = 65534;

  private static final List<String> NAMESPACE = List.of("unshare", "--user");

  /** Without the last three it could not enter a directory that is root's alone, as homes are. */
  private static final List<String> BECOME_NOBODY =
      List.of(
          "setpriv",
          "--reuid=" + NOBODY,
          "--regid=" + NOBODY,
          "--clear-groups",
          "--securebits=+no_setuid_fixup",
          "--inh-caps=+dac_override",
          "--ambient-caps=+dac_override");

  /** The user for programs that this process starts. */
  static RunAs notRoot() throws IOException {
    if (!isRoot()) {
      return new RunAs(List.of(), false);
    }
    return works(NAMESPACE) ? new RunAs(NAMESPACE, false) : new RunAs(BECOME_NOBODY, true);
  }

  static boolean isRoot() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
  }

  /** The command that runs another one as this user. */
  List<String> command(List<String> command) {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(command);
    return whole;
  }

  /** Lets this user own a directory and all that is in it. */
  void own(Path directory) throws IOException {
    if (givesFiles) {
      FileTrees.giveTo(NOBODY, directory);
    }
  }

  private static boolean works(List<String> prefix) {
    try {
      Program.run(new RunAs(prefix, false).command(List.of("true")), Program.NO_INPUT);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
