package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.command.Commands.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
  @TempDir private Path directory;

  private Outcome explain(String... more) {
    String[] arguments = new String[more.length + 2];
    arguments[0] = "explain";
    arguments[1] = Commands.small(directory);
    System.arraycopy(more, 0, arguments, 2, more.length);
    return Commands.run(arguments);
  }

  @Test
  void sumsUpWhatARunWouldTake() {
    Outcome outcome = explain();
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .contains("kind mlp, hidden [6]", "learner      kind maml")
        .contains("program ", "training ", "evaluation ")
        .contains("19 meta-parameters in 4 tensors")
        .contains("6 tasks a step in 2 shards of 3 at most: ")
        .contains(
            "the programs of a worker have its memory in turns: ",
            "of the 1.07 GB that engine.memory allows")
        .contains("engine onednn with ")
        .contains("partitions 0, sums exact")
        .doesNotContain("half precision");
  }

  @Test
  void tellsThatSumsAreRounded() {
    assertThat(explain("--set", "training.sums=half-precision").out())
        .contains("partitions 0, sums half-precision")
        .contains("each shard sends its sum in half precision: 39.0 B in place of 76.0 B");
  }

  @Test
  void printsTheProgramOrThePlan() {
    Outcome program = explain("--program");
    Outcome plan = explain("--plan");
    assertThat(program.out()).contains("theta/").doesNotContain("meta-parameters in");
    assertThat(plan.out()).contains("theta/", "@").isNotEqualTo(program.out());
  }

  @Test
  void refusesWhatTrainingWouldRefuse() {
    Outcome outcome = explain("--set", "engine.memory=1k");
    assertThat(outcome.status()).isEqualTo(4);
    assertThat(outcome.complaints()).hasSize(1);
  }
}
