package dev.kindling.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import dev.kindling.storage.BlockCache;
import dev.kindling.storage.NeedsHadoop;
import dev.kindling.task.FeatureColumn;
import dev.kindling.task.Key;
import dev.kindling.task.MixturePart;
import dev.kindling.task.MixtureSettings;
import dev.kindling.task.Scaling;
import dev.kindling.task.Split;
import dev.kindling.task.StoredSettings;
import dev.kindling.task.Task;
import dev.kindling.task.TaskSettings;
import dev.kindling.task.TaskShape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a store knows of its columns, on its way to whoever learns from them. */
@NeedsHadoop
class StoredColumnsTest {
  private static final Fractions ALL_TRAIN = new Fractions(1, 0, 0);

  @TempDir private Path directory;

  @AfterEach
  void close() {
    new OpenStores().close();
  }

  private static TaskContents contents(String number, int codes) {
    return new TaskContents(
        List.of(number), List.of(new TaskContents.Category("city", codes)), "y", 0, false);
  }

  /** Three tasks of two examples each; code 1 stands for the value that is given. */
  private TaskSettings store(String name, TaskContents contents, String value) {
    String uri = directory.resolve(name).toUri().toString();
    StoreWriter writer = StoreWriter.create(uri, contents, ALL_TRAIN, Samples.HADOOP);
    int coded = contents.categorical().size();
    try (TaskPart part = writer.target().openTasks(0, Samples.HADOOP)) {
      for (int i = 0; i < 3; i++) {
        part.add(
            new StoredTask(
                "task" + i,
                new float[2][contents.numeric().size()],
                new int[][] {new int[coded], new int[coded]},
                new float[] {0, 1},
                new long[0]));
      }
      writer.commit(
          List.of(part.finish()), Map.of(TaskContents.codesKey("city"), "[\"" + value + "\"]"));
    }
    return new StoredSettings(uri, 1, 1, 1, Scaling.STANDARD, 0, 1);
  }

  private static TaskShape mixed(TaskSettings... parts) {
    List<MixturePart> all = new ArrayList<>();
    for (TaskSettings part : parts) {
      all.add(new MixturePart("", 1, part));
    }
    return new MixtureSettings(all).open(Split.TRAIN).shape();
  }

  @Test
  void theShapeTellsTheColumnsAndHowManyCodesEachHas() {
    String uri = directory.resolve("store").toUri().toString();
    Manifest manifest = Samples.tasks(uri, 0, 20);
    TaskShape shape =
        new StoredSettings(uri, 1, 4, 3, Scaling.NONE, 0, 1).open(Split.TRAIN).shape();

    assertThat(shape.columns())
        .containsExactly(
            FeatureColumn.ofNumbers("a"),
            FeatureColumn.ofNumbers("b"),
            FeatureColumn.ofCodes("city", 5))
        .isEqualTo(manifest.featureColumns());
    assertThat(shape.sized(1, 1).columns()).isEqualTo(shape.columns());
    assertThat(shape.numbers()).hasSize(2);
    assertThat(shape.coded()).containsExactly(FeatureColumn.ofCodes("city", 5));
  }

  @ParameterizedTest
  @EnumSource(Scaling.class)
  void noScalingTouchesACode(Scaling scaling) {
    String uri = directory.resolve("store").toUri().toString();
    Samples.tasks(uri, 0, 50);
    var settings = new StoredSettings(uri, 1, 4, 3, scaling, 0, 1);
    var seen = new TreeSet<Float>();
    for (int i = 0; i < 50; i++) {
      Task task = settings.open(Split.TRAIN).sample(Key.of(i));
      float[] features = task.support().features().floats();
      for (int at = 2; at < features.length; at += 3) {
        seen.add(features[at]);
      }
    }
    assertThat(seen).containsExactly(0f, 1f, 2f, 3f, 4f);
  }

  @Test
  void aRecordWithACodeThatItsColumnDoesNotHaveIsDamaged() {
    String uri = directory.resolve("store").toUri().toString();
    StoreWriter writer = StoreWriter.create(uri, contents("x", 3), ALL_TRAIN, Samples.HADOOP);
    var wrong =
        new StoredTask(
            "wrong", new float[][] {{1}, {2}}, new int[][] {{2}, {3}}, new float[2], new long[0]);
    try (TaskPart part = writer.target().openTasks(0, Samples.HADOOP)) {
      assertThatThrownBy(() -> part.add(wrong))
          .hasMessageContaining("example 1 has the code 3 in city, which has 3 codes");
      part.copy(wrong);
      writer.commit(List.of(part.finish()), Map.of());
    }
    try (BlockCache cache = new BlockCache(0);
        Store store = Store.open(uri, 1, Samples.HADOOP, cache)) {
      assertThatThrownBy(() -> store.task(Split.TRAIN, 0))
          .isInstanceOfSatisfying(
              Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.DATA))
          .hasMessageContaining("to be a task but it has the code 3 in city, which has 3 codes");
    }
  }

  @Test
  void partsOfAMixtureWithTheSameCodesAreOne() {
    TaskSettings one = store("one", contents("x", 3), "Bonn");
    TaskSettings other = store("other", contents("z", 3), "Bonn");

    assertThat(mixed(one, one).columns()).isEqualTo(one.open(Split.TRAIN).shape().columns());
    assertThat(mixed(one, other).columns())
        .extracting(FeatureColumn::name)
        .containsExactly("x or z", "city");
  }

  @Test
  void partsOfAMixtureWhoseCodesDifferAreNamed() {
    TaskSettings one = store("one", contents("x", 3), "Bonn");
    TaskSettings wider = store("wider", contents("x", 4), "Bonn");
    TaskSettings elsewhere = store("elsewhere", contents("x", 3), "Ulm");
    TaskSettings plain =
        store("plain", new TaskContents(List.of("x", "z"), List.of(), "y", 0, false), "");

    String agree = "the parts of a mixture must agree in their columns of codes but parts[0]";
    String advice = "; import their tables into one store, or leave these columns out";
    assertThatThrownBy(() -> mixed(one, wider))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.USAGE))
        .hasMessage(agree + " has city of 3, and parts[1] has city of 4" + advice);
    assertThatThrownBy(() -> mixed(one, one, elsewhere))
        .hasMessage(
            agree + " has city of 3, and parts[2] has city of 3, for other values" + advice);
    assertThatThrownBy(() -> mixed(plain, one))
        .hasMessage(agree + " has none, and parts[1] has city of 3" + advice);
  }
}
