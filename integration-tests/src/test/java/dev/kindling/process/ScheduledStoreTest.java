package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store's life under the commands of a schedule: appended to, compacted, pruned. */
@LaunchesProcesses
class ScheduledStoreTest {
  private static final int USAGE = 2;

  @TempDir private Path directory;
  private Launch launch;
  private Path store;

  @BeforeEach
  void aPlace() {
    launch = Launch.in(directory);
    store = directory.resolve("store");
  }

  private Path images(String folder, int classes) throws IOException {
    for (int i = 0; i < classes; i++) {
      Path of = Files.createDirectories(directory.resolve(folder).resolve(folder + i));
      for (int k = 0; k < 4; k++) {
        var image = new BufferedImage(6, 6, BufferedImage.TYPE_INT_RGB);
        image.setRGB(i % 6, k, 0x020304 * (20 + i));
        ImageIO.write(image, "png", of.resolve(k + ".png").toFile());
      }
    }
    return directory.resolve(folder);
  }

  private Outcome importImages(Path images, String... more) {
    List<String> words =
        new ArrayList<>(List.of("import", "images", images.toString(), "--store", uri()));
    words.addAll(List.of("--size", "6x6", "--gray"));
    words.addAll(List.of(more));
    return launch.run(words);
  }

  private String uri() {
    return store.toString();
  }

  @Test
  void aStoreIsAppendedToCompactedAndPruned() throws IOException {
    importImages(images("first", 20), "--split", "0.5,0.25,0.25").succeeded();
    importImages(images("second", 20), "--append").succeeded();
    String before = theta(2);

    assertThat(launch.run("store", "compact", uri()).succeeded().out())
        .containsPattern("compacted +version 2, [0-9]{2,} files of [0-9]+ bytes")
        .containsPattern("made +version 3, 4 files of [0-9]+ bytes");
    assertThat(theta(3)).isEqualTo(before);

    long files = files();
    String would = launch.run("store", "prune", uri(), "--keep", "1").succeeded().out();
    assertThat(would)
        .contains("version 1\nversion 2\nfile parts/")
        .contains("runs and models of versions [1, 2] would find no tasks any more")
        .endsWith("nothing was deleted, --yes does\n");
    assertThat(files()).isEqualTo(files);
    Path stray = Files.writeString(store.resolve("parts/0-stray.examples"), "of a killed writer");
    Files.setLastModifiedTime(stray, FileTime.from(Instant.now().minus(3, ChronoUnit.DAYS)));

    assertThat(prune("--strays", "4")).startsWith("version 1\n").contains("deleted 2 versions and");
    assertThat(stray).exists();
    assertThat(prune("--strays", "2"))
        .isEqualTo(
            "file parts/0-stray.examples, 18 bytes\ndeleted 0 versions and 1 files of 18 bytes\n");
    assertThat(prune("--strays", "2")).isEqualTo("there is nothing to delete\n");
    assertThat(launch.run("inspect", uri(), "--verify").succeeded().out()).contains("all whole");
    assertThat(files()).isEqualTo(5);
    assertThat(theta(3)).isEqualTo(before);
    launch.run(training(2, "gone")).refused(USAGE, "has no version 2; there are [3]");
  }

  private String prune(String... more) {
    List<String> words = new ArrayList<>(List.of("store", "prune", uri(), "--keep", "1", "--yes"));
    words.addAll(List.of(more));
    return launch.run(words).succeeded().out();
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.walk(store)) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  private String theta(int version) throws IOException {
    JsonNode line = launch.run(training(version, "run" + System.nanoTime())).succeeded().json();
    return line.at("/last/theta_sha256").asText();
  }

  private List<String> training(int version, String run) throws IOException {
    String yaml =
        """
        tasks: {kind: episodes, uri: %s, version: %d, ways: 2, shots: 1, queries: 2, scaling: standard}
        model: {hidden: [6]}
        training: {steps: 5, tasks-per-step: 4, tasks-per-shard: 2}
        evaluation: {episodes: 4, steps: 1}
        """
            .formatted(uri(), version);
    String file = Files.writeString(directory.resolve("train.yaml"), yaml).toString();
    return List.of("train", file, "--output", directory.resolve(run).toString());
  }

  @Test
  void whatCannotBeIsRefused() {
    launch.run("store").refused(USAGE, "what to do to the store is missing");
    launch.run("store", "compact", uri()).refused(USAGE, "holds no version of one");
    launch.run("store", "prune", uri(), "--keep", "1").refused(USAGE, "holds no version of one");
    launch.run("store", "prune", uri()).refused(USAGE, "--keep");
    launch.run("store", "prune", uri(), "--keep", "0").refused(USAGE, "--keep must be at least 1");
    launch
        .run("store", "prune", uri(), "--keep=1", "--strays=0")
        .refused(USAGE, "--strays must be at least 1 but is 0");
  }
}
