package dev.kindling.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.checkpoint.FailingCalls.Loss;
import dev.kindling.fault.Fault;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints where nothing can be renamed and every call may fail. */
class CheckpointsInBucketTest {
  private static final String BUCKET = "checkpoints-in-bucket";
  private static final String RUN = "s3a://" + BUCKET + "/runs/one";
  private static final String CLAIM = "runs/one/.writer";
  private static final String CONFIGURATION = "runs/one/configuration.yaml";

  private final Configuration hadoop = MemoryBucket.register(new Configuration(false));

  @AfterEach
  void empty() {
    MemoryBucket.delete(BUCKET);
  }

  private CheckpointStore resumed() {
    return CheckpointStore.forResume(RUN, hadoop);
  }

  private CheckpointStore reading() {
    return CheckpointStore.forReading(RUN, hadoop);
  }

  private static Checkpoint at(long step) {
    return Checkpoints.bestAt(step, 10, "checkpoint.keep=2");
  }

  private static String object(long step) {
    return "runs/one/checkpoints/step-%08d.safetensors".formatted(step);
  }

  private FailingCalls saving(CheckpointStore store, int failing, Loss loss) {
    var calls = new FailingCalls(failing, loss);
    MemoryBucket.watch(BUCKET, calls);
    try {
      store.save(at(40));
    } finally {
      MemoryBucket.watch(BUCKET, MemoryBucket.Calls.UNDISTURBED);
    }
    return calls;
  }

  private CheckpointStore threeSaved() {
    MemoryBucket.delete(BUCKET);
    CheckpointStore store = CheckpointStore.forNewRun(RUN, hadoop);
    List.of(10L, 20L, 30L).forEach(step -> store.save(at(step)));
    return store;
  }

  @Test
  void aCheckpointIsOneObjectAndIsPutOnce() {
    List<String> made = saving(threeSaved(), 0, Loss.REFUSED).made();

    assertThat(made)
        .filteredOn(call -> call.startsWith("put "))
        .containsExactly("put " + object(40));
    assertThat(made).last().isEqualTo("delete " + object(20));
    assertThat(MemoryBucket.names(BUCKET))
        .containsExactly(CLAIM, object(10), object(30), object(40), CONFIGURATION);
  }

