package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.command.Commands.Outcome;
import dev.kindling.episode.TaskAnswers;
import dev.kindling.form.ImageForm;
import dev.kindling.image.ImageFeatures;
import dev.kindling.metric.Answers;
import dev.kindling.task.Examples;
import dev.kindling.task.HostTensor;
import dev.kindling.trained.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of image files. */
class PredictImagesTest {
  private static final List<String> NAMES = List.of("ant", "bee", "cow");

  @TempDir private static Path trained;
  private static TrainedRun run;
  private static TaskAnswers judged;

  /** Files by the features that they become. */
  private static final Map<String, Path> FILES = new HashMap<>();

  @TempDir private Path directory;

  @BeforeAll
  static void train() throws IOException {
    String store = new GeneratedStores(trained).images("marks", 60, 4, "--size=9x9");
    run =
        TrainedRun.of(
            trained,
            "--set",
            "tasks={kind: episodes, uri: \"%s\", ways: 3, shots: 1, queries: 2}".formatted(store));
    judged = run.judged(1).get(0);
    var form = (ImageForm) ModelFile.read(Path.of(run.model())).description().form();
    try (Stream<Path> files = Files.walk(trained.resolve("marks-files"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        float[] features = ImageFeatures.of(Files.readAllBytes(file), file.toString(), form);
        FILES.put(Arrays.toString(features), file);
      }
    }
  }

  /** In class folders, or all in one; files are named by the places of the examples. */
  private Path folder(String name, Examples examples, String inClasses) throws IOException {
    float[] all = examples.features().floats();
    int each = all.length / examples.count();
    for (int i = 0; i < examples.count(); i++) {
      Path from = FILES.get(Arrays.toString(Arrays.copyOfRange(all, i * each, (i + 1) * each)));
      String className = NAMES.get((int) examples.targets().floats()[i]);
      Path to = directory.resolve(name).resolve(inClasses.formatted(className) + i + ".png");
      Files.createDirectories(to.getParent());
      Files.copy(from, to);
    }
    Files.writeString(directory.resolve(name).resolve("notes.txt"), "no image");
    return directory.resolve(name);
  }

  private static Outcome predict(Path support, Path query, String... more) {
    List<String> all = new ArrayList<>(List.of("predict", run.model(), "--support"));
    all.addAll(List.of(support.toString(), "--query", query.toString()));
    all.addAll(List.of(more));
    return Commands.run(all.toArray(String[]::new));
  }

  /** Support examples are read class by class, so the order of the task must be theirs. */
  private static Examples sorted(Examples support) {
    Integer[] order = {0, 1, 2};
    float[] targets = support.targets().floats();
    Arrays.sort(order, (a, b) -> Float.compare(targets[a], targets[b]));
    assertThat(targets).hasSize(3);
    float[] all = support.features().floats();
    int each = all.length / 3;
    float[] features = new float[all.length];
    float[] classes = new float[3];
    for (int i = 0; i < 3; i++) {
      System.arraycopy(all, order[i] * each, features, i * each, each);
      classes[i] = targets[order[i]];
    }
    return Examples.of(
        HostTensor.of(features, support.features().shape()),
        HostTensor.of(classes, support.targets().shape()));
  }

  @Test
  void classesOfFoldersAreNamedAsTheyAreAnswered() throws IOException {
    Examples support = judged.task().support();
    Path known = folder("known", support, "%s/");
    Path asked = folder("asked", judged.task().query(), "");
    Outcome outcome = predict(known, asked);

    assertThat(outcome.status()).as(outcome.error()).isZero();
    List<String> lines = outcome.outLines();
    assertThat(lines.get(0))
        .isEqualTo("file,predicted,probability of ant,probability of bee,probability of cow");
    assertThat(sorted(support)).as("the task is in the order of its classes").isEqualTo(support);
    Answers answers = judged.steps().get(judged.steps().size() - 1);
    assertThat(lines).hasSize(judged.task().query().count() + 1);
    for (int i = 0; i < judged.task().query().count(); i++) {
      String expected = i + ".png," + NAMES.get(answers.chosen(i));
      for (int output = 0; output < 3; output++) {
        expected += "," + answers.probability(i, output);
      }
      assertThat(lines.get(i + 1)).isEqualTo(expected);
    }
    assertThat(outcome.error()).isEmpty();
    Path inClasses = folder("classes", judged.task().query(), "%s/");
    assertThat(predict(known, inClasses).error()).contains("accuracy");
  }

  @Test
  void whatIsNoSetOfImagesEndsWithOneSentence() throws IOException {
    Path known = folder("known", judged.task().support(), "%s/");
    Path flat = folder("flat", judged.task().support(), "");
    assertRefused(predict(flat, known), 3, "has no class, which a support example must tell");
    Path one = folder("one", judged.task().support(), "same/");
    assertRefused(predict(one, known), 3, "are of the class same; add some of another");
    assertRefused(predict(known, directory.resolve("none")), 2, "correct the path");
    Path empty = Files.createDirectory(directory.resolve("empty"));
    assertRefused(predict(known, empty), 3, "query examples are expected but there are none");
    Files.writeString(empty.resolve("a.png"), "text");
    assertRefused(predict(known, empty), 3, "a PNG or JPEG image is expected but a.png in");
    Files.move(empty.resolve("a.png"), empty.resolve("a.gif"));
    assertRefused(predict(known, empty), 3, "is of another format");
    assertRefused(predict(known, flat.resolve("0.png")), 2, "is a file; name a folder");
    assertRefused(predict(known, flat, "--format=csv"), 2, "give a folder of PNG or JPEG files");
    Path many = folder("many", judged.task().query(), "%s/");
    Files.createDirectory(many.resolve("dog"));
    Files.copy(flat.resolve("0.png"), many.resolve("dog/0.png"));
    assertRefused(predict(many, flat), 3, "tells at most 3 classes apart");
  }

  @Test
  void aTaskMayHaveFewerClassesThanTheModelTellsApart() throws IOException {
    Path known = folder("known", judged.task().support(), "%s/");
    try (Stream<Path> files = Files.list(known.resolve("cow"))) {
      Files.delete(files.findFirst().orElseThrow());
    }
    Outcome outcome = predict(known, folder("asked", judged.task().query(), ""));

    assertThat(outcome.status()).as(outcome.error()).isZero();
    assertThat(outcome.outLines().get(0))
        .isEqualTo("file,predicted,probability of ant,probability of bee");
  }

  private static void assertRefused(Outcome outcome, int status, String sentence) {
    assertThat(outcome.status()).as(outcome.error()).isEqualTo(status);
    assertThat(outcome.complaints()).singleElement().asString().contains(sentence);
    assertThat(outcome.out()).isEmpty();
  }
}
