package dev.kindling.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A Chromium without a window and without a past, steered over its DevTools protocol. It shows one
 * page.
 */
final class Chromium implements AutoCloseable, WebSocket.Listener {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final StringBuilder received = new StringBuilder();

  private Chromium(Process process, URI page) {
    this.process = process;
    this.socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(page, this).join();
  }

  /** Where one is installed; nothing where none is. */
  static Optional<Path> installed() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts one.
   *
   * @param past an empty folder for what it keeps
   */
  static Chromium start(Path program, Path past) throws IOException {
    List<String> command =
        List.of(
            program.toString(),
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--remote-debugging-port=0",
            "--user-data-dir=" + past,
            "about:blank");
    Path log = past.resolve("log.txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      return new Chromium(process, page(process, past.resolve("DevToolsActivePort"), log));
    } catch (RuntimeException | Error e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** The address of its only page, once it says on which port it listens. */
  private static URI page(Process process, Path port, Path log) throws IOException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!Files.exists(port) || Files.readAllLines(port).size() < 2) {
      if (System.nanoTime() > deadline || endsSoon(process)) {
        throw new AssertionError("Chromium does not start: " + Files.readString(log));
      }
    }
    String base = "http://127.0.0.1:" + Files.readAllLines(port).get(0);
    JsonNode pages = MAPPER.readTree(URI.create(base + "/json/list").toURL());
    for (JsonNode page : pages) {
      if (page.path("type").asText().equals("page")) {
        return URI.create(page.path("webSocketDebuggerUrl").asText());
      }
    }
    throw new AssertionError("Chromium has no page: " + pages);
  }

  private static boolean endsSoon(Process process) {
    try {
      return process.waitFor(5, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    received.append(data);
    if (last) {
      take(received.toString());
      received.setLength(0);
    }
    from.request(1);
    return null;
  }

  private void take(String message) {
    try {
      JsonNode node = MAPPER.readTree(message);
      CompletableFuture<JsonNode> asked =
          node.has("id") ? waiting.remove(node.get("id").asInt()) : null;
      if (asked == null) {
        events.add(node);
      } else {
        asked.complete(node);
      }
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Calls a method and returns its result. */
  JsonNode call(String method, Map<String, ?> parameters) {
    int id = calls.incrementAndGet();
    var answer = new CompletableFuture<JsonNode>();
    waiting.put(id, answer);
    try {
      Map<String, ?> message = Map.of("id", id, "method", method, "params", parameters);
      socket.sendText(MAPPER.writeValueAsString(message), true).join();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
    JsonNode node = answer.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    if (node.has("error")) {
      throw new AssertionError(method + ": " + node.get("error"));
    }
    return node.get("result");
  }

  /** What has happened of one kind since it started. */
  List<JsonNode> events(String method) {
    return events.stream()
        .filter(event -> event.path("method").asText().equals(method))
        .map(event -> event.get("params"))
        .toList();
  }

  /** Shows a page, and returns when all of it is there. */
  void open(URI page) {
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", Map.of());
    }
    int before = events("Page.loadEventFired").size();
    call("Page.navigate", Map.of("url", page.toString()));
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (events("Page.loadEventFired").size() == before) {
      if (System.nanoTime() > deadline || endsSoon(process)) {
        throw new AssertionError("not loaded within " + LIMIT + ": " + page);
      }
    }
  }

  /** The value of an expression in the page. */
  JsonNode evaluate(String expression) {
    JsonNode result =
        call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new AssertionError(result.get("exceptionDetails").toString());
    }
    return result.get("result").path("value");
  }

  /** A PNG of the page from top to bottom. */
  byte[] picture() {
    JsonNode shot =
        call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    return Base64.getDecoder().decode(shot.get("data").asText());
  }

  @Override
  public void close() {
    socket.abort();
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
    children.forEach(child -> child.onExit().join());
  }
}
