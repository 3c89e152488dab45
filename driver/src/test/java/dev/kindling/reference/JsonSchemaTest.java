package dev.kindling.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.kindling.config.Configuration;
import dev.kindling.config.ConfigurationWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What the schema takes is what the binder takes. */
class JsonSchemaTest {

  private static final com.networknt.schema.JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(JsonSchema.text());

  private static Set<ValidationMessage> problems(String yaml) {
    Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    JsonNode node = new ObjectMapper().valueToTree(tree);
    return SCHEMA.validate(node);
  }

  /** The schema knows no kinds of plug-ins. */
  private static boolean isOfOwnKinds(Path file) {
    return file.toString().endsWith(".yaml") && !file.toString().contains("plug-in");
  }

  static List<Path> examples() {
    try (Stream<Path> files = Files.walk(ReferenceTest.root().resolve("examples"))) {
      return files.filter(JsonSchemaTest::isOfOwnKinds).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Probe> keys() {
    return Probe.all();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleIsTaken(Path example) throws IOException {
    assertThat(problems(Files.readString(example))).isEmpty();
    Path schema = ReferenceTest.root().resolve("docs").resolve(JsonSchema.FILE);
    assertThat(Files.readString(example))
        .startsWith(
            "# yaml-language-server: $schema=" + example.getParent().relativize(schema) + "\n");
  }

  @Test
  void theDefaultsAreTaken() {
    assertThat(problems(ConfigurationWriter.yaml(Configuration.defaults()))).isEmpty();
    assertThat(problems("{}")).isEmpty();
    assertThat(problems("tasks:\nmodel:\ntraining:\n")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sead: 1",
        "training: {step: 1}",
        "training: {steps: many}",
        "training: {steps: 0}",
        "training: {steps: 1.5}",
        "tasks: {kind: glyphs, support: 3}",
        "tasks: {kind: glyhps}",
        "tasks: {ways: 5}",
        "tasks: {kind: mixture, parts: [{wieght: 3}]}",
        "tasks: {kind: mixture, parts: [{tasks: {kind: glyphs, ways: 1}}]}",
        "tasks: {kind: episodes, ways: 5to20}",
        "tasks: {kind: episodes, ways: 1}",
        "tasks: {kind: episodes, scaling: some}",
        "tasks: glyphs",
        "model: {kind: resnet12, widths: []}",
        "model: {hidden: 40}",
        "optimizer: {kind: adam, beta1: 1}",
        "optimizer: {schedule: {kind: constant, steps: 3}}",
        "engine: {name: abacus}",
        "engine: {memory: 12}",
      })
  void whatIsWrongIsRefused(String yaml) {
    assertThat(problems(yaml)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void itTakesWhatTheBinderTakes(Probe probe) {
    for (Candidate candidate : Candidate.of(probe)) {
      String value = candidate.yaml();
      assertThat(problems(probe.document(value)).isEmpty()).as(value).isEqualTo(candidate.taken());
    }
    assertThat(problems(probe.document(probe.key().example()))).isEmpty();
    assertThat(problems(probe.document("{a: 1}"))).isNotEmpty();
  }
}
