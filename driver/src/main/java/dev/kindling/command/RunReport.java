package dev.kindling.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kindling.checkpoint.Checkpoint;
import dev.kindling.checkpoint.CheckpointStore;
import dev.kindling.cluster.HadoopSettings;
import dev.kindling.config.Configuration;
import dev.kindling.evaluation.Comparison;
import dev.kindling.evaluation.EvaluationReport;
import dev.kindling.fault.Fault;
import dev.kindling.report.EvaluationFile;
import dev.kindling.report.ReportPage;
import dev.kindling.report.RunFiles;
import dev.kindling.report.SampledTasks;
import dev.kindling.storage.Directory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The page of a run, in its directory. */
record RunReport(Console console, String run) {

  /**
   * Leaves what the page needs of a run's end, and the page. The run is over and what came of it is
   * kept, so whatever fails here is said and nothing more.
   */
  void finish(Configuration configuration, Checkpoint judged, Verdict verdict, FilesOfRun written) {
    try {
      List<Map<String, Object>> samples = samples(configuration, judged, verdict.comparison());
      var file =
          new EvaluationFile(
              verdict.comparison(), verdict.divergence().map(Fault::getMessage), samples);
      written.replace(EvaluationFile.NAME, file.json());
      written.replace(ReportPage.NAME, page(List.of(files())));
      console.say("report in " + path());
    } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
      console.say(
          "%s cannot be written: %s; the run is whole without it, and kindling report %s tries again"
              .formatted(ReportPage.NAME, e.getMessage(), run));
    }
  }

  /** Tasks with answers are extra: a page without them is better than none. */
  private List<Map<String, Object>> samples(
      Configuration configuration, Checkpoint judged, Comparison comparison) {
    try {
      EvaluationReport trained = comparison.trained();
      int places = trained.episodes() + trained.skipped() + trained.extent().damaged();
      return new SampledTasks(configuration, judged.state().forTasks(), trained.split())
          .trees(places);
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      console.say("the report shows no tasks with answers: " + e.getMessage());
      return List.of();
    }
  }

  /** Makes the page anew of what is there. */
  void again() {
    RunFiles files = required();
    try {
      replace(ReportPage.NAME, page(List.of(files)));
    } catch (IOException e) {
      throw Fault.resources(
          "%s cannot be written (%s); name an --output that can be"
              .formatted(path(), e.getMessage()),
          e);
    }
    console.say("report in " + path());
  }

  private String path() {
    return run.replaceFirst("/+$", "") + "/" + ReportPage.NAME;
  }

  /** What is there; a directory that holds no run is a usage fault. */
  RunFiles required() {
    boolean some;
    try {
      some = RunFiles.areIn(directory());
    } catch (IOException | IllegalArgumentException e) {
      throw Fault.usage(
          "the output directory of a training run is expected but %s cannot be read (%s); name another"
              .formatted(run, e.getMessage()),
          e);
    }
    if (!some) {
      CheckpointStore.forReading(run, HadoopSettings.ofProcess());
    }
    try {
      return files();
    } catch (IOException e) {
      throw Fault.data("%s cannot be read (%s)".formatted(run, e.getMessage()), e);
    }
  }

  private RunFiles files() throws IOException {
    return RunFiles.read(
        name(), directory(), () -> CheckpointStore.provenance(run, HadoopSettings.ofProcess()));
  }

  private String name() {
    Optional<Path> last =
        Optional.ofNullable(Path.of(run.replaceFirst("^.*:/+", "/")).getFileName());
    return last.map(Path::toString).filter(name -> !name.matches("\\.*")).orElse(run);
  }

  private Directory directory() throws IOException {
    return Directory.of(run, HadoopSettings.ofProcess());
  }

  private void replace(String file, String text) throws IOException {
    String writer = UUID.randomUUID().toString().substring(0, 8);
    directory().replace(file, writer, text.getBytes(UTF_8));
  }

  /** One page on several runs, or one. */
  static String page(List<RunFiles> runs) {
    Build build = Build.current();
    String made =
        "Made %s by kindling %s, commit %s, of what the run directory held then."
            .formatted(
                Instant.now().truncatedTo(ChronoUnit.SECONDS), build.version(), build.commit());
    return new ReportPage(runs, made).html();
  }
}
