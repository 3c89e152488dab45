package dev.kindling.setting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.meaning.Kinds;
import dev.kindling.setting.Garden.CanSettings;
import dev.kindling.setting.Garden.DripHoseSettings;
import dev.kindling.setting.Garden.FogXSettings;
import dev.kindling.setting.Garden.Soil;
import dev.kindling.setting.Garden.Watering;
import org.junit.jupiter.api.Test;

class NamesTest {

  @Test
  void aKindIsTheNameOfItsRecord() {
    assertThat(Kinds.name(CanSettings.class)).isEqualTo("can");
    assertThat(Kinds.name(DripHoseSettings.class)).isEqualTo("drip-hose");
    assertThat(Kinds.names(Watering.class)).containsExactly("can", "drip-hose", "fogx");
  }

  @Test
  void aLastLoneCapitalBeginsNoWord() {
    assertThat(Kinds.name(FogXSettings.class)).isEqualTo("fogx");
  }

  @Test
  void keysAndConstantsHaveHyphens() {
    assertThat(Names.keys(DripHoseSettings.class)).containsExactly("liters", "holes-per-meter");
    assertThat(Names.constant(Soil.SANDY_LOAM)).isEqualTo("sandy-loam");
  }
}
