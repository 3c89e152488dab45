package dev.kindling.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import dev.kindling.setting.Garden.CanSettings;
import dev.kindling.setting.Garden.DripHoseSettings;
import dev.kindling.setting.Garden.FogXSettings;
import dev.kindling.setting.Garden.Path;
import dev.kindling.setting.Garden.Soil;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinderTest {
  private static final Wording WORDING = Wording.of("the garden");

  @Test
  void anEmptyTextIsTheDefaults() {
    assertThat(bind("")).isEqualTo(Garden.defaults());
    assertThat(bind("# nothing but a remark\n")).isEqualTo(Garden.defaults());
    assertThat(bind("---\n")).isEqualTo(Garden.defaults());
    assertThat(bind("{}")).isEqualTo(Garden.defaults());
  }

  @Test
  void everyTypeIsRead() {
    Garden garden =
        bind(
            """
            name: "rose: red"
            beds: 12
            seeds: 10_000_000_000
            acidity: .7e1
            fenced: true
            soil: clay
            depths: [5, 1e1]
            paths:
              - width: 2
              - {cover: bark}
            watering:
              kind: drip-hose
              holes-per-meter: 7
            compost:
              heaps: 0
            """);

    assertThat(garden.name()).isEqualTo("rose: red");
    assertThat(garden.beds()).isEqualTo(12);
    assertThat(garden.seeds()).isEqualTo(10_000_000_000L);
    assertThat(garden.acidity()).isEqualTo(7);
    assertThat(garden.fenced()).isTrue();
    assertThat(garden.soil()).isEqualTo(Soil.CLAY);
    assertThat(garden.depths()).containsExactly(5, 10);
    assertThat(garden.paths()).containsExactly(new Path(2, "gravel"), new Path(1, "bark"));
    assertThat(garden.watering()).isEqualTo(new DripHoseSettings(100, 7));
    assertThat(garden.compost()).isEqualTo(new Garden.Compost(0, 1.5));
  }

  @Test
  void aSectionWithNothingUnderItIsItsDefaults() {
    assertThat(bind("compost:\nwatering:\n")).isEqualTo(Garden.defaults());
  }

  @Test
  void theKindStaysThatOfTheDefaultsUntilItIsChosen() {
    assertThat(bind("watering: {liters: 3}").watering()).isEqualTo(new CanSettings(3));
    assertThat(bind("watering: {kind: fogx}").watering()).isEqualTo(new FogXSettings());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nmae: x | garden.yaml:1: nmae is not a key; did you mean name?",
        "compost: {heap_height: 1} | garden.yaml:1: compost.heap_height is not a key; did you mean"
            + " compost.heap-height?",
        "compost: {heapHeight: 1} | garden.yaml:1: compost.heapHeight is not a key; did you mean"
            + " compost.heap-height?",
        "compost: {zzzzzzzz: 1} | garden.yaml:1: compost.zzzzzzzz is not a key; the keys here are"
            + " heaps, heap-height",
        "holes-per-meter: 3 | garden.yaml:1: holes-per-meter is not a key; did you mean"
            + " watering.holes-per-meter?",
        "watering: {kind: can, litres: 1} | garden.yaml:1: watering.litres is not a key; did you"
            + " mean watering.liters?",
        "paths: [{width: 1}, {wide: 1}] | garden.yaml:1: paths[1].wide is not a key; did you mean"
            + " paths[1].width?",
      })
  void anUnknownKeyIsNamedWithTheOneThatWasMeant(String yaml, String sentence) {
    assertRefused(yaml, sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "watering: {holes-per-meter: 3} | garden.yaml:1: watering.holes-per-meter belongs to kind"
            + " drip-hose but the kind is can, whose keys are liters",
        "watering: {kind: fogx, liters: 1} | garden.yaml:1: watering.liters belongs to kind can and"
            + " drip-hose but the kind is fogx, which has no keys",
        "watering: {kind: drip} | garden.yaml:1: watering.kind must be one of can, drip-hose, fogx"
            + " but is drip",
        "watering: {kind: drip-hoze} | garden.yaml:1: watering.kind must be one of can, drip-hose,"
            + " fogx but is drip-hoze; did you mean drip-hose?",
        "watering: {kind: [1]} | garden.yaml:1: watering.kind must be one of can, drip-hose, fogx"
            + " but is a list",
        "watering: can | garden.yaml:1: watering must be a section with keys but is can",
      })
  void aKindTakesItsOwnKeys(String yaml, String sentence) {
    assertRefused(yaml, sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "beds: 3.5 | garden.yaml:1: beds must be a whole number but is 3.5",
        "beds: 0 | garden.yaml:1: beds must be at least 1 but is 0",
        "beds: many | garden.yaml:1: beds must be a whole number but is many",
        "beds: \"3\" | garden.yaml:1: beds must be a whole number but is the text \"3\"; remove the"
            + " quotes",
        "beds: [3] | garden.yaml:1: beds must be a whole number but is a list",
        "beds: {a: 3} | garden.yaml:1: beds must be a whole number but is a section with keys",
        "beds: | garden.yaml:1: beds must be a whole number but is empty",
        "beds: ~ | garden.yaml:1: beds must be a whole number but is empty",
        "acidity: 15 | garden.yaml:1: acidity must be between 0 and 14 but is 15",
        "depths: 3 | garden.yaml:1: depths must be a list such as [1, 2] but is 3",
        "depths: [1, x] | garden.yaml:1: depths[1] must be a whole number but is x",
        "depths: [1, -1] | garden.yaml:1: depths[1] must be at least 1 but is -1",
        "{beds: 200, fenced: true} | garden.yaml:1: a fence goes around 100 beds at most",
        "compost: {heap-height: .1} | garden.yaml:1: compost.heap-height must be at least 0.5 but is"
            + " 0.1",
      })
  void aNumberOutsideItsRangeOrOfAnotherTypeIsNamed(String yaml, String sentence) {
    assertRefused(yaml, sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "soil: sand | garden.yaml:1: soil must be one of clay, sandy-loam but is sand",
        "soil: SANDY_LOAM | garden.yaml:1: soil must be one of clay, sandy-loam but is SANDY_LOAM;"
            + " did you mean sandy-loam?",
        "fenced: yes | garden.yaml:1: fenced must be one of true, false but is yes",
        "name: | garden.yaml:1: name must be a text but is empty",
        "name: ' ' | garden.yaml:1: name must not be blank",
        "3 | garden.yaml:1: the garden must be a section with keys but is 3",
        "[] | garden.yaml:1: the garden must be a section with keys but is a list",
      })
  void aValueOfAnotherTypeIsNamed(String yaml, String sentence) {
    assertRefused(yaml, sentence);
  }

  @Test
  void theLineIsThatOfTheKey() {
    assertRefused(
        "name: x\n\n# remark\ncompost:\n  heaps: 2\n  heaps-height: 1\n",
        "garden.yaml:6: compost.heaps-height is not a key; did you mean compost.heap-height?");
    assertRefused("name: x\nbeds:\n  -3\n", "garden.yaml:2: beds must be at least 1 but is -3");
    assertRefused(
        "name: x\ncompost:\n  heaps: -1\n  heap-height: 1\n",
        "garden.yaml:3: compost.heaps must be at least 0 but is -1");
  }

  @Test
  void aSentenceAboutSeveralKeysStandsAtTheirSection() {
    assertRefused(
        "name: x\nfenced: true\nbeds: 101\n",
        "garden.yaml:1: a fence goes around 100 beds at most");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a: &x 1\nb: *x\n", "name: *x\n", "paths: &p []\n", "compost: {<<: *base}\n"})
  void anchorsAndAliasesAreRefused(String yaml) {
    assertThatThrownBy(() -> bind(yaml))
        .isInstanceOf(Fault.class)
        .hasMessageEndingWith("anchors (&) and aliases (*) are not taken; write it out");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: !!java.net.URL [\"http://localhost\"]\n",
        "name: !!str x\n",
        "!!set {name}\n",
        "name: !local x\n"
      })
  void tagsAreRefused(String yaml) {
    assertThatThrownBy(() -> bind(yaml))
        .isInstanceOf(Fault.class)
        .hasMessageEndingWith("tags (!) are not taken; the key decides the type");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "beds: 1\\nbeds: 2 | garden.yaml:2: the key beds stands here a second time",
        "[a, b]: 2 | garden.yaml:1: a key must be one word but is a list or a section",
        "name: x\\n---\\nname: y | garden.yaml:3: a second document begins here; one is expected",
        "name: [1, 2 | garden.yaml:1: is not valid YAML: expected ',' or ']', but got <stream end>",
        "name: x\\n\\tbeds: 3 | garden.yaml:2: is not valid YAML: found character '\\\\t(TAB)' that"
            + " cannot start any token. (Do not use \\\\t(TAB) for indentation)",
        "name: \"\\\\UFFFFFFFF\" | garden.yaml:1: is not valid YAML",
      })
  void whatIsNotOneYamlDocumentIsRefused(String yaml, String sentence) {
    assertThatThrownBy(() -> bind(yaml.translateEscapes()))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith(sentence.translateEscapes());
  }

  @Test
  void deepNestingAndLongTextsAreRefused() {
    assertRefused(
        "name: " + "[".repeat(30) + "]".repeat(30),
        "garden.yaml:1: is nested more than 20 levels deep");
    assertRefused("#".repeat((1 << 20) + 1), "garden.yaml:1: must not be longer than 1 MiB");
    assertThatThrownBy(() -> bind("[".repeat(1 << 20))).isInstanceOf(Fault.class);
  }

  @Test
  void whatIsShownOfTheFileIsCutAndStaysOnOneLine() {
    assertRefused(
        "beds: |\n  one\n  two\n",
        "garden.yaml:1: beds must be a whole number but is the text \"one\\u000atwo\\u000a\";"
            + " remove the quotes");
    assertThatThrownBy(() -> bind("beds: " + "9".repeat(1000) + "\n"))
        .hasMessage("garden.yaml:1: beds must be a whole number but is " + "9".repeat(57) + "...");
  }

  @Test
  void overridesGoOverTheFileInTheirOrder() {
    Garden garden =
        bind("beds: 1\ncompost: {heaps: 3}\n", "beds=2", "beds=3", "compost.heap-height=2.5");

    assertThat(garden.beds()).isEqualTo(3);
    assertThat(garden.compost()).isEqualTo(new Garden.Compost(3, 2.5));
  }

  @Test
  void anOverrideIsReadAsYaml() {
    assertThat(bind("", "depths=[1,2, 3]").depths()).containsExactly(1, 2, 3);
    assertThat(bind("", "compost={heaps: 2}").compost().heaps()).isEqualTo(2);
    assertThat(bind("", "name=\"a=b\"").name()).isEqualTo("a=b");
    assertThat(bind("", "name=a=b").name()).isEqualTo("a=b");
  }

  @Test
  void anOverrideSwitchesTheKindWhenOnlyDefaultsAreLost() {
    assertThat(bind("", "watering.kind=drip-hose").watering())
        .isEqualTo(DripHoseSettings.defaults());
    assertThat(bind("watering: {kind: can, liters: 7}", "watering.kind=drip-hose").watering())
        .isEqualTo(new DripHoseSettings(7, 5));
    assertRefused(
        "name: x\nwatering:\n  kind: drip-hose\n  holes-per-meter: 7\n",
        "garden.yaml:4: watering.holes-per-meter belongs to kind drip-hose but the kind is can, whose keys are liters",
        "watering.kind=can");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bets=3 | gate bets=3: bets is not a key; did you mean beds?",
        "beds.x=3 | gate beds.x=3: beds must be a whole number but is a section with keys",
        "beds= | gate beds=: beds must be a whole number but is empty",
        "beds=0 | gate beds=0: beds must be at least 1 but is 0",
        "depths=[1, | gate depths=[1,: is not valid YAML: expected the node content",
      })
  void aWrongOverrideIsNamed(String override, String sentence) {
    assertThatThrownBy(() -> bind("name: x\n", override))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith(sentence);
  }

  @Test
  void anItemOfAListIsReplaced() {
    String paths = "paths: [{width: 2}, {width: 3}]";
    assertThat(bind(paths, "paths[1].cover=bark", "paths[0]={width: 4}").paths())
        .containsExactly(new Path(4, "gravel"), new Path(3, "bark"));
    assertRefused(
        paths,
        "gate paths[2].width=1: names item 2, counted from 0, of paths, which has 2 items; give the"
            + " whole list",
        "paths[2].width=1");
  }

  private static void assertRefused(String yaml, String sentence, String... overrides) {
    assertThatThrownBy(() -> bind(yaml, overrides))
        .isInstanceOf(Fault.class)
        .hasMessage(sentence)
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.USAGE);
  }

  private static Garden bind(String yaml, String... overrides) {
    WrittenSettings settings = WrittenSettings.parse(yaml, "garden.yaml", WORDING);
    for (String override : overrides) {
      int equals = override.indexOf('=');
      List<String> path = List.of(override.substring(0, equals).split("\\.", -1));
      settings = settings.with(path, override.substring(equals + 1), "gate " + override);
    }
    return settings.over(Garden.defaults());
  }
}
