package dev.kindling.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kindling.gate.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Pages of runs as a browser shows them: on a phone and on a desk, in the light, in the dark and
 * printed. Pictures of them stay in {@code target/reports} for people to look at. Without a
 * Chromium these tests are passed over, unless {@code CI_CHROMIUM} is {@code required}. All of them
 * use one browser, so one runs after another.
 */
@Execution(ExecutionMode.SAME_THREAD)
class ReportInChromiumTest {
  private static final String SHORT =
      """
      training: {steps: 6, tasks-per-step: 4, tasks-per-shard: 2}
      evaluation: {episodes: 12, steps: 3, every: 2}
      """;
  private static final Map<String, String> RUNS =
      Map.of(
          "waves", "model: {hidden: [8]}\n",
          "characters", "tasks: {kind: glyphs, ways: 5, queries: 5}\nmodel: {hidden: [8]}\n",
          "ratings", "tasks: {kind: users}\nmodel: {hidden: [8]}\n");

  @TempDir private static Path directory;
  private static Chromium chromium;

  @BeforeAll
  static void makePages() throws IOException {
    Optional<Path> program = Chromium.installed();
    boolean required = "required".equals(System.getenv("CI_CHROMIUM"));
    assumeTrue(required || program.isPresent(), "no Chromium is installed");
    assertThat(program).as("a Chromium is required but none is on the path").isPresent();
    for (Map.Entry<String, String> run : RUNS.entrySet()) {
      Path file = directory.resolve(run.getKey() + ".yaml");
      Files.writeString(file, run.getValue() + SHORT);
      Launch.in(directory)
          .run("train", file.toString(), "--output", directory.resolve(run.getKey()).toString())
          .succeeded();
    }
    Launch.in(directory)
        .run("report", "waves", "characters", "ratings", "--output", "several.html")
        .succeeded();
    chromium = Chromium.start(program.get(), Files.createDirectory(directory.resolve("past")));
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

  private static Path page(String name) {
    Path own = directory.resolve(name).resolve("report.html");
    return Files.exists(own) ? own : directory.resolve(name + ".html");
  }

  private static void show(String name, String scheme, String medium, int width) {
    chromium.call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 500));
    List<Map<String, String>> features =
        List.of(Map.of("name", "prefers-color-scheme", "value", scheme));
    chromium.call("Emulation.setEmulatedMedia", Map.of("media", medium, "features", features));
    chromium.open(page(name).toUri());
  }

  private static JsonNode measured() throws IOException {
    try (InputStream in = ReportInChromiumTest.class.getResourceAsStream("measure.js")) {
      return chromium.evaluate(new String(in.readAllBytes(), UTF_8));
    }
  }

  /** For people. */
  private static void keepPicture(String name) throws IOException {
    Path folder = Repository.root().resolve("integration-tests/target/reports");
    Files.createDirectories(folder);
    byte[] picture = chromium.picture();
    assertThat(picture).hasSizeGreaterThan(10_000);
    Files.write(folder.resolve(name + ".png"), picture);
  }

  @ParameterizedTest
  @CsvSource({
    "waves, light, 390",
    "waves, dark, 390",
    "waves, light, 1280",
    "waves, dark, 1280",
    "characters, light, 390",
    "characters, dark, 1280",
    "ratings, dark, 390",
    "ratings, light, 1280",
    "several, light, 390",
    "several, dark, 1280"
  })
  void everythingIsReadable(String name, String scheme, int width) throws IOException {
    show(name, scheme, "screen", width);
    JsonNode page = measured();

    assertThat(page.get("overflow").asInt()).as("wider than the screen by").isZero();
    for (String fault : List.of("wide", "faint", "tiny", "crossing")) {
      assertThat(page.get(fault)).as(fault).isEmpty();
    }
    assertThat(page.get("least").asDouble()).isGreaterThanOrEqualTo(4.5);
    assertThat(page.get("words").asInt()).isGreaterThan(50);
    assertThat(page.get("charts").asInt()).isGreaterThan(3);
    assertThat(page.get("blank").asInt()).isZero();
    assertThat(page.get("pictures").asInt() > 0)
        .isEqualTo(name.equals("characters") || name.equals("several"));
    double paper = page.get("paper").asDouble();
    assertThat(paper > .5).as("paper of luminance " + paper).isEqualTo(scheme.equals("light"));
    keepPicture("%s-%s-%d".formatted(name, scheme, width));
  }

  @Test
  void itIsPrintedInBlackOnWhite() throws IOException {
    show("characters", "dark", "print", 794);
    JsonNode page = measured();
    assertThat(page.get("paper").asDouble()).isEqualTo(1);
    assertThat(page.get("faint")).isEmpty();
    assertThat(page.get("overflow").asInt()).isZero();
    keepPicture("characters-print");
  }

  @Test
  void nothingIsFetchedAndNothingGoesWrong() {
    String page = page("characters").toUri().toString();
    List<JsonNode> before = chromium.events("Network.requestWillBeSent");
    show("characters", "light", "screen", 1280);
    assertThat(chromium.events("Runtime.exceptionThrown")).isEmpty();
    assertThat(chromium.events("Runtime.consoleAPICalled")).isEmpty();
    assertThat(chromium.events("Log.entryAdded")).isEmpty();
    List<JsonNode> sent = chromium.events("Network.requestWillBeSent");
    assertThat(sent.subList(before.size(), sent.size()))
        .isNotEmpty()
        .allSatisfy(
            one ->
                assertThat(one.at("/request/url").asText())
                    .matches(url -> url.startsWith("data:image/png;") || url.equals(page)));
  }

  /** As those hear it who do not see it. */
  @Test
  void picturesHaveNamesAndHeadingsAreOutlined() {
    show("waves", "light", "screen", 1280);
    JsonNode tree = chromium.call("Accessibility.getFullAXTree", Map.of()).get("nodes");
    int pictures = 0;
    int headings = 0;
    for (JsonNode node : tree) {
      String role = node.at("/role/value").asText();
      if (role.equals("image") || role.equals("img")) {
        pictures++;
        assertThat(node.at("/name/value").asText()).hasSizeGreaterThan(20);
      }
      headings += role.equals("heading") ? 1 : 0;
    }
    assertThat(pictures).isGreaterThan(5);
    assertThat(headings).isGreaterThan(5);
  }
}
