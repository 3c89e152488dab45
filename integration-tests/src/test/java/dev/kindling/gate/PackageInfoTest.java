package dev.kindling.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageInfoTest {

  @Test
  void everyPackageSaysWhatItIsFor() {
    assertThat(Repository.mainSources()).isNotEmpty();
    assertThat(undescribed(Repository.mainSources())).isEmpty();
  }

  @Test
  void aPackageWithoutPackageInfoIsNamed(@TempDir Path directory) throws IOException {
    Path lonely = Files.writeString(directory.resolve("Lonely.java"), "class Lonely {}");

    assertThat(undescribed(List.of(lonely))).containsExactly(directory);
  }

  @Test
  void aPackageInfoWithoutAWordIsNamed(@TempDir Path directory) throws IOException {
    Path silent = Files.writeString(directory.resolve("package-info.java"), "package silent;");

    assertThat(undescribed(List.of(silent))).containsExactly(directory);
  }

  private static List<Path> undescribed(List<Path> sources) {
    return sources.stream()
        .map(Path::getParent)
        .distinct()
        .filter(directory -> !isDescribed(directory.resolve("package-info.java")))
        .toList();
  }

  private static boolean isDescribed(Path packageInfo) {
    return Files.exists(packageInfo) && Repository.read(packageInfo).startsWith("/**");
  }
}
