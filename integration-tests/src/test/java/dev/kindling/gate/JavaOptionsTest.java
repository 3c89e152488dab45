package dev.kindling.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

/** The launcher opens the modules that Spark itself opens. */
class JavaOptionsTest {

  @Test
  void theOptionsOfSparkAreWrittenDown() {
    List<String> written =
        Repository.read(Repository.root().resolve("deploy/conf/java-options")).lines().toList();

    assertThat(written).containsAll(options(JavaModuleOptions.defaultModuleOptions()));
  }

  private static List<String> options(String line) {
    return List.of(line.trim().split(" +", -1));
  }
}
