package dev.kindling.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private final List<Long> pauses = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private int tries;

  private Patience patience(long seconds) {
    return new Patience(seconds, pauses::add, told::add);
  }

  private Runnable failing(int times) {
    return () -> {
      if (++tries <= times) {
        throw Fault.cluster("cannot write: safe mode; check the file system");
      }
    };
  }

  @Test
  void whatComesBackIsWaitedFor() {
    patience(600).during("the checkpoint is written", failing(7));

    assertThat(tries).isEqualTo(8);
    assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    assertThat(told)
        .hasSize(4)
        .startsWith(
            "trying again for 600 s more (checkpoint.patience) before giving up: cannot write: safe mode; check the file system")
        .endsWith("the checkpoint is written, after 91 s of waiting");
  }

  @Test
  void patienceEnds() {
    assertThatThrownBy(() -> patience(10).during("the checkpoint is written", failing(1000)))
        .hasMessage("cannot write: safe mode; check the file system");
    assertThat(pauses).containsExactly(1L, 2L, 4L, 3L);
    assertThat(tries).isEqualTo(5);
  }

  @Test
  void withoutPatienceNothingIsTriedAgain() {
    assertThatThrownBy(() -> patience(0).during("the checkpoint is written", failing(1)))
        .isInstanceOf(Fault.class);
    assertThat(tries).isOne();
    assertThat(told).isEmpty();
  }

  @Test
  void whatWaitingDoesNotMendIsToldAtOnce() {
    assertThatThrownBy(
            () ->
                patience(600)
                    .during(
                        "done",
                        () -> {
                          throw Fault.resources("the disk is full");
                        }))
        .hasMessage("the disk is full");
    assertThat(pauses).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void nobodyWaitsForARunThatHasEnded() {
    var ended = new Patience(600, seconds -> false, told::add);
    assertThatThrownBy(() -> ended.during("the checkpoint is written", failing(1000)))
        .hasMessageContaining("safe mode");
    assertThat(tries).isOne();
  }
}
