package dev.kindling.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.kindling.checkpoint.Provenance;
import dev.kindling.fault.Fault;
import dev.kindling.journal.JournalFiles;
import dev.kindling.journal.ResultFile;
import dev.kindling.storage.Directory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a run directory holds for people. Each part may be missing; what cannot be read is named.
 *
 * @param result what the run said when it ended; missing if it has not
 * @param evaluation what an {@link EvaluationFile} tells; missing likewise
 * @param configuration the YAML of every setting; empty if it is not there
 * @param troubles a sentence for each part that is there but cannot be read
 */
public record RunFiles(
    String name,
    MetricLines metrics,
    JsonNode result,
    JsonNode evaluation,
    String configuration,
    Optional<Provenance> provenance,
    List<String> troubles) {
  private static final String CONFIGURATION = "configuration.yaml";
  private static final int MOST_BYTES = 1 << 28;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  public RunFiles {
    troubles = List.copyOf(troubles);
  }

  /** Whether there is anything to tell of without checkpoints. */
  public static boolean areIn(Directory directory) throws IOException {
    return directory.exists(JournalFiles.METRICS) || directory.exists(ResultFile.NAME);
  }

  /**
   * Reads what is there.
   *
   * @param name of the run, for people
   * @param provenance of its newest checkpoint; may throw a fault
   */
  public static RunFiles read(
      String name, Directory directory, Supplier<Optional<Provenance>> provenance) {
    List<String> troubles = new ArrayList<>();
    String lines = text(directory, JournalFiles.METRICS, troubles);
    MetricLines metrics = lines.isEmpty() ? MetricLines.NONE : MetricLines.of(lines);
    if (metrics.damaged() > 0) {
      troubles.add(
          "%s of %s cannot be read and %s passed over"
              .formatted(
                  Shown.count(metrics.damaged(), "line"),
                  JournalFiles.METRICS,
                  metrics.damaged() == 1 ? "is" : "are"));
    }
    return new RunFiles(
        name,
        metrics,
        tree(directory, ResultFile.NAME, troubles),
        evaluation(directory, troubles),
        text(directory, CONFIGURATION, troubles),
        made(provenance, troubles),
        troubles);
  }

  private static Optional<Provenance> made(
      Supplier<Optional<Provenance>> provenance, List<String> troubles) {
    try {
      return provenance.get();
    } catch (Fault fault) {
      troubles.add(fault.getMessage());
      return Optional.empty();
    }
  }

  private static String text(Directory directory, String file, List<String> troubles) {
    try {
      return directory.exists(file) ? new String(directory.read(file, MOST_BYTES), UTF_8) : "";
    } catch (IOException e) {
      troubles.add("%s cannot be read: %s".formatted(file, e.getMessage()));
      return "";
    }
  }

  private static JsonNode tree(Directory directory, String file, List<String> troubles) {
    String text = text(directory, file, troubles);
    if (text.isBlank()) {
      return MissingNode.getInstance();
    }
    try {
      JsonNode tree = MAPPER.readTree(text);
      if (tree.isObject()) {
        return tree;
      }
    } catch (JsonProcessingException e) {
      // What is said of it is the same.
    }
    troubles.add(
        "%s is expected to be one object of JSON but is not; it is left out".formatted(file));
    return MissingNode.getInstance();
  }

  private static JsonNode evaluation(Directory directory, List<String> troubles) {
    JsonNode tree = tree(directory, EvaluationFile.NAME, troubles);
    if (tree.isMissingNode()) {
      return tree;
    }
    String format = tree.path("format").asText();
    int version = tree.path("version").asInt();
    if (format.equals(EvaluationFile.FORMAT) && version == EvaluationFile.VERSION) {
      return tree;
    }
    troubles.add(
        "%s is expected to be of format %s and version %d but is \"%s\" and %d; it is left out"
            .formatted(
                EvaluationFile.NAME,
                EvaluationFile.FORMAT,
                EvaluationFile.VERSION,
                format,
                version));
    return MissingNode.getInstance();
  }

  /** How the trained model and the untrained one were judged; missing if they were not. */
  JsonNode comparison() {
    JsonNode own = evaluation.path("evaluation");
    return own.isObject() ? own : result.path("best").path("evaluation");
  }

  Judged trained() {
    return new Judged(comparison().path("trained"));
  }

  Judged untrained() {
    return new Judged(comparison().path("untrained"));
  }

  /** How other runs did on the same tasks. */
  JsonNode baselines() {
    return result.path("baselines");
  }

  boolean isJudged() {
    return trained().tells(Judged.ERROR);
  }

  /** Whether a task is learned at once, not in inner steps. */
  boolean isAtOnce() {
    return evaluation.path("at_once").asBoolean(trained().innerSteps() == 0);
  }

  /** After how many outer steps the judged model was taken. */
  long judgedStep() {
    return evaluation.path("step").asLong(result.path("best").path("step").asLong());
  }

  /** The {@code kind} of a section of the configuration, as {@code learner}. */
  Optional<String> kind(String section) {
    Matcher kind =
        Pattern.compile("(?m)^" + section + ":\\n(?:  .*\\n)*?  kind: \"?([^\"\\n]+)\"?$")
            .matcher(configuration);
    return kind.find() ? Optional.of(kind.group(1)) : Optional.empty();
  }
}
