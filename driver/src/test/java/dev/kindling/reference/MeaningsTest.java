package dev.kindling.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.config.ConfigurationReader;
import dev.kindling.fault.Fault;
import dev.kindling.meaning.Meaning;
import dev.kindling.setting.DescribedKey;
import dev.kindling.setting.DescribedKind;
import dev.kindling.setting.Takes;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of settings is true: the binder takes what they are said to take, and no more. */
class MeaningsTest {

  @Meaning("A kettle.")
  record KettleSettings(@Meaning("Litres.") int size, int colour) {
    static KettleSettings defaults() {
      return new KettleSettings(1, 2);
    }
  }

  record LidSettings() {
    static LidSettings defaults() {
      return new LidSettings();
    }
  }

  @Meaning("A spout.")
  record SpoutSettings(@Meaning("Its shape.") Shape shape) {
    static SpoutSettings defaults() {
      return new SpoutSettings(Shape.LONG);
    }
  }

  enum Shape {
    @Meaning("As of a watering can.")
    LONG,
    SHORT
  }

  static Stream<Probe> keys() {
    return Probe.all();
  }

  @Test
  void everySettingHasAMeaning() {
    for (Chapter chapter : Chapters.ofConfiguration().all()) {
      assertThat(chapter.described().meaning()).as(chapter.title()).matches("(?s)[^\n]{10,}\\.");
      for (DescribedKey key : chapter.described().keys()) {
        assertThat(key.meaning()).as(chapter.path(key)).matches("(?s)[^\n]{10,}\\.");
      }
    }
  }

  @Test
  void aSettingWithoutAMeaningIsNamed() {
    assertThatThrownBy(() -> DescribedKind.of(KettleSettings.class))
        .hasMessage("colour of KettleSettings has no @Meaning");
    assertThatThrownBy(() -> DescribedKind.of(LidSettings.class))
        .hasMessage("LidSettings has no @Meaning");
    assertThatThrownBy(() -> DescribedKind.of(SpoutSettings.class))
        .hasMessage("SHORT of Shape has no @Meaning");
  }

  @Test
  void boundsAndExamplesAreProbedOfEveryKind() {
    assertThat(keys().map(probe -> probe.chapter().kind().orElse("")))
        .contains("sinusoid", "episodes", "resnet12", "maml", "adamw", "cosine", "");
    assertThat(keys()).hasSizeGreaterThan(60);
  }

  @ParameterizedTest
  @MethodSource("keys")
  void theExampleIsTaken(Probe probe) {
    assertThat(probe.refusal(probe.key().example())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void whatIsWithinTheBoundsIsTakenAndNothingElse(Probe probe) {
    for (Candidate candidate : Candidate.of(probe)) {
      assertThat(probe.refusal(candidate.yaml()).isEmpty())
          .as(
              "its @Bounds are those of the constructor: %s of %s gets %s",
              candidate.yaml(), probe, probe.refusal(candidate.yaml()).orElse("taken"))
          .isEqualTo(candidate.taken());
    }
  }

  @ParameterizedTest
  @MethodSource("keys")
  void eachWordIsTakenAndNoOther(Probe probe) {
    if (probe.key().values() instanceof Takes.Choice choice) {
      for (Takes.Choice.Word word : choice.words()) {
        assertThat(probe.refusal(word.name())).isEmpty();
      }
      assertThat(probe.refusal("xyz")).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("keys")
  void aTextThatIsSpelledOtherwiseIsRefused(Probe probe) {
    if (probe.key().values() instanceof Takes.Texts texts && !texts.pattern().isEmpty()) {
      for (String text :
          List.of("5", "5-20", "20-", "x28", "28x28", "512m", "12q", "stored", "newest")) {
        assertThat(probe.refusal(text).isEmpty()).as(text).isEqualTo(text.matches(texts.pattern()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("keys")
  void theDefaultThatIsToldIsTheOneThatStands(Probe probe) {
    if (probe.chapter().standard() && !probe.path().contains("[")) {
      String told = probe.document(probe.key().standardText().orElseThrow());
      assertThat(ConfigurationReader.parse(told, "told", List.of()))
          .isEqualTo(ConfigurationReader.parse(probe.bare(), "bare", List.of()));
    }
  }

  @Test
  void theProbeSeesARefusal() {
    assertThatThrownBy(() -> ConfigurationReader.parse("{training: {steps: 0}}", "x", List.of()))
        .isInstanceOf(Fault.class);
    Probe steps =
        keys().filter(probe -> probe.path().equals("training.steps")).findFirst().orElseThrow();
    assertThat(steps.refusal("0")).hasValueSatisfying(text -> assertThat(text).contains("steps"));
  }
}
