package dev.kindling.engine.onednn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A JVM of this machine, in which a test runs a program from its own class path. */
record Jvm(Path home, int version) {
  private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");

  static Jvm running() {
    return new Jvm(Path.of(System.getProperty("java.home")), Runtime.version().feature());
  }

  /** The JDKs beside the running one, and those that variables such as JAVA_HOME_25_X64 name. */
  static List<Jvm> newer() {
    Jvm running = running();
    return Stream.concat(beside(running.home()), named())
        .flatMap(home -> at(home).stream())
        .filter(jvm -> jvm.version() > running.version())
        .distinct()
        .toList();
  }

  private static Stream<Path> beside(Path home) {
    try (Stream<Path> homes = Files.list(home.toRealPath().getParent())) {
      return List.copyOf(homes.toList()).stream();
    } catch (IOException unreadable) {
      return Stream.empty();
    }
  }

  private static Stream<Path> named() {
    return System.getenv().entrySet().stream()
        .filter(variable -> variable.getKey().startsWith("JAVA_HOME"))
        .map(variable -> Path.of(variable.getValue()));
  }

  private static Optional<Jvm> at(Path home) {
    try {
      Path real = home.toRealPath();
      Matcher version = VERSION.matcher(Files.readString(real.resolve("release")));
      boolean runs = version.find() && Files.isExecutable(real.resolve("bin/java"));
      return runs
          ? Optional.of(new Jvm(real, Integer.parseInt(version.group(1))))
          : Optional.empty();
    } catch (IOException noJdk) {
      return Optional.empty();
    }
  }

  /** The one line that a program prints. */
  String line(List<String> options, Class<?> main, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    Path errors = Files.createTempFile("jvm", ".txt");
    try {
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
      return output;
    } finally {
      Files.delete(errors);
    }
  }
}
