package dev.kindling.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumptionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "training.steps=4",
        "training.partitions=3",
        "training.most-skipped=0.9",
        "training.rollbacks=2",
        "engine.memory=2g",
        "engine.other-kernels=allow",
        "evaluation.episodes=9",
        "evaluation.steps=1",
        "evaluation.every=5",
        "checkpoint.every=1",
        "checkpoint.keep=7"
      })
  void whatDoesNotDecideTheBitsMayChange(String override) {
    assertThat(Resumption.of(Runs.checkpoint(Runs.small(), 4), Runs.small(override)).step())
        .isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seed=6",
        "training.tasks-per-step=11",
        "training.tasks-per-shard=4",
        "training.sums=half-precision",
        "model.hidden=[7]",
        "learner.order=1",
        "optimizer.rate=0.5",
        "training.rollback-factor=0.9",
        "tasks.support=9",
        "engine.instruction-set=avx2"
      })
  void whatDecidesTheBitsMayNot(String override) {
    String key = override.substring(0, override.indexOf('='));
    assertThatThrownBy(() -> Resumption.of(Runs.checkpoint(Runs.small(), 4), Runs.small(override)))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith(
            "a run goes on with the configuration that it began with, but " + key + " was ")
        .hasMessageEndingWith("; undo that, or start a new run")
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.USAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"checkpoint.every=7", "training.most-skipped=0.9"})
  void whatDecidesWhereARunGoesBackToMayNotChangeInOneThatMay(String override) {
    String key = override.substring(0, override.indexOf('='));
    var begun = Runs.checkpoint(Runs.small("training.rollbacks=1"), 4);
    assertThatThrownBy(() -> Resumption.of(begun, Runs.small("training.rollbacks=1", override)))
        .hasMessageContaining(", but " + key + " was ");
  }

  @Test
  void everyChangeIsNamedEvenOfAnotherKind() {
    assertThatThrownBy(
            () ->
                Resumption.of(
                    Runs.checkpoint(Runs.small(), 4),
                    Runs.small("seed=6", "optimizer={kind: sgd, rate: 0.001}")))
        .hasMessageContaining("optimizer.beta1 was 0.9 and is not set")
        .hasMessageContaining("optimizer.kind was adam and is sgd")
        .hasMessageContaining("seed was 5 and is 6");
  }

  @Test
  void aRunThatIsPastItsEndIsRefused() {
    assertThatThrownBy(
            () -> Resumption.of(Runs.checkpoint(Runs.small(), 4), Runs.small("training.steps=3")))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "training.steps is 3 but the run has made 4 steps already; raise it, or start a new run");
  }
}
