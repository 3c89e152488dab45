package dev.kindling.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kindling.fault.Fault;
import dev.kindling.form.CategoryColumn;
import dev.kindling.form.FeatureScale;
import dev.kindling.form.ImageForm;
import dev.kindling.form.InputForm;
import dev.kindling.form.NumberColumn;
import dev.kindling.form.NumberForm;
import dev.kindling.form.TableForm;
import dev.kindling.form.TargetColumn;
import dev.kindling.form.Tone;
import dev.kindling.task.ElementType;
import dev.kindling.task.Scaling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a store's manifest says of the inputs that are drawn from it. */
final class StoredForms {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TIME_KEY = "time";
  private static final float MOST_BYTE = 255;

  private StoredForms() {}

  static TableForm ofTable(Manifest manifest, Scaling scaling) {
    TaskContents contents = (TaskContents) manifest.contents();
    List<NumberColumn> numbers = new ArrayList<>();
    for (int i = 0; i < contents.numeric().size(); i++) {
      ColumnStatistics column = manifest.statistics().get(i);
      float mean = (float) column.mean();
      boolean standard = scaling == Scaling.STANDARD;
      float divisor = standard ? divisor(column) : 1;
      numbers.add(new NumberColumn(column.name(), mean, standard ? mean : 0, divisor));
    }
    List<CategoryColumn> categories =
        contents.categorical().stream()
            .map(column -> category(column, values(manifest, column.name())))
            .toList();
    return new TableForm(numbers, categories, target(manifest, contents), time(manifest, contents));
  }

  /** What is too small for single precision is as if all numbers were equal. */
  private static float divisor(ColumnStatistics column) {
    float divisor = (float) column.divisor();
    return divisor == 0 ? 1 : divisor;
  }

  private static CategoryColumn category(TaskContents.Category column, List<String> values) {
    boolean told = values.size() == column.codes() - 1;
    return new CategoryColumn(column.name(), column.codes(), told ? values : List.of());
  }

  private static TargetColumn target(Manifest manifest, TaskContents contents) {
    List<String> names = values(manifest, contents.target());
    boolean told = names.size() == contents.classes();
    return new TargetColumn(contents.target(), contents.classes(), told ? names : List.of());
  }

  private static String time(Manifest manifest, TaskContents contents) {
    return contents.time() ? manifest.provenance().getOrDefault(TIME_KEY, TIME_KEY) : "";
  }

  /** Empty where the store does not say what a column's codes stand for. */
  private static List<String> values(Manifest manifest, String column) {
    String json = manifest.provenance().get(TaskContents.codesKey(column));
    if (json == null) {
      return List.of();
    }
    try {
      List<String> values = List.of(JSON.readValue(json, String[].class));
      return values.stream().distinct().count() == values.size() ? values : List.of();
    } catch (JsonProcessingException | NullPointerException e) {
      throw Fault.data(
          "a list of texts is expected as the codes of %s in the store's provenance but it cannot be read; import the table again"
              .formatted(column),
          e);
    }
  }

  /**
   * How the values of examples are scaled.
   *
   * @param contents of what is scaled; the channels of images are the first columns
   */
  static FeatureScale scale(Manifest manifest, ExampleContents contents, Scaling scaling) {
    float[] shifts = new float[contents.channels()];
    float[] divisors = new float[contents.channels()];
    for (int i = 0; i < shifts.length; i++) {
      ColumnStatistics channel = manifest.statistics().get(i);
      boolean standard = scaling == Scaling.STANDARD;
      boolean unit = scaling == Scaling.UNIT && contents.type() == ElementType.U8;
      shifts[i] = standard ? (float) channel.mean() : 0;
      divisors[i] = standard ? divisor(channel) : unit ? MOST_BYTE : 1;
    }
    return new FeatureScale(shifts, divisors);
  }

  /**
   * The form of examples.
   *
   * @param contents after images were brought to their size
   */
  static InputForm ofExamples(Manifest manifest, ExampleContents contents, FeatureScale scale) {
    if (!contents.isImage() || contents.type() != ElementType.U8) {
      return new NumberForm(contents.shape(), List.of(), scale);
    }
    ExampleContents stored = (ExampleContents) manifest.contents();
    Map<String, String> provenance = manifest.provenance();
    return new ImageForm(
        stored.shape().get(0),
        stored.shape().get(1),
        contents.shape().get(0),
        contents.shape().get(1),
        contents.channels(),
        Tone.of(provenance.get(ExampleContents.PICTURE_KEY)),
        scale);
  }
}
