package dev.kindling.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import dev.kindling.setting.Garden.CanSettings;
import dev.kindling.setting.Garden.Watering;
import java.util.List;
import org.junit.jupiter.api.Test;

class WrittenSettingsTest {
  private static final Wording WORDING = Wording.of("the garden");

  /** None of these has defaults. */
  record Shed(List<Tool> tools, List<Watering> spares) {}

  record Tool(String name, int weight) {}

  @Test
  void aKeyOfASectionIsTakenOut() {
    WrittenSettings settings =
        WrittenSettings.parse("{compost: {heaps: 3, heap-height: 2}, beds: 2}", "x", WORDING);

    assertThat(settings.without("compost", "heaps").over(Garden.defaults()).compost())
        .isEqualTo(new Garden.Compost(1, 2));
    assertThat(settings.without("beds", "heaps").over(Garden.defaults()))
        .isEqualTo(settings.over(Garden.defaults()));
    assertThat(settings.over(Garden.defaults()).compost()).isEqualTo(new Garden.Compost(3, 2));
  }

  @Test
  void withoutDefaultsNothingMayBeMissing() {
    String whole = SettingsWriter.yaml(Garden.defaults());

    assertThat(WrittenSettings.parse(whole, "x", WORDING).into(Garden.class))
        .isEqualTo(Garden.defaults());
    for (String key : Names.keys(Garden.class)) {
      String rest = whole.replaceFirst("(?m)^" + key + ":.*\n(?: +.*\n)*", "");
      assertThatThrownBy(() -> WrittenSettings.parse(rest, "x", WORDING).into(Garden.class))
          .isInstanceOf(Fault.class)
          .hasMessage("x:1: " + key + " is missing");
    }
  }

  @Test
  void withoutDefaultsTheKindOfASectionIsChosen() {
    String whole = SettingsWriter.yaml(Garden.defaults());

    assertThat(into(whole.replace("  liters: 10.0\n", "")).watering())
        .isEqualTo(CanSettings.defaults());
    assertThatThrownBy(() -> into(whole.replace("  kind: can\n", "")))
        .isInstanceOf(Fault.class)
        .hasMessage("x:9: watering.kind must be one of can, drip-hose, fogx but is missing");
    assertThatThrownBy(() -> into(whole.replace("  heaps: 1\n", "")))
        .isInstanceOf(Fault.class)
        .hasMessage("x:12: compost.heaps is missing");
  }

  private static Garden into(String yaml) {
    return WrittenSettings.parse(yaml, "x", WORDING).into(Garden.class);
  }

  @Test
  void aRefusalPointsToWhereToReadAboutTheKey() {
    Wording wording = new Wording("the garden", "see the almanac on", "plant it first");

    assertThatThrownBy(
            () -> WrittenSettings.parse("depths: [0]", "x", wording).over(Garden.defaults()))
        .hasMessage("x:1: depths[0] must be at least 1 but is 0; see the almanac on depths");
    assertThatThrownBy(() -> WrittenSettings.parse("nmae: a", "x", wording).over(Garden.defaults()))
        .hasMessage("x:1: nmae is not a key; did you mean name? see the almanac on");
  }

  @Test
  void itemsOfListsNeedNoDefaults() {
    Shed shed =
        new Shed(
            List.of(new Tool("", 3), new Tool("rake", 2)),
            List.of(new Garden.FogXSettings(), new CanSettings(3)));

    assertThat(shed(SettingsWriter.yaml(shed))).isEqualTo(shed);
    assertThat(shed("{tools: [], spares: [{kind: can}]}").spares())
        .containsExactly(CanSettings.defaults());
    assertThatThrownBy(() -> shed("{tools: [{name: a, weight: 1}, {name: b}], spares: []}"))
        .isInstanceOf(Fault.class)
        .hasMessage("x:1: tools[1].weight is missing");
    assertThatThrownBy(() -> shed("{tools: [], spares: [{liters: 3}]}"))
        .isInstanceOf(Fault.class)
        .hasMessage("x:1: spares[0].kind must be one of can, drip-hose, fogx but is missing");
  }

  private static Shed shed(String yaml) {
    return WrittenSettings.parse(yaml, "x", WORDING).into(Shed.class);
  }
}
