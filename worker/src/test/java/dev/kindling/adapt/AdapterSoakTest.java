package dev.kindling.adapt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.episode.EngineSettings;
import dev.kindling.learner.gradient.MamlSettings;
import dev.kindling.model.Activation;
import dev.kindling.model.MlpSettings;
import dev.kindling.task.Examples;
import dev.kindling.task.HostTensor;
import dev.kindling.task.Key;
import dev.kindling.task.Sizes;
import dev.kindling.task.TaskShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many threads adapt users of all sizes for minutes: nothing fails, and nothing grows. */
@Tag("long")
class AdapterSoakTest {
  private static final int THREADS = 24;
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
  private static final int MINUTES = 10;
  private static final int COLUMNS = 64;

  private static Adapter adapter() {
    var shape = new TaskShape(List.of(COLUMNS), List.of(1), 20, 10);
    var model = new MlpSettings(List.of(64, 64), Activation.RELU);
    var learner = new MamlSettings(5, .01, 2);
    float[] theta = learner.build(model, shape).initialise(Key.of(1));
    var engine = EngineSettings.defaults().open();
    long ample = engine.target().ampleFlops();
    var prior = new Prior(shape, Sizes.VARYING, model, learner, 5, 0, ample, theta);
    return new Adapter(prior, engine, Runtime.getRuntime().availableProcessors());
  }

  private static Examples rows(Key key, int count) {
    float[] features = new float[count * COLUMNS];
    float[] targets = new float[count];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) (.1 * key.normal(i));
      targets[i / COLUMNS] += features[i];
    }
    return Examples.of(HostTensor.of(features, count, COLUMNS), HostTensor.of(targets, count, 1));
  }

  @Test
  void nothingFailsAndNothingGrows() throws Exception {
    try (Adapter adapter = adapter()) {
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      try {
        long end = System.nanoTime() + MINUTES * MINUTE;
        List<Future<Long>> adapted = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
          Key own = Key.of(thread);
          Callable<Long> work = () -> adaptUntil(end, adapter, own);
          adapted.add(threads.submit(work));
        }
        TimeUnit.NANOSECONDS.sleep(2 * MINUTE);
        long early = residentKilobytes();
        long all = 0;
        for (Future<Long> one : adapted) {
          all += one.get();
        }
        long late = residentKilobytes();
        System.out.printf("%d tasks, %d MB then %d MB%n", all, early >> 10, late >> 10);
        assertThat(late).isLessThan(early + early / 10);
      } finally {
        threads.shutdownNow();
      }
    }
  }

  private static long adaptUntil(long end, Adapter adapter, Key key) {
    long count = 0;
    while (System.nanoTime() < end) {
      Key own = key.fold(count);
      Adapted adapted = adapter.adapt(rows(own, 1 + (int) own.below(0, 20)));
      int questions = 1 + (int) own.below(1, 25);
      Answered answered = adapted.predict(rows(own.fold("query"), questions).features());
      if (count % 100 == 0) {
        Adapted again = adapter.restore(adapted.toBytes());
        assertThat(again.predict(rows(own.fold("query"), questions).features()).scores())
            .containsExactly(answered.scores());
      }
      count++;
    }
    return count;
  }

  private static long residentKilobytes() throws IOException {
    System.gc();
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
