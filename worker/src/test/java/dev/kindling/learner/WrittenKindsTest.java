package dev.kindling.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import dev.kindling.fault.Require;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.meaning.Kinds;
import dev.kindling.model.Conv4Settings;
import dev.kindling.model.Conv4Settings.Reduction;
import dev.kindling.model.ModelSettings;
import dev.kindling.model.Normalisation;
import dev.kindling.setting.DescribedKey;
import dev.kindling.setting.DescribedKind;
import dev.kindling.setting.NumberRange;
import dev.kindling.setting.SettingsWriter;
import dev.kindling.setting.Takes;
import dev.kindling.setting.Wording;
import dev.kindling.setting.WrittenSettings;
import dev.kindling.task.FeatureColumn;
import dev.kindling.task.TaskShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a model says of itself is read and written with nothing of the driver at hand. */
class WrittenKindsTest {
  private static final Wording WORDING = Wording.of("what is trained");
  private static final Map<String, Object> MLP = Map.of("kind", "mlp");
  private static final Map<String, Object> MAML = Map.of("kind", "maml");

  record Trained(ModelSettings model, LearnerSettings learner) {

    Trained {
      Require.present("model", model);
      Require.present("learner", learner);
    }
  }

  /** A value of one key of one kind that is not its default. */
  record Chosen(String section, String kind, String key, List<Object> candidates) {

    /** All settings, with this value in its section. */
    Map<String, Object> around(Object candidate) {
      Map<String, Object> chosen = new LinkedHashMap<>(Map.of("kind", kind));
      chosen.put(key, candidate);
      boolean isModel = section.equals("model");
      return Map.of("model", isModel ? chosen : MLP, "learner", isModel ? MAML : chosen);
    }

    @Override
    public String toString() {
      return "%s.%s of %s".formatted(section, key, kind);
    }
  }

  static Stream<Chosen> keys() {
    return Stream.concat(
        keys("model", ModelSettings.class), keys("learner", LearnerSettings.class));
  }

  private static Stream<Chosen> keys(String section, Class<?> family) {
    return Kinds.of(family).stream()
        .map(DescribedKind::of)
        .flatMap(
            kind ->
                kind.keys().stream()
                    .map(key -> new Chosen(section, kind.name(), key.name(), others(key))));
  }

  private static List<Object> others(DescribedKey key) {
    return values(key.values()).filter(value -> !isSame(value, key.standard())).toList();
  }

  /** Whole numbers of all widths are written alike. */
  private static boolean isSame(Object value, Object other) {
    return value.toString().equals(other.toString());
  }

  private static Stream<Object> values(Takes takes) {
    if (takes instanceof Takes.Choice choice) {
      return choice.words().stream().map(word -> truthOrWord(word.name()));
    }
    if (takes instanceof Takes.Items list) {
      return values(list.each()).map(value -> List.of(value, value));
    }
    if (takes instanceof Takes.Numeric numbers) {
      NumberRange range = numbers.range();
      Stream<Double> tried =
          Stream.concat(
              Stream.of(3., 2., 1., .25),
              Stream.of(range.lower(), range.upper()).flatMap(Optional::stream));
      return numbers.whole() ? tried.map(Double::intValue) : tried.map(value -> value);
    }
    return Stream.of();
  }

  private static Object truthOrWord(String word) {
    return word.equals("true") || word.equals("false") ? (Object) Boolean.valueOf(word) : word;
  }

  @ParameterizedTest
  @MethodSource("keys")
  void eachKeyOfEachKindIsReadAndWrittenBack(Chosen chosen) {
    for (Object candidate : chosen.candidates()) {
      Optional<Trained> read = taken(SettingsWriter.yaml(chosen.around(candidate)));
      if (read.isPresent()) {
        Map<?, ?> section = (Map<?, ?>) SettingsWriter.tree(read.get()).get(chosen.section());
        assertThat(section.get("kind")).isEqualTo(chosen.kind());
        assertThat(section.get(chosen.key())).hasToString(candidate.toString());
        assertThat(read(SettingsWriter.yaml(read.get()))).isEqualTo(read.get());
        return;
      }
    }
    throw new AssertionError(chosen + " takes none of " + chosen.candidates());
  }

