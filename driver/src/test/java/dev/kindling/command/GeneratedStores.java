package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.command.Commands.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Stores of what {@code kindling generate} makes, by the commands that users give. */
record GeneratedStores(Path directory) {

  private static final List<String> NUMBERS = List.of("--features", "length,pace,humour,novelty");

  private static Outcome done(List<String> arguments) {
    Outcome outcome = Commands.run(arguments.toArray(String[]::new));
    assertThat(outcome.status()).as(outcome.error()).isZero();
    return outcome;
  }

  /** Images of so many characters. */
  String images(String name, int classes, int examples, String... more) {
    Path files = directory.resolve(name + "-files");
    done(
        List.of(
            "generate",
            "images",
            "--output=" + files,
            "--classes=" + classes,
            "--examples=" + examples));
    String store = directory.resolve(name).toString();
    List<String> command =
        new ArrayList<>(
            List.of("import", "images", files.toString(), "--invert", "--store", store));
    command.addAll(Arrays.asList(more));
    done(command);
    return store;
  }

  /** Ratings by thirty readers, to predict a column. */
  String table(String name, String target, String... more) {
    Path file = directory.resolve("ratings.csv");
    if (!Files.exists(file)) {
      done(List.of("generate", "table", "--output=" + file, "--users=30"));
    }
    String store = directory.resolve(name).toString();
    List<String> command =
        new ArrayList<>(
            List.of("import", "table", file.toString(), "--format=csv", "--task-key=user"));
    command.addAll(List.of("--time=day", "--target", target, "--store", store));
    command.addAll(List.of("--master=local[2]"));
    command.addAll(NUMBERS);
    command.addAll(Arrays.asList(more));
    done(command);
    return store;
  }
}
