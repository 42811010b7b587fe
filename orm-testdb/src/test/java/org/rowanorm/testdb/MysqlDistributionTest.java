package org.rowanorm.testdb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MysqlDistributionTest {

  @Test
  void missingLibrary_isNamedWithWhatToInstall() {
    String failure =
        "Exit 127 of [bin/mysqld, --version]\nbin/mysqld: error while loading shared libraries: "
            + "libaio.so.1: cannot open shared object file: No such file or directory\n";

    assertThat(MysqlDistribution.whyItDoesNotRun(failure))
        .isEqualTo("libaio.so.1 is missing (Debian 12: apt-get install libaio1 libnuma1)");
  }

  @Test
  void otherFailure_isToldInOneLine() {
    assertThat(MysqlDistribution.whyItDoesNotRun("Exit 126\nnot this\nmachine"))
        .isEqualTo("its program does not run: Exit 126 not this machine");
  }
}
