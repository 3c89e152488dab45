package dev.kindling.setting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.setting.Garden.Compost;
import dev.kindling.setting.Garden.DripHoseSettings;
import dev.kindling.setting.Garden.FogXSettings;
import dev.kindling.setting.Garden.Path;
import dev.kindling.setting.Garden.Soil;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class YamlTextTest {

  private static final Garden FULL =
      new Garden(
          "rose: \"red\"\n\u00e9 \ud83c\udf39",
          7,
          Long.MAX_VALUE,
          1e-7,
          true,
          Soil.CLAY,
          List.of(1),
          List.of(new Path(2, "bark"), new Path(3, "no")),
          new DripHoseSettings(1e10, 4),
          new Compost(0, 0));

  @Test
  void everySettingIsSpelledOut() {
    assertThat(YamlText.of(Unbinder.tree(Garden.defaults())))
        .isEqualTo(
            """
            name: kale
            beds: 4
            seeds: 1000
            acidity: 6.5
            fenced: false
            soil: sandy-loam
            depths: [10, 20]
            paths: []
            watering:
              kind: can
              liters: 10.0
            compost:
              heaps: 1
              heap-height: 1.5
            """);
  }

  @Test
  void whatIsWrittenReadsBackEqual() {
    Garden fog =
        new Garden(
            "x",
            1,
            0,
            0,
            false,
            Soil.CLAY,
            List.of(),
            List.of(),
            new FogXSettings(),
            Compost.defaults());
    for (Garden garden : List.of(Garden.defaults(), FULL, fog)) {
      String yaml = YamlText.of(Unbinder.tree(garden));

      assertThat(
              WrittenSettings.parse(yaml, "yaml", Wording.of("the garden")).over(Garden.defaults()))
          .isEqualTo(garden);
    }
  }

  static Stream<String> texts() {
    String words =
        "yes No null ~ 1 1.5 1e3 .inf [a {a &a *a !a | > ' \" \\ = << 2001-01-01 % @ ` a/b.c-d_e"
            + " \u0085 \u2028 \ufeff \u007f \ud83c\udf39";
    return Stream.concat(
        Stream.of(words.split(" ", -1)),
        Stream.of("", " ", "\t", "a: b", "# x", "- a", "a b", "a\nb"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void everyTextReadsBackTheSameInEveryReader(String text) {
    String yaml = YamlText.of(Map.of("name", text));

    assertThat(SettingParser.parse(yaml, line -> "yaml"))
        .extracting(setting -> ((Setting.Section) setting).entries().get("name"))
        .extracting(name -> ((Setting.Scalar) name).text())
        .isEqualTo(text);
    assertThat(yaml11(yaml)).isEqualTo(Map.of("name", text));
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {0, -0.0, 1, .1, 1e-3, 1e-4, 1e10, Double.MAX_VALUE, Double.MIN_VALUE, 1e7})
  void everyNumberReadsBackTheSameInEveryReader(double number) {
    String yaml = YamlText.of(Map.of("rate", number));

    assertThat(yaml11(yaml)).isEqualTo(Map.of("rate", number));
    assertThat(Numbers.real(yaml.substring("rate: ".length()).strip())).isEqualTo(number);
  }

  /** What another program makes of it that follows YAML 1.1 to the letter. */
  private static Object yaml11(String yaml) {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
  }
}
