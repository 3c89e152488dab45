package dev.kindling.training;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.config.Configuration;
import dev.kindling.episode.EpisodeSettings;
import dev.kindling.episode.MetaGradientSum;
import dev.kindling.episode.MetaState;
import dev.kindling.episode.Shard;
import dev.kindling.episode.ShardTime;
import dev.kindling.episode.SkippedTask;
import dev.kindling.fault.Fault;
import dev.kindling.optimize.OptimizerState;
import dev.kindling.optimize.Update;
import dev.kindling.runner.Runner;
import dev.kindling.runner.ShardFunction;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MetaStepTest {

  @Test
  void whatIsNotFiniteIsNeverWrittenDown() {
    assertThatCode(() -> MetaStep.requireFinite(update(1, 2), 3, 7)).doesNotThrowAnyException();
    assertDiverged(update(Float.NaN, 2), 3);
    assertDiverged(update(1, Float.POSITIVE_INFINITY), 3);
    assertDiverged(update(1, 2), Double.NaN);
  }

  @Test
  void anEngineThatFailsOnMostTasksIsNotTakenForTrainingThatDiverged() {
    Configuration configuration = Configuration.defaults();
    var step = new MetaStep(configuration, new FailingRunner());
    assertThatThrownBy(() -> step.after(MetaTraining.start(configuration)))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "step 1 had to leave out 2 of its 32 tasks; of the first, wave 7, the engine onednn failed:"
                + " status 3; run kindling check on each machine that computes")
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.RESOURCES);
  }

  /** Its engine fails on two of three tasks. */
  private static final class FailingRunner implements Runner {
    @Override
    @SuppressWarnings("unchecked") // the one function that is asked for
    public <R> List<R> compute(
        EpisodeSettings settings,
        MetaState state,
        List<Shard> shards,
        List<Shard> coming,
        ShardFunction<R> function) {
      var failed =
          new SkippedTask("wave 7", "the engine onednn failed: status 3", SkippedTask.Cause.ENGINE);
      float[] gradient = new float[state.theta().length];
      return (List<R>) List.of(new MetaGradientSum(gradient, 1, 1, List.of(failed, failed)));
    }

    @Override
    public int sumsAtOnce(long bytes) {
      return Integer.MAX_VALUE;
    }

    @Override
    public int atOnce() {
      return 1;
    }

    @Override
    public ShardTime time() {
      return ShardTime.NONE;
    }

    @Override
    public long idleNanos() {
      return 0;
    }

    @Override
    public String sparkVersion() {
      return "none";
    }

    @Override
    public void close() {}
  }

  private static Update update(float theta, float slot) {
    var slots = new TreeMap<>(Map.of("velocity", new float[] {slot}));
    return new Update(new float[] {theta}, new OptimizerState(1, slots));
  }

  private static void assertDiverged(Update update, double loss) {
    assertThatThrownBy(() -> MetaStep.requireFinite(update, loss, 7))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("training diverged: after step 7 ");
  }
}
