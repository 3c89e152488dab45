package dev.kindling.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.config.Garden.CanSettings;
import dev.kindling.config.Garden.DripHoseSettings;
import dev.kindling.config.Garden.FogXSettings;
import dev.kindling.config.Garden.Soil;
import dev.kindling.config.Garden.Watering;
import dev.kindling.optimize.AdamWSettings;
import org.junit.jupiter.api.Test;

class NamesTest {

  @Test
  void aKindIsTheNameOfItsRecord() {
    assertThat(Names.kind(CanSettings.class)).isEqualTo("can");
    assertThat(Names.kind(DripHoseSettings.class)).isEqualTo("drip-hose");
    assertThat(Names.kinds(Watering.class)).containsExactly("can", "drip-hose", "fogx");
  }

  @Test
  void aLastLoneCapitalBeginsNoWord() {
    assertThat(Names.kind(FogXSettings.class)).isEqualTo("fogx");
    assertThat(Names.kind(AdamWSettings.class)).isEqualTo("adamw");
  }

  @Test
  void keysAndConstantsHaveHyphens() {
    assertThat(Names.keys(TrainingSettings.class))
        .containsExactly("steps", "tasks-per-step", "tasks-per-shard", "partitions");
    assertThat(Names.constant(Soil.SANDY_LOAM)).isEqualTo("sandy-loam");
  }
}
