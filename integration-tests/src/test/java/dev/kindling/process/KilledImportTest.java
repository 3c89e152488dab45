package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.hdfs.MiniHdfsProcess;
import dev.kindling.process.KilledImports.Tally;
import dev.kindling.task.Key;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import javax.imageio.ImageIO;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An import killed at any instant leaves the store as it was, or with one more version, whole. */
@LaunchesProcesses
class KilledImportTest {

  /**
   * Of images, on each file system: more with the long tests, or by {@code -Dkindling.test.kills}.
   */
  private static final int KILLS = Integer.getInteger("kindling.test.kills", 5);

  private static final int TABLE_KILLS = KILLS / 2;
  private static final int CLASSES = 30;
  private static final int IMAGES = 50;
  private static final int SIDE = 40;
  private static final int ROWS = 200_000;
  private static final int ROWS_OF_A_TASK = 10;

  @TempDir private static Path shared;
  private static MiniHdfsProcess hdfs;

  /** The instants of an earlier run: {@code -Dkindling.test.seed=N}. */
  private final long seed = Long.getLong("kindling.test.seed", System.nanoTime());

  private final Configuration hadoop = new Configuration();

  @TempDir private Path directory;

  @BeforeAll
  static void startHdfs() throws IOException {
    hdfs = MiniHdfsProcess.start(shared, 1);
  }

  @AfterAll
  static void stopHdfs() {
    hdfs.close();
  }

  @BeforeEach
  void sayTheSeed() {
    System.out.println("KilledImportTest: seed " + seed);
  }

  @Test
  void imagesToFiles() {
    killImages(directory.resolve("stores").toUri().toString());
  }

  @Test
  void imagesToHdfs() {
    killImages(hdfs.uri() + "/images");
  }

  @Test
  void tablesToHdfs() {
    String columns = "--task-key=user --features=a --target=y --format=csv --master=local[2]";
    Tally tally =
        kill(
            TABLE_KILLS,
            version -> {
              List<String> arguments = new ArrayList<>(List.of("import", "table", table(version)));
              arguments.addAll(List.of(columns.split(" ", -1)));
              return arguments;
            },
            ROWS,
            hdfs.uri() + "/tables");
    assertThat(tally.unchanged()).isPositive();
  }

  /**
   * Rows that no other version has, for every second key of the one before and as many new ones.
   */
  private String table(int version) {
    int tasks = ROWS / ROWS_OF_A_TASK;
    List<String> lines = new ArrayList<>(List.of("user,a,y"));
    for (int i = 0; i < ROWS; i++) {
      int user = i % tasks + version * tasks / 2;
      lines.add("user%d,%d,%d".formatted(user, i + version * ROWS, i % 7));
    }
    try {
      return Files.write(directory.resolve("table%d.csv".formatted(version)), lines).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void killImages(String root) {
    Tally tally =
        kill(
            KILLS,
            version -> List.of("import", "images", images(version), "--gray"),
            CLASSES * IMAGES,
            root);
    assertThat(tally.unchanged()).as("kills before the end").isGreaterThan(KILLS / 2);
    assertThat(tally.written()).as("kills before the end and after data").isPositive();
  }

  /** A folder of images that no other version has: a store takes what it has only once. */
  private String images(int version) {
    Path images = directory.resolve("images" + version);
    if (Files.exists(images)) {
      return images.toString();
    }
    try {
      for (int i = 0; i < CLASSES * IMAGES; i++) {
        Path folder = Files.createDirectories(images.resolve("class" + i % CLASSES));
        BufferedImage image = image(version * CLASSES * IMAGES + i);
        ImageIO.write(image, "png", folder.resolve(i + ".png").toFile());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return images.toString();
  }

  private Tally kill(int kills, IntFunction<List<String>> arguments, long examples, String root) {
    Launch launch = Launch.in(directory).adding("-Dspark.hadoop.dfs.replication=1");
    return new KilledImports(launch, arguments, examples, root, hadoop)
        .kill(kills, Key.of(seed).fold(root));
  }

  /** Of noise, so that no two are one. */
  private static BufferedImage image(int number) {
    var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    Key key = Key.of(number);
    for (int i = 0; i < SIDE * SIDE; i++) {
      image.getRaster().setSample(i % SIDE, i / SIDE, 0, (int) key.below(i, 256));
    }
    return image;
  }
}
