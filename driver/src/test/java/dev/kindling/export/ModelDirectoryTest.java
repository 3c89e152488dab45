package dev.kindling.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.kindling.checkpoint.Checkpoint;
import dev.kindling.checkpoint.FailingCalls;
import dev.kindling.checkpoint.MemoryBucket;
import dev.kindling.checkpoint.Provenance;
import dev.kindling.config.Configuration;
import dev.kindling.config.ConfigurationReader;
import dev.kindling.engine.Kernels;
import dev.kindling.fault.Fault;
import dev.kindling.trained.ModelCard;
import dev.kindling.trained.ModelFile;
import dev.kindling.trained.TrainedModel;
import dev.kindling.training.MetaTraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A model is there whole or not at all, and stays. */
class ModelDirectoryTest {
  private static final String BUCKET = "models-in-bucket";
  private static final String URI = "s3a://" + BUCKET + "/models/one";
  private static final String FILE = "models/one/" + ModelFile.NAME;
  private static final org.apache.hadoop.conf.Configuration HADOOP =
      MemoryBucket.register(new org.apache.hadoop.conf.Configuration(false));

  @TempDir private Path directory;

  @AfterEach
  void forget() {
    MemoryBucket.watch(BUCKET, MemoryBucket.Calls.UNDISTURBED);
    MemoryBucket.delete(BUCKET);
  }

  private static TrainedModel model(int seed) {
    return export(seed).model(inputs(seed), MissingNode.getInstance());
  }

  private static Configuration configuration(int seed) {
    return ConfigurationReader.parse("model: {hidden: [3]}", "test", List.of("seed=" + seed));
  }

  private static ModelInputs inputs(int seed) {
    return ModelInputs.of(configuration(seed), HADOOP);
  }

  private static ModelExport export(int seed) {
    Configuration configuration = configuration(seed);
    var made =
        new Provenance(
            "0.1.0", "c0ffee", "onednn", new Kernels("avx512", "01"), "17", "none", seed, "now");
    var checkpoint =
        new Checkpoint(
            MetaTraining.start(configuration),
            configuration.episodes().buildLearner().layout(),
            made,
            configuration);
    return new ModelExport(checkpoint, "model " + seed, "");
  }

  private static ModelDirectory bucket() {
    return new ModelDirectory(URI, HADOOP);
  }

  private static String card(String bytesOf) {
    return new String(MemoryBucket.bytes(BUCKET, bytesOf), UTF_8);
  }

  /** Any call may fail, its answer be lost, or the writer be gone. */
  @ParameterizedTest
  @EnumSource(FailingCalls.Loss.class)
  void whateverFailsTheModelIsWholeOrNotThere(FailingCalls.Loss loss) {
    TrainedModel model = model(1);
    var counted = new FailingCalls(0, loss);
    MemoryBucket.watch(BUCKET, counted);
    bucket().write(model);
    int calls = counted.made().size();
    assertThat(calls).isGreaterThan(4);
    for (int failing = 1; failing <= calls; failing++) {
      MemoryBucket.delete(BUCKET);
      MemoryBucket.watch(BUCKET, new FailingCalls(failing, loss));
      boolean told = false;
      try {
        bucket().write(model);
      } catch (Fault fault) {
        assertThat(fault.kind()).isEqualTo(Fault.Kind.CLUSTER);
        assertThat(fault.getMessage()).contains("export the model again");
        told = true;
      }
      MemoryBucket.watch(BUCKET, MemoryBucket.Calls.UNDISTURBED);
      boolean there = MemoryBucket.names(BUCKET).contains(FILE);
      assertThat(there || told).as("call %d", failing).isTrue();
      if (!there) {
        bucket().write(model);
      }
      assertThat(bucket().read()).as("call %d", failing).isEqualTo(model);
      assertThat(card("models/one/" + ModelCard.NAME)).isEqualTo(ModelCard.of(model.description()));
    }
  }

  /** Another writer is quicker, between the first one's look and its put. */
  @Test
  void whoComesSecondIsTold() {
    TrainedModel quick = model(2);
    List<String> puts = new ArrayList<>();
    MemoryBucket.watch(
        BUCKET,
        (call, name) -> {
          if (call.equals("put") && name.endsWith(ModelFile.NAME) && puts.isEmpty()) {
            puts.add(name);
            bucket().write(quick);
          }
        });

    assertThatThrownBy(() -> bucket().write(model(1)))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "%s holds a model already, and a model is never overwritten; name another --output, or delete it"
                .formatted(URI));
    assertThat(puts).isNotEmpty();
    assertThat(bucket().read()).isEqualTo(quick);
    assertThat(card("models/one/" + ModelCard.NAME)).startsWith("# model 2\n");
  }

  @Test
  void ofManyWritersOneIsTheFirst() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 10; round++) {
        Path to = directory.resolve("model" + round);
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int seed = 0; seed < 4; seed++) {
          TrainedModel model = model(seed);
          writers.add(() -> isFirst(to, model));
        }
        int first = 0;
        for (Future<Boolean> writer : threads.invokeAll(writers)) {
          first += writer.get() ? 1 : 0;
        }
        assertThat(first).isEqualTo(1);
        TrainedModel there = ModelFile.read(to);
        assertThat(to.resolve(ModelCard.NAME)).hasContent(ModelCard.of(there.description()));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean isFirst(Path to, TrainedModel model) {
    try {
      new ModelDirectory(to.toString(), HADOOP).write(model);
      return true;
    } catch (Fault fault) {
      assertThat(fault.getMessage()).contains("holds a model already");
      return false;
    }
  }

  @Test
  void whatAKilledWriterLeftIsClearedAway() throws IOException {
    Path unfinished = directory.resolve("." + ModelFile.NAME + ".writing-abc");
    Files.writeString(unfinished, "half");
    TrainedModel model = model(1);
    new ModelDirectory(directory.toString(), HADOOP).write(model);

    assertThat(unfinished).doesNotExist();
    assertThat(ModelFile.read(directory)).isEqualTo(model);
  }

  @Test
  void aRunsModelIsReplacedAsAWhole() throws IOException {
    var own = new ModelDirectory(directory.toString(), HADOOP);
    TrainedModel second = model(2);
    own.replace(model(1));
    own.replace(second);
    assertThat(own.read()).isEqualTo(second);
    Files.writeString(directory.resolve(ModelFile.NAME), "damaged");

    assertThatThrownBy(own::read)
        .hasMessageContaining("cannot be read as a model: expected a header")
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.DATA);
    own.replace(second);
    assertThat(own.read()).isEqualTo(second);
  }

  @Test
  void whatIsNotFiniteIsNoModel() {
    ModelExport export = export(1);
    export.checkpoint().state().metaParameters()[2] = Float.NaN;

    assertThatThrownBy(() -> export.model(inputs(1), MissingNode.getInstance()))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("holds numbers that are not finite, so that it is no model")
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.DIVERGED);
  }
}
