package dev.kindling.cluster;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.metrics.MetricsSystem;
import org.apache.spark.metrics.source.Source;

/**
 * Numbers that Spark's metrics system shows as {@code kindling.NAME}, by each of its sinks. A
 * number is a source of its own: of a source, Spark takes what it holds when it is registered, and
 * some numbers are known only after a while.
 */
final class WatchedNumbers {
  private final MetricsSystem metrics;
  private final Map<String, Watched> numbers = new HashMap<>();

  WatchedNumbers(MetricsSystem metrics) {
    this.metrics = metrics;
  }

  /** What is not finite is shown as NaN, which every sink can take. */
  void set(String name, double value) {
    Watched watched = numbers.computeIfAbsent(name, this::registered);
    watched.value = Double.isFinite(value) ? value : Double.NaN;
  }

  private Watched registered(String name) {
    var watched = new Watched(name);
    metrics.registerSource(watched);
    return watched;
  }

  /** A sink reads it in a thread of its own. */
  private static final class Watched implements Source {
    private final MetricRegistry registry = new MetricRegistry();
    private volatile double value = Double.NaN;

    Watched(String name) {
      registry.register(name, (Gauge<Double>) () -> value);
    }

    @Override
    public String sourceName() {
      return "kindling";
    }

    @Override
    public MetricRegistry metricRegistry() {
      return registry;
    }
  }
}
