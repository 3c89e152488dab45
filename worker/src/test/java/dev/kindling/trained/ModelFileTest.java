package dev.kindling.trained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {

  @TempDir private Path directory;

  private Path written(TrainedModel model) throws IOException {
    Path file = directory.resolve(ModelFile.NAME);
    try (OutputStream out = Files.newOutputStream(file)) {
      ModelFile.write(model, out);
    }
    return file;
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    for (TrainedModel model :
        List.of(Models.ofTable(), Models.ofNumbers(), Models.ofMixture(), Models.ofImages())) {
      Path file = written(model);

      assertThat(ModelFile.read(file)).isEqualTo(model);
      assertThat(ModelFile.read(directory)).isEqualTo(model);
    }
  }

  @Test
  void whatIsNotThereIsOneSentence() throws IOException {
    Path file = directory.resolve(ModelFile.NAME);

    assertThatThrownBy(() -> ModelFile.read(directory))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "a model is expected but %s does not exist; correct the path, or export one"
                .formatted(file))
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.USAGE);
  }

  @Test
  void theCardSaysWhatPeopleAsk() {
    String card = ModelCard.of(Models.ofTable().description());

    assertThat(card)
        .startsWith("# A small model\n")
        .contains("learns a new task from up to 5 labelled examples")
        .contains("- Licence: Apache-2.0\n")
        .contains("| price | numbers | x = 2.5 | (x - 2.5) / 0.1 |\n")
        .contains("| weight \\| kg | numbers | x = 0.0 | x / 1.0 |\n")
        .contains("| city | categories Köln, Ulm | code 0 | its code, from 1 |\n")
        .contains("Target: kind, with the classes bad, good.\n")
        .contains("in the order of when")
        .contains("| test | 600 | accuracy | 0.7500 | 0.02000 |\n")
        .contains("| validation |  | error | 0.2500 |  |\n")
        .contains("Task store `hdfs://there/store`, version 3, SHA-256 of its manifest `1111")
        .contains("kind: maml")
        .contains("| body.layer1.weight | [");
    assertThat(ModelCard.of(Models.ofImages().description()))
        .contains("images of any size, red, green and blue, dark made light, brought to 16 x 16")
        .contains("kind: prototypical");
    assertThat(ModelCard.of(Models.ofMixture().description())).contains("### `parts[1]`");
  }

  @Test
  void aModelHasTheThetaThatItStates() {
    TrainedModel model = Models.ofNumbers();
    float[] other = model.theta().clone();
    other[0] += 1;

    assertThatThrownBy(() -> new TrainedModel(model.description(), other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("SHA-256 of theta must be ");
  }
}
