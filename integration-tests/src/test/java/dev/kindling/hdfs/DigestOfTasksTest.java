package dev.kindling.hdfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.store.ExampleContents;
import dev.kindling.store.ExamplePart;
import dev.kindling.store.Fractions;
import dev.kindling.store.OpenStores;
import dev.kindling.store.PartResult;
import dev.kindling.store.StoreWriter;
import dev.kindling.task.Augmentation;
import dev.kindling.task.ElementType;
import dev.kindling.task.EpisodesSettings;
import dev.kindling.task.Examples;
import dev.kindling.task.HostTensor;
import dev.kindling.task.Key;
import dev.kindling.task.Scaling;
import dev.kindling.task.Split;
import dev.kindling.task.StoredSettings;
import dev.kindling.task.Task;
import dev.kindling.task.TaskSettings;
import dev.kindling.task.TaskSource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Where a store lies, what is cached, who asks, in which order and whether it was announced change
 * no bit of what is drawn.
 */
class DigestOfTasksTest {

  private static final int TASKS = 120;
  private static final int CLASSES = 60;
  private static final int IMAGES = 20;
  private static final int SIDE = 28;

  /** In mebibytes: all of it, less than the store has, nothing. */
  private static final List<Integer> CACHES = List.of(256, 1, 0);

  private static final List<Integer> THREADS = List.of(1, 2, 8);

  @TempDir private static Path directory;
  private static MiniHdfsProcess hdfs;

  /** What is drawn from a store. */
  enum Kind {
    EPISODES {
      @Override
      TaskSettings settings(String uri, int cache) {
        return new EpisodesSettings(
            uri,
            1,
            "2-5",
            "1-3",
            "4",
            EpisodesSettings.STORED_SIZE,
            Augmentation.ofRotations(4),
            Scaling.STANDARD,
            0,
            cache);
      }

      @Override
      void write(String uri) {
        images(uri);
      }
    },
    TASKS_OF_TABLES {
      @Override
      TaskSettings settings(String uri, int cache) {
        return new StoredSettings(uri, 1, 5, 5, Scaling.STANDARD, 0, cache);
      }

      @Override
      void write(String uri) {
        NumberedTasks.write(uri, 0, 6000);
      }
    };

    abstract TaskSettings settings(String uri, int cache);

    abstract void write(String uri);
  }

  @BeforeAll
  static void storesOnBoth() throws Exception {
    hdfs = MiniHdfsProcess.start(directory, 2);
    for (Kind kind : Kind.values()) {
      roots().forEach(root -> kind.write(root + "/" + kind));
    }
  }

  private static List<String> roots() {
    return List.of(directory.resolve("stores").toUri().toString(), hdfs.uri());
  }

  @AfterAll
  static void stopHdfs() {
    hdfs.close();
  }

  @AfterEach
  void close() {
    new OpenStores().close();
  }

  @ParameterizedTest
  @EnumSource
  void nothingChangesABitOfWhatIsDrawn(Kind kind) throws Exception {
    String expected = digest(source(kind, roots().get(0), 256), 1, 0, false);
    for (String root : roots()) {
      for (int cache : CACHES) {
        for (int threads : THREADS) {
          for (boolean announced : new boolean[] {false, true}) {
            new OpenStores().close();
            assertThat(digest(source(kind, root, cache), threads, threads + cache, announced))
                .as("%s, %d MiB, %d threads, announced %s", root, cache, threads, announced)
                .isEqualTo(expected);
          }
        }
      }
    }
    assertThat(digest(source(kind, roots().get(0), 256), 1, 0, false, TASKS + 1))
        .isNotEqualTo(expected);
  }

  private static TaskSource source(Kind kind, String root, int cache) {
    return kind.settings(root + "/" + kind, cache).open(Split.TRAIN);
  }

  private static String digest(TaskSource source, int threads, long order, boolean announced)
      throws Exception {
    return digest(source, threads, order, announced, 0);
  }

  /** Of the digests of all tasks in the order of their keys, however they were asked for. */
  private static String digest(
      TaskSource source, int threads, long order, boolean announced, int first) throws Exception {
    List<Integer> numbers = new ArrayList<>(IntStream.range(first, first + TASKS).boxed().toList());
    numbers.sort(Comparator.comparing(number -> Key.of(order).bits(number)));
    if (announced) {
      numbers.forEach(number -> source.expect(key(number)));
      Collections.reverse(numbers);
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      String[] digests = new String[TASKS];
      List<Future<?>> all = new ArrayList<>();
      for (int number : numbers) {
        all.add(pool.submit(() -> digests[number - first] = digest(source.sample(key(number)))));
      }
      for (Future<?> one : all) {
        one.get();
      }
      return hex(sha256().digest(String.join("", digests).getBytes(StandardCharsets.UTF_8)));
    } finally {
      pool.shutdown();
    }
  }

  private static Key key(int number) {
    return Key.of(17).fold(number);
  }

  /** The name without the place of the store. */
  private static String digest(Task task) {
    MessageDigest digest = sha256();
    String name = task.name().substring(task.name().lastIndexOf('/') + 1);
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    for (Examples examples : List.of(task.support(), task.query())) {
      add(digest, examples.features());
      add(digest, examples.targets());
      add(digest, examples.weights());
    }
    return hex(digest.digest());
  }

  private static void add(MessageDigest digest, HostTensor tensor) {
    for (float value : tensor.floats()) {
      digest.update(ByteBuffer.allocate(Float.BYTES).putFloat(0, value));
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Classes of noise, 2.8 MB of them. */
  private static void images(String uri) {
    var contents = new ExampleContents(ElementType.U8, List.of(SIDE, SIDE, 3));
    StoreWriter writer =
        StoreWriter.create(uri, contents, new Fractions(.8, .1, .1), NumberedTasks.HADOOP);
    List<PartResult> parts = new ArrayList<>();
    try (ExamplePart part = writer.target().openExamples(0, NumberedTasks.HADOOP)) {
      for (int i = 0; i < CLASSES; i++) {
        List<byte[]> examples = new ArrayList<>();
        for (int k = 0; k < IMAGES; k++) {
          examples.add(image(Key.of(i).fold(k)));
        }
        part.add("class" + i, examples);
      }
      parts.add(part.finish());
    }
    writer.commit(parts, Map.of());
  }

  private static byte[] image(Key key) {
    byte[] image = new byte[SIDE * SIDE * 3];
    for (int i = 0; i < image.length; i++) {
      image[i] = (byte) key.below(i, 256);
    }
    return image;
  }
}
