package dev.kindling.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import dev.kindling.form.ImageForm;
import dev.kindling.form.NumberForm;
import dev.kindling.form.TableForm;
import dev.kindling.form.Unseen;
import dev.kindling.storage.NeedsHadoop;
import dev.kindling.task.Augmentation;
import dev.kindling.task.ElementType;
import dev.kindling.task.EpisodesSettings;
import dev.kindling.task.HostTensor;
import dev.kindling.task.Key;
import dev.kindling.task.Scaling;
import dev.kindling.task.Split;
import dev.kindling.task.StoredSettings;
import dev.kindling.task.Task;
import dev.kindling.task.TaskSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a model keeps of a store's inputs gives the bits that the store's source gives. */
@NeedsHadoop
class StoredFormsTest {

  private static final List<String> CITIES = List.of("Aachen", "Bonn", "Celle", "Dresden");
  private static final int TASKS = 30;

  @TempDir private Path directory;

  @AfterEach
  void forgetStores() {
    new OpenStores().close();
  }

  private String uri() {
    return directory.resolve("store").toUri().toString();
  }

  /** Tasks of the samples under names of their own, with what an import says of their codes. */
  private void importTable() {
    StoreWriter writer =
        StoreWriter.create(uri(), Samples.TABLE, new Fractions(1, 0, 0), Samples.HADOOP);
    try (TaskPart part = writer.target().openTasks(0, Samples.HADOOP)) {
      for (int i = 0; i < TASKS; i++) {
        part.add(Samples.task(i));
      }
      String json = "[\"Aachen\",\"Bonn\",\"Celle\",\"Dresden\"]";
      writer.commit(List.of(part.finish()), Map.of("codes of city", json, "time", "when"));
    }
  }

  private TaskSource source(Scaling scaling) {
    return new StoredSettings(uri(), 1, 5, 5, scaling, 0, 1).open(Split.TRAIN);
  }

  private static Map<String, Object> cells(StoredTask task, int example) {
    Map<String, Object> cells = new LinkedHashMap<>();
    int code = task.categorical()[example][0];
    cells.put("city", code == 0 ? null : CITIES.get(code - 1));
    float second = task.numeric()[example][1];
    // As text, as a number or missing, and in another order than the model's.
    cells.put("b", Float.isNaN(second) ? (example % 2 == 0 ? null : " NA ") : (Object) second);
    cells.put("a", Float.toString(task.numeric()[example][0]));
    cells.put("other", "is not looked at");
    return cells;
  }

  private static List<Integer> bits(float[] features) {
    List<Integer> bits = new ArrayList<>();
    for (float feature : features) {
      bits.add(Float.floatToRawIntBits(feature));
    }
    return bits;
  }

  /** The rows of a tensor of examples, and how often each is there. */
  private static void count(HostTensor tensor, Map<List<Integer>, Integer> rows) {
    float[] values = tensor.floats();
    int each = values.length / tensor.shape()[0];
    for (int i = 0; i < tensor.shape()[0]; i++) {
      rows.merge(bits(Arrays.copyOfRange(values, i * each, (i + 1) * each)), 1, Integer::sum);
    }
  }

  @ParameterizedTest
  @EnumSource(Scaling.class)
  void rowsOfATableBecomeTheFeaturesOfTheSource(Scaling scaling) {
    importTable();
    TaskSource source = source(scaling);
    TableForm form = (TableForm) source.form();
    var reading = form.reading(Unseen.REFUSED);
    Map<String, StoredTask> byName = new HashMap<>();
    for (int i = 0; i < TASKS; i++) {
      byName.put("user" + i, Samples.task(i));
    }
    int compared = 0;
    for (int draw = 0; draw < 60; draw++) {
      Task task = source.sample(Key.of(3).fold(draw));
      StoredTask raw = byName.get(task.name());
      Map<List<Integer>, Integer> expected = new HashMap<>();
      for (int i = 0; i < raw.examples(); i++) {
        expected.merge(bits(reading.features(cells(raw, i))), 1, Integer::sum);
      }
      Map<List<Integer>, Integer> seen = new HashMap<>();
      count(task.support().features(), seen);
      count(task.query().features(), seen);
      seen.forEach(
          (row, times) -> assertThat(expected.getOrDefault(row, 0)).isGreaterThanOrEqualTo(times));
      compared += task.support().count() + task.query().count();
    }
    assertThat(compared).isGreaterThan(200);
  }

  @Test
  void theFormSaysWhatColumnsMean() {
    importTable();
    TableForm form = (TableForm) source(Scaling.STANDARD).form();

    assertThat(form.columns()).containsExactly("a", "b", "city");
    assertThat(form.categories().get(0).values()).isEqualTo(CITIES);
    assertThat(form.time()).isEqualTo("when");
    assertThat(form.target().classes()).isZero();
    assertThat(form.shape()).isEqualTo(source(Scaling.STANDARD).shape().features());
    assertThat(form.numbers().get(1).missing()).isEqualTo(form.numbers().get(1).shift());
    assertThat(form.text())
        .startsWith("rows of a table with a (x becomes (x - ")
        .endsWith(
            "city (4 categories: Aachen, Bonn, Celle, Dresden); to be predicted: y, a number, in the order of when");
  }