  @Test
  void aRunThatWasOvertakenTakesNothingAway() {
    CheckpointStore first = threeSaved();
    resumed();

    assertThatThrownBy(() -> first.goBack(10, 10))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("another run, begun on ");
    assertThat(reading().steps()).containsExactly(10L, 20L, 30L);
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void whicheverCallOfASaveFailsTheStoreIsWhole(Loss loss) {
    int calls = saving(threeSaved(), 0, loss).made().size();
    assertThat(calls).isGreaterThan(10);
    for (int failing = 1; failing <= calls; failing++) {
      CheckpointStore store = threeSaved();
      int call = failing;
      assertThatThrownBy(() -> saving(store, call, loss))
          .as("call %d", failing)
          .isInstanceOf(Fault.class)
          .hasMessageMatching(
              "cannot (write the checkpoint of step 40 to %1$s|list %1$s/checkpoints): injected; check the file system, then start again with --resume"
                  .formatted(RUN))
          .extracting(fault -> ((Fault) fault).kind())
          .isEqualTo(Fault.Kind.CLUSTER);
      assertWhole(10L, 30L);
    }
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void whicheverCallOfTheFirstSaveFailsTheStoreIsWhole(Loss loss) {
    int calls = first(0, loss).made().size();
    for (int failing = 1; failing <= calls; failing++) {
      int call = failing;
      assertThatThrownBy(() -> first(call, loss)).as("call %d", call).isInstanceOf(Fault.class);
      assertWhole();
    }
  }

  private FailingCalls first(int failing, Loss loss) {
    MemoryBucket.delete(BUCKET);
    var calls = new FailingCalls(failing, loss);
    MemoryBucket.watch(BUCKET, calls);
    try {
      CheckpointStore.forNewRun(RUN, hadoop).save(at(40));
    } finally {
      MemoryBucket.watch(BUCKET, MemoryBucket.Calls.UNDISTURBED);
    }
    return calls;
  }

  /** Every checkpoint loads, the run goes on, and no leftovers are in its way. */
  private void assertWhole(Long... surely) {
    CheckpointStore resumed = resumed();
    assertThat(resumed.steps()).containsAll(List.of(surely)).isSubsetOf(10L, 20L, 30L, 40L);
    for (long step : resumed.steps()) {
      assertThat(resumed.load(step)).isEqualTo(at(step));
    }
    resumed.save(at(40));
    assertThat(reading().latest()).contains(at(40));
    assertThat(MemoryBucket.names(BUCKET))
        .contains(CLAIM, CONFIGURATION, object(40))
        .isSubsetOf(CLAIM, CONFIGURATION, object(10), object(30), object(40));
  }

  @Test
  void whatIsNotWrittenWholeIsGivenUp() {
    CheckpointStore store = threeSaved();
    MemoryBucket.watch(
        BUCKET,
        (call, name) -> {
          if (call.equals("write") && name.equals(object(40))) {
            throw new java.io.IOException("injected");
          }
        });

    assertThatThrownBy(() -> store.save(at(40))).hasMessageContaining("injected");
    assertThat(MemoryBucket.aborted(BUCKET)).isOne();
    assertThat(MemoryBucket.names(BUCKET)).doesNotContain(object(40));
  }

  @Test
  void ofTwoRunsTheEarlierLeaves() {
    CheckpointStore earlier = CheckpointStore.forNewRun(RUN, hadoop);
    earlier.save(at(10));
    CheckpointStore later = resumed();

    assertThatThrownBy(() -> earlier.save(at(20)))
        .isInstanceOf(Fault.class)
        .hasMessageMatching(
            "another run, begun on \\S+ at 20\\S+Z, writes to %s since; this one ends, and all checkpoints are whole: stop one of the two, or name another --output"
                .formatted(RUN))
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.USAGE);
    later.save(at(20));
    assertThat(reading().steps()).containsExactly(10L, 20L);
  }

  /** Somebody who deletes what begins with a dot stops no run. */
  @Test
  void aClaimThatIsGoneHindersNobody() throws Exception {
    CheckpointStore store = CheckpointStore.forNewRun(RUN, hadoop);
    var files = new org.apache.hadoop.fs.Path(RUN).getFileSystem(hadoop);
    files.delete(new org.apache.hadoop.fs.Path(RUN, OutputClaim.NAME), false);
    store.save(at(10));
    assertThat(reading().steps()).containsExactly(10L);
  }

  @Test
  void aRunThatIsRefusedLeavesTheClaimAlone() {
    CheckpointStore store = CheckpointStore.forNewRun(RUN, hadoop);
    store.save(at(10));
    assertThatThrownBy(() -> CheckpointStore.forNewRun(RUN, hadoop))
        .hasMessageContaining("already holds a run of 10 steps");
    store.save(at(20));
    assertThat(reading().steps()).containsExactly(10L, 20L);
  }

  /** Another run begins and is quicker, between the look and the put. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofTwoThatPutAtOnceOneLeavesAndTheObjectIsWhole(boolean conditional) {
    MemoryBucket.conditional(BUCKET, conditional);
    CheckpointStore earlier = CheckpointStore.forNewRun(RUN, hadoop);
    Checkpoint other = Checkpoints.at(40, Optional.empty(), "training.steps=77");
    MemoryBucket.watch(
        BUCKET,
        (call, name) -> {
          if (call.equals("put") && name.equals(object(40))) {
            MemoryBucket.watch(BUCKET, MemoryBucket.Calls.UNDISTURBED);
            resumed().save(other);
          }
        });
    if (conditional) {
      assertThatThrownBy(() -> earlier.save(at(40)))
          .isInstanceOf(Fault.class)
          .hasMessageStartingWith("another run made s3a://" + BUCKET + "/" + object(40));
      assertThat(reading().latest()).contains(other);
    } else {
      earlier.save(at(40));
      assertThat(reading().latest()).contains(at(40));
      assertThatThrownBy(() -> earlier.save(at(50)))
          .hasMessageStartingWith("another run, begun on");
    }
  }

  /** The run goes on and keeps one checkpoint only, while somebody opens it. */
  @Test
  void whatIsRemovedFromUnderAReaderIsReadAnew() {
    CheckpointStore store = CheckpointStore.forNewRun(RUN, hadoop);
    store.save(Checkpoints.bestAt(10, 10, "checkpoint.keep=1"));
    CheckpointStore reader = reading();
    long[] next = {10};
    MemoryBucket.watch(
        BUCKET,
        (call, name) -> {
          boolean first = call.equals("open") && next[0] < 30 && name.equals(object(next[0]));
          if (first) {
            next[0] += 10;
            store.save(Checkpoints.bestAt(next[0], next[0], "checkpoint.keep=1"));
          }
        });

    assertThat(reader.latest().orElseThrow().state().step()).isEqualTo(30);
    assertThat(next[0]).isEqualTo(30);
  }

  @Test
  void aBestThatIsReplacedMeanwhileIsReadAnew() {
    CheckpointStore store = CheckpointStore.forNewRun(RUN, hadoop);
    store.save(Checkpoints.bestAt(10, 10, "checkpoint.keep=1"));
    store.save(Checkpoints.bestAt(20, 10, "checkpoint.keep=1"));
    CheckpointStore reader = reading();
    MemoryBucket.watch(
        BUCKET,
        (call, name) -> {
          if (call.equals("open") && name.equals(object(10))) {
            MemoryBucket.watch(BUCKET, MemoryBucket.Calls.UNDISTURBED);
            store.save(Checkpoints.bestAt(30, 30, "checkpoint.keep=1"));
          }
        });

    assertThat(reader.best().orElseThrow().state().step()).isEqualTo(30);
  }
}
