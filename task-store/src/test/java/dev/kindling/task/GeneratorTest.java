package dev.kindling.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.meaning.Kinds;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every generator. */
class GeneratorTest {

  private static final int TASKS = 50;
  private static final Key KEY = Key.of(20261120);

  static List<TaskSettings> all() {
    return List.of(
        SinusoidSettings.defaults(),
        LinesSettings.defaults(),
        new LinesSettings(3, 4, 5, 1, 0, 2, 0),
        GaussianProcessSettings.defaults(),
        new GaussianProcessSettings(40, 60, .1, 3, 0, 2, 5, .2),
        GlyphsSettings.defaults(),
        new GlyphsSettings(7, 2, 3, 20, 40, 4),
        UsersSettings.defaults(),
        new UsersSettings(5, 5, 9, 3, 2, 14, 0));
  }

  /** Whoever changes one of these changes the theta of runs: say so in CHANGELOG.md. */
  static Stream<Arguments> pinned() {
    List<String> digests =
        List.of(
            "337733389db6fe2eb1776522d2c914a6e471ba7050ff201f26a32a080befe82b",
            "6d20fb17526a83a905ed49d16e6ee847bbfa09fae00084a7c444c2b9b7a24c28",
            "719838be86d5fbe9e55e7cd774630ae4d73474abd7b6bfb7f1075d7904c6716b",
            "2b186ba5f750933944faaba9af0176ddfc33543be33d8a6e88917bc34f118667",
            "35db5f160adc262b29d5beb12fcf7070aba507acb80980e57380426cbb5c657a",
            "d69a4c49a7ebbb79f7de9486d0f0c9ea06d62ccb61657df4a44f8b2c2bdb2506",
            "8113a28291861e87cad237276aaa786ee15c2edf0f3d5c633824c714c5769080",
            "7449137ee8d568fb4d2d2747dde2704a996303540eecaef51049aceec89c3fdb",
            "b5193845cf48c1140658b56f510b11bc78da4cf4afb7719e537367baf83d8b3e");
    return IntStream.range(0, all().size())
        .mapToObj(i -> Arguments.of(all().get(i), digests.get(i)));
  }

  @ParameterizedTest
  @MethodSource("pinned")
  void theStreamIsPinned(TaskSettings settings, String digest) {
    assertThat(digest(stream(settings))).isEqualTo(digest);
  }

  @ParameterizedTest
  @MethodSource("all")
  void tasksAreTheSameOnAnyThreadInAnyOrder(TaskSettings settings) throws Exception {
    List<Task> expected = stream(settings);
    TaskSource shared = settings.open(Split.TRAIN);
    List<Integer> order = new ArrayList<>(IntStream.range(0, TASKS).boxed().toList());
    Collections.shuffle(order, new Random(1));
    ExecutorService threads = Executors.newFixedThreadPool(5);
    try {
      List<Callable<Task>> calls =
          order.stream().<Callable<Task>>map(slot -> () -> shared.sample(KEY.fold(slot))).toList();
      List<Future<Task>> drawn = threads.invokeAll(calls);
      for (int i = 0; i < TASKS; i++) {
        assertThat(drawn.get(i).get()).isEqualTo(expected.get(order.get(i)));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void tasksHaveTheShapeThatIsPromised(TaskSettings settings) {
    for (Split split : Split.values()) {
      TaskSource source = settings.open(split);
      TaskShape shape = source.shape();
      for (int slot = 0; slot < TASKS; slot++) {
        Task task = source.sample(KEY.fold(slot));
        int support = task.support().count();
        int query = task.query().count();
        assertThat(support).isLessThanOrEqualTo(shape.support());
        assertThat(query).isLessThanOrEqualTo(shape.query());
        TaskShape promised = source.sizes() == Sizes.FIXED ? shape : shape.sized(support, query);
        assertThat(TaskShape.of(task)).isEqualTo(withoutClasses(promised));
      }
    }
  }

  /** A task does not tell how many classes its targets are among. */
  private static TaskShape withoutClasses(TaskShape shape) {
    return new TaskShape(shape.features(), shape.targets(), shape.support(), shape.query());
  }

  @ParameterizedTest
  @MethodSource("all")
  void numbersAreFinite(TaskSettings settings) {
    for (Task task : stream(settings)) {
      for (HostTensor tensor : tensors(task)) {
        for (float value : tensor.floats()) {
          assertThat(Float.isFinite(value)).as(task.name()).isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void noTaskIsInTwoSplitsOrDrawnTwice(TaskSettings settings) {
    Set<HostTensor> seen = new HashSet<>();
    for (Split split : Split.values()) {
      TaskSource source = settings.open(split);
      for (int slot = 0; slot < TASKS; slot++) {
        Task task = source.sample(KEY.fold(slot));
        assertThat(seen.add(task.support().features())).as(task.name()).isTrue();
        assertThat(seen.add(task.query().features())).as(task.name()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void aTaskSaysWhichItIsAndWhatMadeIt(TaskSettings settings) {
    Task task = settings.open(Split.VALIDATION).sample(Key.of(7));
    assertThat(task.name()).matches("[a-z-]+/validation/0{31}7");
    assertThat(task.provenance()).isEqualTo(settings.toString());
  }

  @Test
  void everyGeneratorIsHere() {
    Set<Class<?>> covered = all().stream().map(Object::getClass).collect(Collectors.toSet());
    covered.addAll(Set.of(EpisodesSettings.class, StoredSettings.class)); // these read stores
    covered.add(MixtureSettings.class); // draws from others
    assertThat(covered).hasSameElementsAs(Kinds.of(TaskSettings.class));
  }

  private static List<Task> stream(TaskSettings settings) {
    TaskSource source = settings.open(Split.TRAIN);
    return IntStream.range(0, TASKS).mapToObj(slot -> source.sample(KEY.fold(slot))).toList();
  }

  private static String digest(List<Task> tasks) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      tasks.stream().flatMap(task -> tensors(task).stream()).forEach(t -> digest.update(bytes(t)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static ByteBuffer bytes(HostTensor tensor) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * tensor.size()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(tensor.floats());
    return bytes;
  }

  private static List<HostTensor> tensors(Task task) {
    return Stream.of(task.support(), task.query())
        .flatMap(examples -> Stream.of(examples.features(), examples.targets(), examples.weights()))
        .toList();
  }
}
