package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A small run that nothing disturbs, on one thread, to which other runs are compared. It is made
 * once and passed to every test that asks for it; what it left is not to be changed.
 *
 * @param directory holds all that belongs to it
 */
record ReferenceRun(Path directory, Path configuration, RunDirectory output, Outcome outcome)
    implements AutoCloseable {

  static final long STEPS = 200;

  /** Eight shards a step; the checkpoints of steps 100, 150 and 200 stay. */
  private static final String CONFIGURATION =
      """
      seed: 5
      tasks: {kind: sinusoid, support: 5, query: 5}
      model: {kind: mlp, hidden: [16, 16]}
      learner: {kind: maml, steps: 1, rate: 0.01, order: 2}
      optimizer: {kind: adam, rate: 0.003, schedule: {kind: cosine, steps: 200}}
      training: {steps: 200, tasks-per-step: 32, tasks-per-shard: 4}
      evaluation: {episodes: 32, steps: 2, every: 50}
      checkpoint: {every: 50, keep: 3}
      """;

  private static ReferenceRun make() {
    try {
      return make(Files.createTempDirectory("kindling-processes"), CONFIGURATION);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A quiet run of some configuration, whose files go below a directory. */
  static ReferenceRun make(Path directory, String text) throws IOException {
    Path configuration = Files.writeString(directory.resolve("small.yaml"), text);
    Path output = directory.resolve("reference");
    List<String> arguments = arguments(configuration, output, "--threads=1");
    Outcome outcome = Launch.in(directory).optimising().run(arguments).succeeded();
    return new ReferenceRun(directory, configuration, new RunDirectory(output), outcome);
  }

  /** The arguments that train the same with another output, and {@code more} arguments. */
  List<String> training(Path output, String... more) {
    return arguments(configuration, output, more);
  }

  private static List<String> arguments(Path configuration, Path output, String... more) {
    List<String> train = List.of("train", configuration.toString(), "--output", output.toString());
    return Stream.concat(train.stream(), Stream.of(more)).toList();
  }

  /** Another run came to the same end: its parameters, optimiser, best step and evaluation. */
  void assertSameBits(Outcome other, Path otherOutput) {
    JsonNode expected = outcome.json();
    JsonNode seen = other.succeeded().json();
    assertThat(seen.required("last")).as(other.toString()).isEqualTo(expected.get("last"));
    long steps = seen.get("last").get("step").asLong();
    assertThat(seen.required("best")).isEqualTo(expected.get("best"));
    RunDirectory run = new RunDirectory(otherOutput);
    assertThat(run.best()).isEqualTo(output.best());
    assertThat(run.tensors(steps)).isEqualTo(output.tensors(steps));
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Hands the one run to all tests; it is removed after the last of them. */
  static final class Shared implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(ReferenceRun.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == ReferenceRun.class;
    }

    @Override
    public ReferenceRun resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(NAMESPACE)
          .computeIfAbsent(ReferenceRun.class, type -> make(), ReferenceRun.class);
    }
  }
}
