package dev.kindling.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.kindling.checkpoint.Provenance;
import dev.kindling.engine.Kernels;
import dev.kindling.fault.Fault;
import dev.kindling.storage.Directory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of runs whose files are written here by hand. */
class ReportPageTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
  private static final String STEP =
      "{\"step\":%d,\"steps\":1,\"loss\":%s,\"tasks\":8,\"skipped_tasks\":0,\"seconds\":{\"total\":0.5,\"sample\":0.1,\"compute\":0.2}}\n";
  private static final String EVALUATION =
      """
      {"format": "kindling-evaluation", "version": 1, "step": 20, "at_once": false,
       "divergence": null,
       "evaluation": {"split": "test",
         "trained": {"episodes": 3, "skipped": 1, "available": 9, "damaged": 0,
            "error": [1.5, 0.25], "interval": [0.5, 0.125],
            "accuracy": [0.25, 0.75], "accuracy_interval": [0.1, 0.05]},
         "untrained": {"episodes": 3, "error": [2, null], "interval": [0.5, null],
            "accuracy": [0.2, 0.3], "accuracy_interval": [0.1, 0.05]},
         "parts": [{"name": "p", "share": 0.5,
            "trained": {"accuracy": [0.5], "error": [1]}, "untrained": {"error": [1]}}]},
       "ranked_by": "accuracy",
       "best": [{"task": "b", "before": 0.2, "after": 1, "untrained": null, "error": 0.1}],
       "worst": [{"task": "w", "before": 0.2, "after": 0.5, "untrained": 0.4, "error": 0.9}],
       "quantiles": {"trained": [0.5, 0.75, 1], "untrained": [0.1, 0.2, 0.4]},
       "samples": [
         {"task": "i", "form": "images", "support": 1, "query": 2, "error": [1, 0.5],
          "right": [0, 1], "learned_from": [{"class": 0, "png": "AAAA"}],
          "asked": [{"class": 0, "before": 1, "after": 0, "sure": 0.9, "png": "AAAA"},
                    {"class": 0, "before": 1, "after": 2, "sure": 0.5, "png": "AAAA"}]},
         {"task": "r", "form": "rows", "support": 1, "query": 2, "error": [1, 0.5],
          "columns": ["c"], "more_columns": 3,
          "rows": [{"features": ["1"], "target": "t", "before": "x", "after": "y"}]},
         {"task": "f", "form": "curve", "support": 1, "query": 2, "error": [1, 0.5],
          "learned_from": [[0, 1]], "asked": [[0.5, 2]], "inputs": [0, 1],
          "curves": [{"steps": 0, "values": [1, null]}, {"steps": 1, "values": [1, 2]}]}]}
      """;
  private static final String RESULT =
      """
      {"last": {"step": 20, "theta_sha256": "ab"}, "best": {"step": 20, "theta_sha256": "cd",
       "evaluation": null}, "diverged": false, "peak_mb": 300, "judged_on": {"kind": "users"}}
      """;

  @TempDir private Path directory;

  private void write(String file, String text) throws IOException {
    Files.writeString(directory.resolve(file), text);
  }

  private void writeAll() throws IOException {
    write("metrics.jsonl", STEP.formatted(10, "2.5") + STEP.formatted(20, "1.25"));
    write("evaluation.json", EVALUATION);
    write("result.json", RESULT);
    write(
        "configuration.yaml",
        "tasks:\n  kind: stored\n  uri: \"s3a://key:secret@bucket/x\"\nlearner:\n  steps: 1\n  kind: maml\n");
  }

  private RunFiles read() throws IOException {
    Directory there = Directory.of(directory.toString(), new Configuration(false));
    var made =
        new Provenance(
            "1",
            "commit-1",
            "onednn",
            new Kernels("avx2", "0f"),
            "17",
            "none",
            3,
            "2026-01-01T00:00:00Z");
    return RunFiles.read("a run", there, () -> Optional.of(made));
  }

  private PageText page() throws IOException {
    var page = new PageText(new ReportPage(List.of(read()), "made now").html());
    page.requireSound();
    return page;
  }

  @Test
  void tasksOnWhichTheEngineFailedAreTold() throws IOException {
    writeAll();
    write(
        "evaluation.json",
        EVALUATION.replaceFirst(
            "\"skipped\": 1,", "\"skipped\": 3, \"engine_failures\": {\"count\": 2},"));
    assertThat(page().text())
        .contains(
            "Left out are 1 task with an error that is not finite and 2 tasks on which the engine failed.");
  }

  @Test
  void rollbacksAreTold() throws IOException {
    write(
        "metrics.jsonl",
        STEP.formatted(10, "2.5")
            + "{\"step\":10,\"rollback\":1,\"diverged\":1501,\"rate_factor\":0.5,\"rate\":0.0005,\"reason\":\"%s\"}\n"
                .formatted(EVIL.replace("\"", "\\\""))
            + STEP.formatted(20, "1.25"));
    PageText page = page();
    assertThat(page.text())
        .contains("The run diverged and went back 1 time; charts show the steps that count")
        .contains("1,501 10 0.0005, 0.5 times as set <script>alert(1)");
    assertThat(read().metrics().steps()).hasSize(2);
  }

  @Test
  void whatIsThereIsTold() throws IOException {
    writeAll();
    PageText page = page();
    assertThat(page.text())
        .contains("judged on 3 of 9 test tasks that it had not learned from")
        .contains("After 1 inner step it answers 75.0 ± 5.0 % of the query examples right")
        .contains("the same model untrained answers 30.0 ± 5.0 %")
        .contains("Before the first inner step it is at 25.0 ± 10.0 %")
        .contains("Left out are 1 task with an error that is not finite")
        .contains("trained, adapted 1 0.2500 ± 0.13 75.0 ± 5.0 %")
        .contains("untrained, adapted 1 not finite 30.0 ± 5.0 %")
        .contains("p 50.0 % 50.0 %")
        .contains("learner maml, tasks of kind stored")
        .contains("commit commit-1")
        .contains("theta of the last step, SHA-256 ab")
        .contains("The training loss goes from 2.5 at step 10 to 1.25 at step 20")
        .contains("sample 200 ms 20.0 %", "compute 400 ms 40.0 %", "other 400 ms 40.0 %")
        .as("of a run that did not tell it")
        .contains("uneven 0 s 0.0 %")
        .contains("✓ 90%", "✗ 2 50%", "1 of 2 answered right after 1 inner step, 0 before")
        .contains("made now");
    assertThat(page.count("class=\"tile right\"")).isEqualTo(1);
    assertThat(page.html()).contains("query example of class 0, taken for class 2: wrong");
  }

  @Test
  void secretsInAddressesAreLeftOut() throws IOException {
    writeAll();
    assertThat(page().html()).contains("s3a://***@bucket/x").doesNotContain("secret");
  }

  @Test
  void namesAreNeverMarkup() throws IOException {
    writeAll();
    long images = page().count("<img ");
    write("evaluation.json", evil(MAPPER.readTree(EVALUATION)).toString());
    write("result.json", evil(MAPPER.readTree(RESULT)).toString());
    write("configuration.yaml", "learner:\n  kind: " + EVIL + "\n");
    PageText page = page();
    assertThat(page.count("<img ")).isEqualTo(images);
    assertThat(page.html()).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    var named =
        new ReportPage(
            List.of(
                RunFiles.read(
                    EVIL,
                    Directory.of(directory.toString(), new Configuration(false)),
                    Optional::empty)),
            EVIL);
    new PageText(named.html()).requireSound();
  }

  /** The same with every text replaced but those by which the page is made. */
  private static JsonNode evil(JsonNode tree) {
    if (tree instanceof ObjectNode object) {
      object
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (!List.of("format", "form", "ranked_by").contains(name)) {
                  object.set(name, evil(object.get(name)));
                }
              });
      return object;
    }
    if (tree instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, evil(array.get(i)));
      }
      return array;
    }
    return tree.isTextual() ? TextNode.valueOf(EVIL) : tree;
  }

  @Test
  void damagedLinesArePassedOverAndCounted() throws IOException {
    writeAll();
    write(
        "metrics.jsonl",
        STEP.formatted(10, "2.5") + "{\"step\": 11, torn\n[]\n" + STEP.formatted(20, "null"));
    assertThat(page().text())
        .contains("Note: 2 lines of metrics.jsonl cannot be read and are passed over.")
        .contains("outer steps 20");
  }

  @Test
  void whatCannotBeReadIsTold() throws IOException {
    writeAll();
    write("result.json", "{\"last\": ");
    write("evaluation.json", EVALUATION.replace("\"version\": 1", "\"version\": 2"));
    assertThat(page().text())
        .contains(
            "Note: result.json is expected to be one object of JSON but is not; it is left out.")
        .contains(
            "Note: evaluation.json is expected to be of format kindling-evaluation and version 1 but is \"kindling-evaluation\" and 2;")
        .contains("The run has not ended, or was stopped: it got to outer step 20 so far.");
  }

  @Test
  void aRunThatGoesOnIsToldAsSuch() throws IOException {
    write("metrics.jsonl", STEP.formatted(10, "2.5"));
    Directory there = Directory.of(directory.toString(), new Configuration(false));
    RunFiles run =
        RunFiles.read(
            "r",
            there,
            () -> {
              throw Fault.data("the checkpoint is damaged");
            });
    var page = new PageText(new ReportPage(List.of(run), "m").html());
    page.requireSound();
    assertThat(page.text())
        .contains("it got to outer step 10 so far.")
        .contains("Note: the checkpoint is damaged.");
  }

  @Test
  void anEmptyDirectoryMakesAPageToo() throws IOException {
    assertThat(page().text()).contains("has said nothing of its steps so far");
  }

  @Test
  void aRunThatWentOnAfterItsResultSaysSo() throws IOException {
    writeAll();
    write("metrics.jsonl", STEP.formatted(20, "2.5") + STEP.formatted(30, "1.25"));
    assertThat(page().text())
        .contains("The run went on after it was judged, to outer step 30 so far.");
  }

  @Test
  void divergenceIsToldFirst() throws IOException {
    writeAll();
    write(
        "evaluation.json",
        EVALUATION.replace("\"divergence\": null", "\"divergence\": \"it ran away\""));
    assertThat(page().text()).contains("This run cannot be used: it ran away. The model was");
  }

  @Test
  void severalRunsStandSideBySide() throws IOException {
    writeAll();
    RunFiles one = read();
    write("result.json", RESULT.replace("users", "lines"));
    write("metrics.jsonl", "");
    Files.delete(directory.resolve("evaluation.json"));
    RunFiles unjudged = read();
    var page = new PageText(new ReportPage(List.of(one, unjudged, one), "m").html());
    page.requireSound();
    assertThat(page.text())
        .contains("3 runs Side by side")
        .contains("a run maml not known 20 75.0 ± 5.0 % 25.0 ± 10.0 % 30.0 ± 5.0 % 1 s")
        .contains("a run maml not known 0 not judged – not judged 0 s");
    assertThat(page.count("<article>")).isEqualTo(3);
  }
}
