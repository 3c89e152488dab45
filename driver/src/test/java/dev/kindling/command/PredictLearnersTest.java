package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.adapt.Adapter;
import dev.kindling.command.Commands.Outcome;
import dev.kindling.episode.TaskAnswers;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.meaning.Kinds;
import dev.kindling.metric.Answers;
import dev.kindling.task.Examples;
import dev.kindling.task.TargetKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every learner of the catalogue is trained, exported, adapted and asked, and says the same. */
class PredictLearnersTest {
  private static final String CLASSES =
      "tasks={kind: glyphs, ways: 3, shots: 2, queries: 2, side: 8, classes: 60}";

  private static final String NUMBERS = "tasks={kind: sinusoid, support: 5, query: 5}";

  @TempDir private Path directory;

  static List<String> learners() {
    return Kinds.names(LearnerSettings.class);
  }

  @ParameterizedTest
  @MethodSource("learners")
  void everyLearnerIsExportedAdaptedAndAsked(String learner) throws IOException {
    TrainedRun run = trained(learner);
    String model = directory.resolve("exported").toString();
    done(Commands.run("export", run.output().toString(), "--output", model));
    TaskAnswers judged = run.judged(1).get(0);
    Answers said = judged.steps().get(judged.steps().size() - 1);

    try (Adapter adapter = Adapter.load(Path.of(model))) {
      assertThat(
              adapter
                  .adapt(judged.task().support())
                  .predict(judged.task().query().features())
                  .scores())
          .containsExactly(TrainedRun.scores(judged));
    }
    List<String> lines =
        done(Commands.run(
                "predict",
                model,
                "--support",
                csv("support.csv", judged.task().support()),
                "--query",
                csv("query.csv", judged.task().query())))
            .outLines();
    assertThat(lines).hasSize(judged.task().query().count() + 1);
    for (int i = 1; i < lines.size(); i++) {
      String predicted = lines.get(i).split(",", -1)[1];
      if (said.kind() == TargetKind.CLASSES) {
        assertThat(Double.parseDouble(predicted)).isEqualTo(said.chosen(i - 1));
      } else {
        assertThat(Float.parseFloat(predicted)).isEqualTo(said.score(i - 1, 0));
      }
    }
  }

  /** On tasks that it takes. */
  private TrainedRun trained(String learner) {
    Outcome refused =
        Commands.run(
            "explain",
            Commands.small(directory),
            "--set",
            NUMBERS,
            "--set",
            "learner={kind: %s}".formatted(learner));
    return TrainedRun.of(
        directory,
        "--set",
        refused.status() == 0 ? NUMBERS : CLASSES,
        "--set",
        "learner={kind: %s}".formatted(learner),
        "--set",
        "evaluation.episodes=2");
  }

  private static Outcome done(Outcome outcome) {
    assertThat(outcome.status()).as(outcome.error()).isZero();
    return outcome;
  }

  private String csv(String name, Examples examples) throws IOException {
    float[] features = examples.features().floats();
    int columns = features.length / examples.count();
    StringJoiner header = new StringJoiner(",");
    IntStream.rangeClosed(1, columns).forEach(column -> header.add("x" + column));
    List<String> lines = new ArrayList<>(List.of(header + ",y"));
    for (int row = 0; row < examples.count(); row++) {
      StringJoiner line = new StringJoiner(",");
      for (int column = 0; column < columns; column++) {
        line.add(Float.toString(features[row * columns + column]));
      }
      lines.add(line + "," + examples.targets().floats()[row]);
    }
    return Files.write(directory.resolve(name), lines).toString();
  }
}
