package dev.kindling.command;

import dev.kindling.fault.Fault;
import dev.kindling.reference.JsonSchema;
import dev.kindling.reference.Reference;
import java.util.Arrays;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kindling reference}: what every key of the configuration means. */
@Command(
    name = "reference",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Says what each key of the configuration means, what it takes and its default.")
final class ReferenceCommand implements Runnable {

  private final Console console;

  @Parameters(
      paramLabel = "KEY|KIND",
      arity = "0..1",
      description =
          "A key, as training.steps or ways; a section, as optimizer.clip; or a kind, as glyphs. All"
              + " of them unless given.")
  private String word;

  @Option(
      names = "--page",
      description = "Print all of it as Markdown, as docs/reference.md has it.")
  private boolean page;

  @Option(
      names = "--schema",
      description =
          "Print the JSON Schema of the configuration, for editors that complete and check.")
  private boolean schema;

  ReferenceCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    requireOne();
    console.out().print(text());
  }

  private void requireOne() {
    long given =
        Arrays.asList(word, page ? "--page" : null, schema ? "--schema" : null).stream()
            .filter(Objects::nonNull)
            .count();
    if (given > 1) {
      throw Fault.usage(
          "one of a KEY, --page and --schema is expected but %d are given".formatted(given));
    }
  }

  private String text() {
    if (schema) {
      return JsonSchema.text();
    }
    if (page) {
      return new Reference().page();
    }
    return word == null ? new Reference().text() : new Reference().text(word);
  }
}
