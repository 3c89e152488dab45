package dev.kindling.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.config.Garden.CanSettings;
import dev.kindling.config.Garden.DripHoseSettings;
import dev.kindling.config.Garden.FogXSettings;
import dev.kindling.config.Garden.Soil;
import dev.kindling.config.Garden.Watering;
import dev.kindling.meaning.Kinds;
import dev.kindling.optimize.AdamWSettings;
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
    assertThat(Kinds.name(AdamWSettings.class)).isEqualTo("adamw");
  }

  @Test
  void keysAndConstantsHaveHyphens() {
    assertThat(Names.keys(TrainingSettings.class))
        .contains("steps", "tasks-per-step", "tasks-per-shard", "rollback-factor");
    assertThat(Names.constant(Soil.SANDY_LOAM)).isEqualTo("sandy-loam");
  }
}