  @Test
  void whatDoesNotFitARowIsOneSentence() {
    importTable();
    var form = (TableForm) source(Scaling.STANDARD).form();
    var reading = form.reading(Unseen.REFUSED);
    Map<String, Object> row = new HashMap<>(Map.of("a", 1, "b", 2, "city", "Bonn"));
    float[] bonn = reading.features(row);

    row.put("city", "Essen");
    assertThatThrownBy(() -> reading.features(row))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "a category that the model learned of is expected in city but \"Essen\" is none of its 4; mend it, or let unseen categories count as missing");
    assertThat(form.reading(Unseen.AS_MISSING).features(row))
        .startsWith(bonn[0], bonn[1])
        .endsWith(0);
    row.put("city", "Bonn");
    row.put("a", "1,5");
    assertThatThrownBy(() -> reading.features(row))
        .hasMessageStartingWith("a number is expected in a but it is 1,5; ");
    row.put("a", Double.POSITIVE_INFINITY);
    assertThatThrownBy(() -> reading.features(row))
        .hasMessageStartingWith("a number of single precision is expected in a but it is Infinity");
    row.remove("a");
    row.put("A", 1);
    assertThatThrownBy(() -> reading.features(row))
        .hasMessageStartingWith("the column a is expected but the columns are [")
        .hasMessageContaining("the model learned from [a, b, city]")
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.DATA);
    assertThatThrownBy(() -> reading.target(Double.NaN))
        .hasMessageStartingWith("a number is expected in y, which is to be learned");
  }

  private EpisodesSettings episodes(String size, Scaling scaling) {
    return new EpisodesSettings(uri(), 1, "3", "1", "2", size, Augmentation.NONE, scaling, 0, 1);
  }

  @ParameterizedTest
  @EnumSource(Scaling.class)
  void storedImagesBecomeTheFeaturesOfTheSource(Scaling scaling) {
    Samples.images(uri(), 0, 20);
    for (String size : List.of("stored", "3x5")) {
      TaskSource source = episodes(size, scaling).open(Split.TRAIN);
      ImageForm form = (ImageForm) source.form();
      Map<List<Integer>, Integer> all = new HashMap<>();
      for (int ofClass = 0; ofClass < 20; ofClass++) {
        Samples.images(ofClass).forEach(image -> all.put(bits(form.features(image, 4, 4)), 1));
      }
      Map<List<Integer>, Integer> seen = new HashMap<>();
      for (int draw = 0; draw < 20; draw++) {
        Task task = source.sample(Key.of(5).fold(draw));
        count(task.support().features(), seen);
        count(task.query().features(), seen);
      }
      assertThat(seen).hasSizeGreaterThan(40);
      assertThat(all.keySet()).containsAll(seen.keySet());
      assertThatThrownBy(() -> form.features(new byte[25], 5, 5))
          .hasMessageStartingWith(
              "an image of 4 x 4 pixels is expected, height by width, but it has 5 x 5; ");
      assertThatThrownBy(() -> form.features(new byte[15], 4, 4))
          .hasMessageStartingWith("16 bytes are expected of an image of 4 x 4 pixels");
    }
  }

  @Test
  void examplesThatAreNoImagesAreNumbers() {
    var contents = new ExampleContents(ElementType.F32, List.of(2));
    StoreWriter writer =
        StoreWriter.create(uri(), contents, new Fractions(1, 0, 0), Samples.HADOOP);
    try (ExamplePart part = writer.target().openExamples(0, Samples.HADOOP)) {
      for (int i = 0; i < 4; i++) {
        byte[] example = {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, (byte) (0x40 + i)};
        part.add("class" + i, List.of(example, example, example));
      }
      writer.commit(List.of(part.finish()), Map.of());
    }
    TaskSource source = episodes("stored", Scaling.STANDARD).open(Split.TRAIN);
    NumberForm form = (NumberForm) source.form();
    Map<List<Integer>, Integer> seen = new HashMap<>();
    for (int draw = 0; draw < 20; draw++) {
      count(source.sample(Key.of(5).fold(draw)).support().features(), seen);
    }
    float[] raw = {1, 2};

    assertThat(seen.keySet()).contains(bits(form.features(raw)));
    assertThatThrownBy(() -> form.features(new float[] {1}))
        .hasMessageStartingWith(
            "an example of 2 numbers is expected, of shape [2], but there are 1");
    assertThatThrownBy(() -> form.features(new float[] {1, Float.NaN}))
        .hasMessageStartingWith("finite numbers are expected but number 2 is NaN; ");
  }
}
