package dev.kindling.command;

import dev.kindling.evaluation.Comparison;
import dev.kindling.evaluation.EvaluationReport;
import dev.kindling.evaluation.TaskResult;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What each task of a judgement came to, a line of JSON each: a whole file, or none. */
record RowsFile(Path path) {

  private static final String WHAT = "a file";

  void requireNew() {
    file().require(WHAT);
  }

  private NewFile file() {
    return new NewFile(path, "--rows");
  }

  void write(Comparison comparison) {
    file()
        .write(
            out -> {
              write(out, "", comparison.trained(), comparison.untrained());
              for (Comparison.Part part : comparison.parts()) {
                write(out, part.name(), part.trained(), part.untrained());
              }
            });
  }

  private static void write(
      Writer out, String part, EvaluationReport trained, EvaluationReport untrained)
      throws IOException {
    for (TaskResult result : trained.results()) {
      out.write(line(part, "trained", result));
    }
    for (TaskResult result : untrained.results()) {
      out.write(line(part, "untrained", result));
    }
  }

  private static String line(String part, String model, TaskResult result) {
    Map<String, Object> line = new LinkedHashMap<>();
    if (!part.isEmpty()) {
      line.put("part", part);
    }
    line.put("model", model);
    line.put("task", result.task());
    if (!result.skipped().isEmpty()) {
      line.put("skipped", result.skipped());
      return JsonLine.of(line) + "\n";
    }
    line.put("error", result.errors());
    result
        .metrics()
        .forEach((name, values) -> line.put(name, values.stream().map(RowsFile::finite).toList()));
    return JsonLine.of(line) + "\n";
  }

  /** JSON has no numbers that are not finite. */
  private static Double finite(Double value) {
    return Double.isFinite(value) ? value : null;
  }
}
