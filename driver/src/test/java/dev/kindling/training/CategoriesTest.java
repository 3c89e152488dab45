package dev.kindling.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.config.Configuration;
import dev.kindling.config.ConfigurationReader;
import dev.kindling.episode.EpisodeWorker;
import dev.kindling.episode.MetaState;
import dev.kindling.episode.Shard;
import dev.kindling.optimize.OptimizerState;
import dev.kindling.optimize.Update;
import dev.kindling.runner.MetaGradientTotal;
import dev.kindling.store.Fractions;
import dev.kindling.store.OpenStores;
import dev.kindling.store.StoreWriter;
import dev.kindling.store.StoredTask;
import dev.kindling.store.TaskContents;
import dev.kindling.store.TaskPart;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Guests who like or dislike what dishes have: what a dish has follows no order of its code, so a
 * model that takes the code for a number has a hard time.
 */
class CategoriesTest {
  private static final int DISHES = 16;
  private static final int GUESTS = 400;
  private static final int RATINGS = 20;
  private static final int STEPS = 150;
  private static final String YAML =
      """
      seed: 3
      tasks: {kind: stored, uri: "%s", version: 1, support: 10, query: 10}
      learner: {kind: maml, steps: 2, rate: 0.1}
      optimizer: {kind: adam, rate: 0.01}
      training: {tasks-per-step: 16, tasks-per-shard: 16}
      evaluation: {steps: 3}
      """;

  @TempDir private Path directory;
  private String uri;

  @BeforeEach
  void aStoreOfGuests() {
    uri = directory.resolve("guests").toUri().toString();
    var contents =
        new TaskContents(
            List.of("hour"),
            List.of(new TaskContents.Category("dish", DISHES + 1)),
            "rating",
            0,
            false);
    var hadoop = new org.apache.hadoop.conf.Configuration();
    OpenStores.configure(org.apache.hadoop.conf.Configuration::new);
    StoreWriter writer = StoreWriter.create(uri, contents, new Fractions(.8, .1, .1), hadoop);
    try (TaskPart part = writer.target().openTasks(0, hadoop)) {
      for (int i = 0; i < GUESTS; i++) {
        part.add(guest(i));
      }
      writer.commit(List.of(part.finish()), Map.of());
    }
  }

  @AfterEach
  void close() {
    new OpenStores().close();
  }

  /** Rates a dish by what it has, liked or disliked as much as this guest does. */
  private static StoredTask guest(int number) {
    Key key = Key.of(number).fold("guest");
    double taste = key.below(0, 2) == 0 ? -1 : 1;
    float[][] hours = new float[RATINGS][1];
    int[][] dishes = new int[RATINGS][1];
    float[] ratings = new float[RATINGS];
    for (int i = 0; i < RATINGS; i++) {
      dishes[i][0] = 1 + (int) key.fold("dish").below(i, DISHES);
      hours[i][0] = (float) key.fold("hour").uniform(i, 11, 23);
      double noise = .1 * key.fold("noise").normal(i);
      ratings[i] = (float) (taste * has(dishes[i][0]) + noise);
    }
    return new StoredTask("guest" + number, hours, dishes, ratings, new long[0]);
  }

  private static double has(int dish) {
    return Key.of(dish).fold("dish").normal(0);
  }

  /** The mean squared error on guests that were not trained on, after the last inner step. */
  private double trained(String model) {
    Configuration configuration =
        ConfigurationReader.parse(YAML.formatted(uri) + "model: " + model, "guests", List.of());
    var optimizer = configuration.optimizer().build();
    try (EpisodeWorker worker = EpisodeWorker.open(configuration.episodes())) {
      float[] theta = MetaTraining.initialise(configuration);
      OptimizerState state = optimizer.initialState(theta.length);
      for (int step = 0; step < STEPS; step++) {
        var total = new MetaGradientTotal(theta.length);
        total.add(
            worker.gradient(
                MetaState.start(theta), new Shard(Split.TRAIN, Key.of(3).fold(step), 0, 16)));
        Update update = optimizer.update(theta, total.mean(), state);
        theta = update.theta();
        state = update.state();
      }
      double[][] errors =
          worker.evaluate(MetaState.start(theta), new Shard(Split.TEST, Key.of(4), 0, 16)).errors();
      return Arrays.stream(errors).mapToDouble(row -> row[row.length - 1]).average().orElseThrow();
    }
  }

  @Test
  void codesAreLearnedAsCodesAndNotAsNumbers() {
    double numbers = trained("{kind: mlp, hidden: [32, 32], codes: numbers}");
    double oneHot = trained("{kind: mlp, hidden: [32, 32]}");
    double embedded = trained("{kind: table, embedding: 4, hidden: [32, 32]}");
    assertThat(oneHot).as("one-hot, where numbers have %s", numbers).isLessThan(.25 * numbers);
    assertThat(embedded).as("embedded, where numbers have %s", numbers).isLessThan(.25 * numbers);
  }
}
