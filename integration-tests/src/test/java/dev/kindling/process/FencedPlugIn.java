package dev.kindling.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kindling.gate.Repository;
import dev.kindling.learner.PlugInTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;

/**
 * The example of a plug-in, compiled where there is nothing of Kindling but what plug-ins may use.
 *
 * @param directory of the compilation
 */
record FencedPlugIn(Path directory) {

  static Path folder() {
    return Repository.root().resolve("examples/plug-in");
  }

  /** The sources of the example. */
  static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(folder().resolve("src"))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  /** What the compiler has against the sources; nothing where it compiles them. */
  Optional<String> complaint(List<Path> sources) throws IOException {
    Path allowed = directory.resolve("allowed");
    for (Class<?> type : PlugInTypes.all()) {
      copy(type, allowed);
    }
    List<String> arguments = new ArrayList<>(List.of("-proc:none", "-cp", allowed.toString()));
    Path classes = Files.createDirectories(directory.resolve("classes"));
    arguments.addAll(List.of("-d", classes.toString()));
    sources.forEach(source -> arguments.add(source.toString()));
    var errors = new ByteArrayOutputStream();
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, errors, arguments.toArray(String[]::new));
    return status == 0 ? Optional.empty() : Optional.of(errors.toString(UTF_8));
  }

  /** A type with all that are nested in it. */
  private static void copy(Class<?> type, Path allowed) {
    String name = type.getName().replace('.', '/') + ".class";
    try (InputStream in = type.getResourceAsStream("/" + name)) {
      Path file = allowed.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Class<?> nested : type.getDeclaredClasses()) {
      copy(nested, allowed);
    }
  }

  /** The jar of what was compiled. */
  Path jar() throws IOException {
    Path jar = directory.resolve("pulse.jar");
    try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      add(zip, directory.resolve("classes"), "org");
      add(zip, folder().resolve("src"), "META-INF");
    }
    return jar;
  }

  private static void add(ZipOutputStream zip, Path root, String part) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve(part))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(new ZipEntry(root.relativize(file).toString()));
        Files.copy(file, zip);
      }
    }
  }
}
