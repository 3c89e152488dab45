package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run writes to {@code metrics.jsonl} is seen in Spark's metrics system while it trains. */
@LaunchesProcesses
class MetricsSystemTest {

  /** A line of the text format of Prometheus. */
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-zA-Z_:][\\w:]*)\\{[a-z_]+=\"[^\"]*\"} (NaN|[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)");

  private static final String OURS = "metrics_waves_driver_kindling_";
  private static final String SINK = "-Dspark.metrics.conf.driver.sink.";

  private static final String WORD = "key-of-the-page";

  @TempDir private Path directory;
  private HttpClient client;

  /** A client that is sent on to https, and trusts no key but that of the page. */
  private static HttpClient client(SelfSigned keys) throws IOException {
    return HttpClient.newBuilder()
        .connectTimeout(Duration.ofSeconds(5))
        .followRedirects(HttpClient.Redirect.NORMAL)
        .sslContext(keys.trusted())
        .build();
  }

  @Test
  void prometheusReadsByHttpsWhatTheRunWritesDown(ReferenceRun reference) throws IOException {
    int port = freePort();
    SelfSigned keys = SelfSigned.make(directory, WORD);
    client = client(keys);
    Path output = directory.resolve("run");
    Path sheets = Files.createDirectory(directory.resolve("sheets"));
    List<String> train =
        reference.training(
            output,
            "--master",
            "local[2]",
            "--set",
            "training.steps=200000",
            "--set",
            "evaluation.every=100");
    Map<String, Double> seen = new TreeMap<>();
    try (Running running = watched(port, sheets, keys).start(train)) {
      running.until("numbers of a validation", () -> isSettled(port, seen));
      Outcome outcome = running.terminate();
      assertThat(outcome.error() + outcome.out()).doesNotContain(WORD);
    }

    assertSame(seen, upTo(output, seen.get("training_step").longValue()));
    assertThat(sheets.resolve("waves.driver.kindling.training.loss.csv"))
        .content()
        .startsWith("t,value\n");
  }

  private static void assertSame(Map<String, Double> seen, List<JsonNode> lines) {
    JsonNode last = lines.get(lines.size() - 1);
    assertThat(seen.get("training_step")).isEqualTo(last.get("step").asDouble());
    for (String name : List.of("loss", "gradient_norm", "rate", "tasks_per_s")) {
      assertThat(seen.get("training_" + name)).as(name).satisfies(as(last.get(name)));
    }
    for (String name : List.of("tasks", "skipped_tasks")) {
      assertThat(seen.get("training_" + name)).isEqualTo(sum(lines, "/" + name));
    }
    for (String phase :
        List.of("total", "sample", "prepare", "compute", "uneven", "network", "update")) {
      double written = sum(lines, "/seconds/" + phase);
      assertThat(seen.get("seconds_" + phase))
          .as(phase)
          .isCloseTo(written, within(1e-3 * (1 + written)));
    }
    assertThat(seen.get("memory_heap_mb")).isPositive();
    assertThat(seen.get("memory_peak_mb")).isPositive();
    assertThat(seen).containsKeys("validation_step", "validation_error");
  }

  /** Spark's own page is on, and two of its sinks. */
  private Launch watched(int port, Path sheets, SelfSigned keys) throws IOException {
    return Launch.in(directory)
        .adding("-Dspark.ui.enabled=true -Dspark.ui.port=" + port)
        .adding("-Dspark.ssl.ui.enabled=true -Dspark.ssl.ui.port=" + freePort())
        .adding("-Dspark.ssl.ui.keyStore=" + keys.store())
        .adding("-Dspark.ssl.ui.keyStorePassword=" + keys.password())
        .adding("-Dspark.metrics.namespace=waves")
        .adding(SINK + "prometheusServlet.class=org.apache.spark.metrics.sink.PrometheusServlet")
        .adding(SINK + "prometheusServlet.path=/metrics/prometheus")
        .adding(SINK + "csv.class=org.apache.spark.metrics.sink.CsvSink")
        .adding(SINK + "csv.period=1")
        .adding(SINK + "csv.directory=" + sheets);
  }

  /** Two readings with the same numbers, so that no line was written between the two. */
  private boolean isSettled(int port, Map<String, Double> seen) {
    Map<String, Double> before = Map.copyOf(seen);
    seen.clear();
    seen.putAll(reading(port));
    return seen.equals(before) && seen.containsKey("validation_error");
  }

  /** Our numbers by their names; none as long as nobody answers. */
  private Map<String, Double> reading(int port) {
    var uri = URI.create("http://127.0.0.1:%d/metrics/prometheus/".formatted(port));
    try {
      var response =
          client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        return Map.of();
      }
      assertThat(response.uri().getScheme()).isEqualTo("https");
      return numbers(response.body());
    } catch (IOException e) {
      return Map.of();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Double> numbers(String page) {
    Map<String, Double> numbers = new TreeMap<>();
    for (String line : page.lines().filter(text -> text.startsWith(OURS)).toList()) {
      Matcher sample = SAMPLE.matcher(line);
      assertThat(sample.matches()).as(line).isTrue();
      String name = sample.group(1).substring(OURS.length());
      numbers.put(name.replaceFirst("_(Number|Value)$", ""), Double.valueOf(sample.group(2)));
    }
    return numbers;
  }

  private static Consumer<Double> as(JsonNode written) {
    double value = written.asDouble();
    return seen -> assertThat(seen).isCloseTo(value, within(1e-5 * Math.abs(value)));
  }

  private static double sum(List<JsonNode> lines, String pointer) {
    return lines.stream().mapToDouble(line -> line.at(pointer).asDouble()).sum();
  }

  /** The lines of training, up to that of a step. */
  private static List<JsonNode> upTo(Path output, long step) {
    List<JsonNode> lines = new ArrayList<>();
    try {
      for (String text : Files.readAllLines(output.resolve("metrics.jsonl"))) {
        JsonNode line = new ObjectMapper().readTree(text);
        if (line.has("loss") && line.get("step").asLong() <= step) {
          lines.add(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
