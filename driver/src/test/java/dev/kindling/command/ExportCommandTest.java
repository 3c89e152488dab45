package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.command.Commands.Outcome;
import dev.kindling.form.NumberForm;
import dev.kindling.form.TableForm;
import dev.kindling.form.Unseen;
import dev.kindling.store.OpenStores;
import dev.kindling.task.Key;
import dev.kindling.task.Scaling;
import dev.kindling.task.Split;
import dev.kindling.task.StoredSettings;
import dev.kindling.task.Task;
import dev.kindling.trained.Measured;
import dev.kindling.trained.ModelDescription;
import dev.kindling.trained.ModelFile;
import dev.kindling.trained.TrainedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
  private static final String THETA = "theta_sha256\":\"";

  @TempDir private Path directory;
  private Path run;

  @BeforeEach
  void name() {
    run = directory.resolve("run");
  }

  private Outcome train(String... more) {
    List<String> arguments = new ArrayList<>(List.of("train", Commands.small(directory)));
    arguments.addAll(List.of("--output", run.toString()));
    arguments.addAll(List.of(more));
    Outcome outcome = Commands.run(arguments.toArray(String[]::new));
    assertThat(outcome.status()).as(outcome.error()).isZero();
    return outcome;
  }

  private Outcome export(String to, String... more) {
    String output = directory.resolve(to).toString();
    return Commands.run(
        Stream.concat(Stream.of("export", run.toString(), "--output", output), Arrays.stream(more))
            .toArray(String[]::new));
  }

  private TrainedModel model(String of) {
    return ModelFile.read(directory.resolve(of));
  }

  private static String best(Outcome trained) {
    String line = trained.lastLine();
    int at = line.indexOf(THETA, line.indexOf("\"best\"")) + THETA.length();
    return line.substring(at, at + 64);
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return new HashSet<>(files.map(file -> file.getFileName().toString()).toList());
    }
  }

  private static void assertRefused(Outcome outcome, int status, String sentence) {
    assertThat(outcome.status()).isEqualTo(status);
    assertThat(outcome.complaints()).singleElement().asString().contains(sentence);
  }

  @Test
  void trainingLeavesItsBestModelAndExportTheSame() throws IOException {
    Outcome trained = train("--set", "evaluation.every=2");
    assertThat(names(run.resolve("model"))).containsExactlyInAnyOrder("MODEL.md", ModelFile.NAME);
    TrainedModel own = model("run/model");

    assertThat(own.description().thetaSha256()).isEqualTo(best(trained));
    Outcome exported = export("models/sine", "--name", "Sine", "--licence", "CC0-1.0");
    assertThat(exported.status()).as(exported.error()).isZero();
    assertThat(exported.out()).contains("theta_sha256 " + best(trained));
    ModelDescription model = model("models/sine").description();
    assertThat(model("models/sine").theta()).isEqualTo(own.theta());
    assertThat(model.judged()).isEqualTo(own.description().judged());
    assertThat(model.judged()).extracting(Measured::split).containsExactly("validation", "test");
    assertThat(model.judged().get(1).tasks()).isEqualTo(7);
    assertThat(model.judged().get(1).metrics().get(0).means()).hasSize(3);
    assertThat(model.name()).isEqualTo("Sine");
    assertThat(model.licence()).isEqualTo("CC0-1.0");
    assertThat(model.steps()).isEqualTo(2);
    assertThat(model.form()).isEqualTo(NumberForm.plain(List.of(1), List.of()));
    assertThat(model.lineage().seed()).isEqualTo(5);
    assertThat(model.lineage().configuration().path("training").path("steps").asInt()).isEqualTo(4);
    assertThat(Files.readString(directory.resolve("models/sine/MODEL.md")))
        .startsWith("# Sine\n")
        .contains("CC0-1.0", model.thetaSha256(), "| test | 7 | error | ");
  }

  @Test
  void anOtherCheckpointIsNotJudgedAsTheBest() {
    train("--set", "checkpoint.keep=9");
    assertThat(export("two", "--checkpoint", "2").status()).isZero();

    assertThat(model("two").description().step()).isEqualTo(2);
    assertThat(model("two").description().judged())
        .extracting(Measured::split)
        .doesNotContain("test");
    assertRefused(export("three", "--checkpoint", "3"), 2, "has no checkpoint of step 3");
    assertThat(directory.resolve("three")).doesNotExist();
  }

  @Test
  void aModelIsNeverOverwritten() throws IOException {
    train();
    assertThat(export("model").status()).isZero();
    byte[] before = Files.readAllBytes(directory.resolve("model/model.safetensors"));

    assertRefused(export("model", "--name", "other"), 2, "holds a model already");
    assertThat(directory.resolve("model/model.safetensors")).hasBinaryContent(before);
    assertRefused(
        Commands.run("export", directory.toString(), "--output", directory + "/none"),
        2,
        "holds no checkpoints");
    assertRefused(Commands.run("export", run.toString()), 2, "--output");
  }

  @Test
  void aRunThatGoesOnPutsItsNewModelInPlaceOfTheOld() throws IOException {
    train();
    TrainedModel first = model("run/model");
    byte[] bytes = Files.readAllBytes(run.resolve("model/model.safetensors"));
    train("--resume");
    assertThat(run.resolve("model/model.safetensors")).hasBinaryContent(bytes);
    Outcome longer = train("--resume", "--set", "training.steps=6", "--set", "evaluation.every=6");

    assertThat(model("run/model").description().thetaSha256())
        .isEqualTo(best(longer))
        .isNotEqualTo(first.description().thetaSha256());
    assertThat(Files.readString(run.resolve("model/MODEL.md"))).contains(best(longer));
    assertThat(names(run.resolve("model"))).containsExactlyInAnyOrder("MODEL.md", ModelFile.NAME);
  }

  /** Rows of a table with words and holes, as its file has them. */
  private Map<String, Map<String, String>> importTable() throws IOException {
    List<String> lines = new ArrayList<>(List.of("user,when,price,city,y"));
    Map<String, Map<String, String>> rows = new HashMap<>();
    for (int i = 0; i < 400; i++) {
      String price = i % 9 == 4 ? "NA" : Double.toString(Key.of(i).normal(0));
      String city = i % 7 == 0 ? "" : "c" + i % 3;
      lines.add("user%d,%d,%s,%s,%s".formatted(i % 40, i, price, city, i % 2 == 0 ? "no" : "yes"));
      rows.put("user%d/%d".formatted(i % 40, i), Map.of("price", price, "city", city));
    }
    Path table = Files.write(directory.resolve("table.csv"), lines);
    Outcome outcome =
        Commands.run(
            "import",
            "table",
            table.toString(),
            "--format=csv",
            "--task-key=user",
            "--features=price",
            "--categorical=city",
            "--target=y",
            "--classes=named",
            "--time=when",
            "--split=0.6,0.2,0.2",
            "--master=local[2]",
            "--store=" + directory.resolve("store"));
    assertThat(outcome.status()).as(outcome.error()).isZero();
    return rows;
  }

  private static void delete(Path folder) throws IOException {
    new OpenStores().close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static String shown(float[] values, int from, int to) {
    return Arrays.toString(Arrays.copyOfRange(values, from, to));
  }

  /** Rows of features as the source of a store gives them. */
  private static Set<String> drawn(StoredSettings settings) {
    var source = settings.open(Split.TRAIN);
    Set<String> seen = new HashSet<>();
    for (int draw = 0; draw < 60; draw++) {
      Task task = source.sample(Key.of(draw));
      float[] features = task.support().features().floats();
      for (int at = 0; at < features.length; at += 2) {
        seen.add(shown(features, at, at + 2));
      }
    }
    return seen;
  }

  /** Nothing of the store is needed to use the model, nor to export it once more. */
  @Test
  void aModelOutlivesItsStore() throws IOException {
    var rows = importTable();
    train(
        "--set",
        "tasks={kind: stored, uri: \"%s\", support: 5, query: 5}"
            .formatted(directory.resolve("store")));
    var settings =
        new StoredSettings(directory.resolve("store").toString(), 1, 5, 5, Scaling.STANDARD, 0, 1);
    Set<String> seen = drawn(settings);
    Outcome first = export("first");
    assertThat(first.status()).as(first.error()).isZero();
    delete(directory.resolve("store"));

    ModelDescription model = model("first").description();
    TableForm form = (TableForm) model.form();
    var reading = form.reading(Unseen.REFUSED);
    Set<String> expected = new HashSet<>();
    rows.values().forEach(row -> expected.add(shown(reading.features(row), 0, 2)));
    assertThat(seen).hasSizeGreaterThan(100);
    assertThat(expected).containsAll(seen);
    assertThat(form.target().names()).containsExactly("no", "yes");
    assertThat(form.categories().get(0).values()).containsExactly("c0", "c1", "c2");
    assertThat(form.time()).isEqualTo("when");
    assertThat(reading.target("yes")).isEqualTo(1);
    assertThat(model.lineage().stores()).singleElement().asString().contains("version=1");
    assertThat(model.lineage().stores().get(0).manifestSha256()).hasSize(64);
    Outcome again = export("again");
    assertThat(again.status()).as(again.error()).isZero();
    assertThat(model("again").description().form()).isEqualTo(form);
    assertThat(model("again").theta()).isEqualTo(model("first").theta());
    Files.delete(run.resolve("model/model.safetensors"));
    assertRefused(export("none"), 2, "holds no model of the run that would");
    assertThat(directory.resolve("none")).doesNotExist();
  }
}
