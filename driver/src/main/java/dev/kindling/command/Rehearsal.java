package dev.kindling.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs small commands one after the other, so that the JVM can list the classes that commands load.
 * The launcher makes an archive of them, with which processes start faster.
 */
public final class Rehearsal {
  private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/\\d+/(.*)\\.class");

  private static final String RUN =
      """
      model: {hidden: [8]}
      training: {steps: 4, tasks-per-step: 8, tasks-per-shard: 4}
      evaluation: {episodes: 4, steps: 1, every: 2}
      checkpoint: {every: 2}
      """;

  private final Path directory;
  private final Console silent;

  private Rehearsal(Path directory) {
    this.directory = directory;
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    this.silent = new Console(nowhere, nowhere, false);
  }

  /**
   * Ends with the status of the first command that fails.
   *
   * @param arguments an empty directory, and what {@code train} is to be given besides
   */
  public static void main(String... arguments) throws IOException {
    var rehearsal = new Rehearsal(Path.of(arguments[0]));
    rehearsal.writeLeftOut();
    for (List<String> command :
        rehearsal.commands(List.of(arguments).subList(1, arguments.length))) {
      int status = Main.run(rehearsal.silent, command.toArray(String[]::new));
      if (status != 0) {
        System.err.printf("%s ended with %d%n", command, status);
        System.exit(status);
      }
    }
  }

  private List<List<String>> commands(List<String> where) throws IOException {
    String configuration = Files.writeString(directory.resolve("run.yaml"), RUN).toString();
    String run = file("run");
    String images = file("images");
    String store = file("store");
    List<String> train = new ArrayList<>(List.of("train", configuration, "--output", run));
    train.addAll(where);
    return List.of(
        List.of("--version"),
        List.of("explain", configuration),
        train,
        List.of("evaluate", run, "--json"),
        List.of("generate", "images", "--output", images, "--classes=12", "--examples=4"),
        List.of("import", "images", images, "--store", store, "--gray", "--size=8x8"),
        List.of("inspect", store));
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  /**
   * Writes down the classes of which a jar holds other forms for newer versions of Java: a JVM that
   * records its flight looks for the first form of each class that comes from an archive, and
   * crashes where there is none.
   */
  private void writeLeftOut() throws IOException {
    SortedSet<String> names = new TreeSet<>();
    for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (path.endsWith(".jar")) {
        addVersioned(path, names);
      }
    }
    Files.write(directory.resolve("left-out"), names);
  }

  private static void addVersioned(String path, SortedSet<String> names) throws IOException {
    try (var jar = new JarFile(path)) {
      jar.stream()
          .map(entry -> VERSIONED.matcher(entry.getName()))
          .filter(Matcher::matches)
          .forEach(matcher -> names.add(matcher.group(1)));
    }
  }
}
