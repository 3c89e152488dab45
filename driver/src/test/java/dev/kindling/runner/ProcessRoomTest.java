package dev.kindling.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.config.Configuration;
import dev.kindling.config.ConfigurationReader;
import dev.kindling.episode.EpisodePlans;
import dev.kindling.episode.SumForm;
import dev.kindling.fault.Fault;
import dev.kindling.runner.MemoryNeed.Purpose;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessRoomTest {
  private static final long MEBI = 1 << 20;
  private static final long GIBI = 1 << 30;
  private static final MemoryNeed SMALL =
      new MemoryNeed(Purpose.TRAINING, 1000, 8, 100 * MEBI, 0, SumForm.EXACT);

  @Test
  void aNeedIsThatOfThePlansToTheByte() {
    Configuration configuration =
        ConfigurationReader.parse("{model: {hidden: [64]}}", "test", List.of());
    var settings = configuration.episodes();
    EpisodePlans plans = EpisodePlans.of(settings, settings.engine().open());
    MemoryNeed need = MemoryNeed.training(settings, plans, 3);
    assertThat(need.metaParameters()).isEqualTo(64 + 64 + 64 + 1);
    assertThat(need.shards()).isEqualTo(3);
    assertThat(need.programBytes()).isEqualTo(plans.peakBytes());
    assertThat(MemoryNeed.judging(settings, plans.judging(), 3).programBytes())
        .isEqualTo(plans.judging().bytes())
        .isLessThan(need.programBytes());
  }

  @Test
  void whatFitsIsTaken() {
    new ProcessRoom(512 * MEBI, 2 * GIBI).requireThreads(SMALL, 8);
  }

  @Test
  void threadsAreAddedUp() {
    assertThatThrownBy(() -> new ProcessRoom(512 * MEBI, GIBI).requireThreads(SMALL, 8))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "8 threads, whose programs take 100 MB each, and a heap of 183 MB need 1239 MB with what"
                + " Java takes, but this machine or container has 1024 MB; lower the threads to 5,"
                + " engine.memory or training.tasks-per-shard")
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.RESOURCES);
    new ProcessRoom(512 * MEBI, GIBI).requireThreads(SMALL, 5);
  }

  @Test
  void whereNoThreadFitsNoNumberIsNamed() {
    assertThatThrownBy(() -> new ProcessRoom(512 * MEBI, 500 * MEBI).requireThreads(SMALL, 2))
        .hasMessageEndingWith("has 500 MB; lower engine.memory or training.tasks-per-shard");
  }

  @Test
  void whoJudgesIsToldWhatHelpsThere() {
    var need = new MemoryNeed(Purpose.JUDGING, 1000, 8, 100 * MEBI, 0, SumForm.EXACT);
    assertThatThrownBy(() -> new ProcessRoom(512 * MEBI, GIBI).requireThreads(need, 8))
        .hasMessageStartingWith("8 threads, whose programs take 100 MB each, and a heap of ")
        .hasMessageEndingWith("has 1024 MB; lower the threads to 5");
    new ProcessRoom(512 * MEBI, GIBI).requireThreads(need, 5);
    assertThatThrownBy(() -> new ProcessRoom(512 * MEBI, 500 * MEBI).requireThreads(need, 8))
        .hasMessageEndingWith("; judge on tasks of fewer examples, or where there is more memory");
  }

  @Test
  void modelsAreJudgedWhileOthersAreHeld() {
    var room = new ProcessRoom(600 * MEBI, 100 * GIBI);
    var one = new MemoryNeed(Purpose.JUDGING, 8 << 20, 64, MEBI, 0, SumForm.EXACT);
    room.requireThreads(one.beside(0), 1);
    assertThatThrownBy(() -> room.requireThreads(one.beside(one.heldBytes()), 1))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("judging 8388608 meta-parameters takes ");
  }

  @Test
  void aHeapThatIsTooSmallForThetaIsRefusedAndTheOneThatIsNamedIsEnough() {
    var large = new MemoryNeed(Purpose.TRAINING, 8 << 20, 64, MEBI, 0, SumForm.EXACT);
    var room = new ProcessRoom(512 * MEBI, 100 * GIBI);
    assertThatThrownBy(() -> room.requireThreads(large, 1))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "training 8388608 meta-parameters takes 842 MB of this process's heap but it has 512 MB;"
                + " set KINDLING_MEMORY to 886m");
    new ProcessRoom(842 * MEBI, 100 * GIBI).requireThreads(large, 1);
  }
}