  private static Optional<Trained> taken(String yaml) {
    try {
      return Optional.of(read(yaml));
    } catch (Fault refused) {
      return Optional.empty();
    }
  }

  @Test
  void theWholeCatalogueIsWritten() {
    assertThat(Kinds.names(ModelSettings.class)).contains("resnet12", "sequence");
    assertThat(Kinds.names(LearnerSettings.class))
        .hasSizeGreaterThanOrEqualTo(18)
        .contains("maml", "r2-d2", "relation");
    for (String model : Kinds.names(ModelSettings.class)) {
      for (String learner : Kinds.names(LearnerSettings.class)) {
        Trained trained =
            read("{model: {kind: %s}, learner: {kind: %s}}".formatted(model, learner));

        assertThat(Kinds.name(trained.model().getClass())).isEqualTo(model);
        assertThat(Kinds.name(trained.learner().getClass())).isEqualTo(learner);
        assertThat(read(SettingsWriter.yaml(trained))).isEqualTo(trained);
      }
    }
  }

  @Test
  void theTextIsWhatSomebodyWouldWrite() {
    String text =
        """
        model:
          kind: conv4
          filters: 32
          reduction: stride
          statistics: batch
          dropout: 0.25
        learner:
          kind: anil
          steps: 5
          rate: 0.5
          order: 1
        """;

    Trained trained = read(text);

    assertThat(trained.model())
        .isEqualTo(new Conv4Settings(32, Reduction.STRIDE, Normalisation.BATCH, .25));
    assertThat(SettingsWriter.yaml(trained)).isEqualTo(text);
  }

  /** What is known of tasks, which a program is written from, where no task is at hand. */
  record Known(TaskShape shape) {}

  @Test
  void theShapeOfTasksIsReadAndWrittenBack() {
    var columns =
        List.of(FeatureColumn.ofNumbers("price"), new FeatureColumn("item: \"id\"", 9, "items"));
    Known coded = new Known(new TaskShape(List.of(2), List.of(), 4, 5, 3).withColumns(columns));
    Known scalar = new Known(new TaskShape(List.of(), List.of(), 1, 1));

    for (Known known : List.of(coded, scalar)) {
      assertThat(
              WrittenSettings.parse(SettingsWriter.yaml(known), "shape.yaml", WORDING)
                  .into(Known.class))
          .isEqualTo(known);
    }
  }

  @Test
  void whatIsWrongIsOneSentence() {
    assertRefused("model: {kind: mlp}", "model.yaml:1: learner is missing");
    assertRefused("[]", "model.yaml:1: what is trained must be a section with keys but is a list");
    assertRefused(
        "{model: {filters: 3}, learner: {kind: maml}}",
        "model.yaml:1: model.kind must be one of mlp, conv4, resnet12, table, sequence but is"
            + " missing");
    assertRefused(
        "{model: {kind: wavelet}, learner: {kind: maml}}",
        "model.yaml:1: model.kind must be one of mlp, conv4, resnet12, table, sequence but is"
            + " wavelet; a kind of a plug-in needs its jar on the class path");
    assertRefused(
        "{model: {kind: conv4, filters: 0}, learner: {kind: maml}}",
        "model.yaml:1: model.filters must be at least 1 but is 0");
  }

  private static void assertRefused(String yaml, String sentence) {
    assertThatThrownBy(() -> read(yaml)).isInstanceOf(Fault.class).hasMessage(sentence);
  }

  private static Trained read(String yaml) {
    return WrittenSettings.parse(yaml, "model.yaml", WORDING).into(Trained.class);
  }
}
