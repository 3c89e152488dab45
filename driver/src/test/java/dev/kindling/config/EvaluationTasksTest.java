package dev.kindling.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import dev.kindling.task.Augmentation;
import dev.kindling.task.EpisodesSettings;
import dev.kindling.task.GlyphsSettings;
import dev.kindling.task.MixtureSettings;
import dev.kindling.task.Scaling;
import dev.kindling.task.StoreChoice;
import dev.kindling.task.TaskSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code evaluation.tasks} is, with what is left out of it. */
class EvaluationTasksTest {

  private static final String LEARNED =
      """
      tasks:
        kind: episodes
        uri: birds
        ways: 20
        size: 28x28
        augmentation: {rotations: 4, turn: .17, scale: .15, shift: .15, shear: .2}
      """;

  private static Configuration parse(String text, String... overrides) {
    return ConfigurationReader.parse(text, "test.yaml", List.of(overrides));
  }

  private static TaskSettings judged(String evaluation, String... overrides) {
    return parse(LEARNED + evaluation, overrides).evaluation().tasks();
  }

  private static EpisodesSettings birds(String ways, String version, Augmentation augmentation) {
    return new EpisodesSettings(
        "birds", version, ways, "1", "15", "28x28", augmentation, Scaling.UNIT, 0, 256);
  }

  @Test
  void itIsWhatIsLearnedFromWithoutAugmentation() {
    EpisodesSettings expected = birds("20", StoreChoice.NEWEST, Augmentation.NONE);
    assertThat(judged("")).isEqualTo(expected);
    assertThat(judged("evaluation:\n")).isEqualTo(expected);
    assertThat(judged("evaluation: {tasks: }")).isEqualTo(expected);
    assertThat(judged("evaluation: {episodes: 3}")).isEqualTo(expected);
    assertThat(parse(LEARNED).tasks())
        .isEqualTo(birds("20", StoreChoice.NEWEST, new Augmentation(4, .17, .15, .15, .2)));
  }

  @Test
  void whatIsGivenGoesOverIt() {
    EpisodesSettings expected = birds("5", "3", Augmentation.NONE);
    assertThat(judged("evaluation: {tasks: {ways: 5, version: 3}}")).isEqualTo(expected);
    assertThat(judged("evaluation: {tasks: {kind: episodes, ways: 5, version: 3}}"))
        .isEqualTo(expected);
    assertThat(judged("", "evaluation.tasks.ways=5", "evaluation.tasks.version=3"))
        .isEqualTo(expected);
    assertThat(judged("evaluation: {tasks: {augmentation: {rotations: 4}}}"))
        .isEqualTo(birds("20", StoreChoice.NEWEST, Augmentation.ofRotations(4)));
  }

  @Test
  void anotherKindBeginsWithItsOwnDefaults() {
    assertThat(judged("evaluation: {tasks: {kind: glyphs, ways: 20}}"))
        .isEqualTo(new GlyphsSettings(20, 1, 5, 28, 2000, 1));
  }

  @Test
  void aMixtureIsJudgedWithoutAugmentationToo() {
    var mixture =
        (MixtureSettings)
            parse(
                    """
                    tasks:
                      kind: mixture
                      parts: [{name: a, weight: 2, tasks: {kind: episodes, augmentation: {turn: 1}}}]
                    """)
                .evaluation()
                .tasks();
    assertThat(mixture.parts().get(0).tasks()).isEqualTo(EpisodesSettings.defaults());
    assertThat(mixture.parts().get(0).name()).isEqualTo("a");
  }

  @Test
  void itIsWrittenAndReadBack() {
    for (String evaluation : List.of("", "evaluation: {tasks: {kind: glyphs, ways: 3}}")) {
      Configuration configuration = parse(LEARNED + evaluation);
      assertThat(parse(ConfigurationWriter.yaml(configuration))).isEqualTo(configuration);
    }
  }

  @Test
  void imagesAreJudgedAsTheyAre() {
    assertThatThrownBy(() -> judged("evaluation: {tasks: {augmentation: {turn: .1}}}"))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "test.yaml:7: evaluation.tasks.augmentation must change no image, since models are"
                + " judged on images as they are; leave out its turn, scale, shift and shear;"
                + " see kindling reference evaluation.tasks");
    assertThatThrownBy(
            () ->
                judged(
                    "evaluation: {tasks: {kind: mixture, parts: [{tasks: {kind: episodes,"
                        + " augmentation: {shear: .1}}}]}}"))
        .hasMessageContaining("augmentation must change no image");
  }

  @Test
  void whatIsWrongInItIsNamed() {
    assertThatThrownBy(() -> judged("evaluation: {tasks: {way: 5}}"))
        .hasMessage(
            "test.yaml:7: evaluation.tasks.way is not a key; did you mean"
                + " evaluation.tasks.ways? see kindling reference evaluation.tasks");
    assertThatThrownBy(() -> judged("evaluation: {tasks: {ways: 1}}"))
        .hasMessage(
            "test.yaml:7: evaluation.tasks.ways must be at least 2 but is 1; see kindling reference"
                + " evaluation.tasks.ways");
    assertThatThrownBy(() -> judged("evaluation: {tasks: birds}"))
        .hasMessage(
            "test.yaml:7: evaluation.tasks must be a section with keys but is birds; see"
                + " kindling reference evaluation.tasks");
    assertThatThrownBy(() -> judged("evaluation: {tasks: {side: 5}}"))
        .hasMessageContaining(
            "evaluation.tasks.side belongs to kind glyphs but the kind is episodes");
  }
}
