package dev.kindling.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The output directory of a training run, read as the format's specification says. */
record RunDirectory(Path path) {

  /** The steps that have a checkpoint, ascending. */
  List<Long> steps() {
    return names()
        .filter(name -> name.startsWith("step-"))
        .map(name -> Long.valueOf(name.replaceAll("\\D", "")))
        .sorted()
        .toList();
  }

  /** What is being written, or was when its writer was stopped. */
  List<String> unfinished() {
    return names().filter(name -> name.startsWith(".")).sorted().toList();
  }

  private Stream<String> names() {
    String[] names = path.resolve("checkpoints").toFile().list();
    return names == null ? Stream.empty() : Stream.of(names);
  }

  /** The step of the newest checkpoint; 0 if there is none. */
  long newest() {
    List<Long> steps = steps();
    return steps.isEmpty() ? 0 : steps.get(steps.size() - 1);
  }

  long best() {
    try {
      return new ObjectMapper().readTree(description()).at("/best/step").asLong();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the newest checkpoint says of itself. */
  String description() throws IOException {
    return header(newest()).at("/__metadata__/kindling_checkpoint").asText();
  }

  /** What a checkpoint holds after its header: parameters and optimiser. */
  ByteBuffer tensors(long step) {
    ByteBuffer file = content(checkpoint(step)).order(ByteOrder.LITTLE_ENDIAN);
    int header = Math.toIntExact(file.getLong());
    return file.position(file.position() + header).slice();
  }

  private JsonNode header(long step) throws IOException {
    ByteBuffer file = content(checkpoint(step)).order(ByteOrder.LITTLE_ENDIAN);
    byte[] text = new byte[Math.toIntExact(file.getLong())];
    file.get(text);
    return new ObjectMapper().readTree(text);
  }

  Path checkpoint(long step) {
    return path.resolve("checkpoints").resolve("step-%08d.safetensors".formatted(step));
  }

  /** Every file in the directory with its bytes. */
  Map<String, ByteBuffer> bytes() {
    Map<String, ByteBuffer> files = new TreeMap<>();
    for (Path file : files()) {
      files.put(path.relativize(file).toString(), content(file));
    }
    return files;
  }

  RunDirectory copyTo(Path target) {
    for (Path file : files()) {
      Path copy = target.resolve(path.relativize(file));
      try {
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new RunDirectory(target);
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.walk(path)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ByteBuffer content(Path file) {
    try {
      return ByteBuffer.wrap(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
