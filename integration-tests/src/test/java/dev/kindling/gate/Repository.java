package dev.kindling.gate;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The repository that the tests run in: its sources and its compiled classes. */
public final class Repository {

  private static final List<String> MODULES = List.of("task-store", "worker", "driver");
  private static final List<String> MODULE_DIRECTORIES =
      List.of("task-store", "worker", "driver", "integration-tests");

  private Repository() {}

  public static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (directory != null && !Files.isDirectory(directory.resolve(".mvn"))) {
      directory = directory.getParent();
    }
    if (directory == null) {
      throw new IllegalStateException("No .mvn directory above " + Path.of("").toAbsolutePath());
    }
    return directory;
  }

  /** The main classes of one module. */
  static JavaClasses classesOf(String module) {
    return new ClassFileImporter().importPath(root().resolve(module).resolve("target/classes"));
  }

  /** The main classes of all modules. */
  static JavaClasses classes() {
    return Imported.MAIN;
  }

  /** The classes of this module that break the rules on purpose. */
  static JavaClasses plantedViolations() {
    return Imported.PLANTED;
  }

  /** All Java sources, main and test, of all modules. */
  static List<Path> sources() {
    return MODULE_DIRECTORIES.stream()
        .map(module -> root().resolve(module).resolve("src"))
        .filter(Files::isDirectory)
        .flatMap(Repository::javaFiles)
        .sorted()
        .toList();
  }

  /** The Java sources that are shipped. */
  static List<Path> mainSources() {
    return sources().stream().filter(path -> path.toString().contains("/src/main/java/")).toList();
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> javaFiles(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Imported once, as that takes seconds. */
  private static final class Imported {
    static final JavaClasses MAIN =
        new ClassFileImporter()
            .importPaths(
                MODULES.stream()
                    .map(module -> root().resolve(module).resolve("target/classes"))
                    .toList());
    static final JavaClasses PLANTED =
        new ClassFileImporter().importPackages("dev.kindling.gate.planted");
  }
}
