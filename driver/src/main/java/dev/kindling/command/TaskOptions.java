package dev.kindling.command;

import dev.kindling.cluster.HadoopSettings;
import dev.kindling.fault.Fault;
import dev.kindling.form.Unseen;
import dev.kindling.predict.ExampleFormat;
import dev.kindling.predict.ExamplePlace;
import dev.kindling.table.CsvDialect;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The arguments that say where the examples of a task lie, and how they are read. */
final class TaskOptions {

  /** As {@code --unseen} has it. */
  private enum UnseenCategories {
    REFUSED(Unseen.REFUSED),
    MISSING(Unseen.AS_MISSING);

    private final Unseen meaning;

    UnseenCategories(Unseen meaning) {
      this.meaning = meaning;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--support",
      paramLabel = "FILE",
      required = true,
      description =
          "Examples with what is true of them, to adapt to: a file of csv (its first line names the"
              + " columns) or json (an object on each line), or a folder with a folder of images for"
              + " each class. Columns go by their names, in any order; others are not looked at.")
  private String support;

  @Option(
      names = "--query",
      paramLabel = "FILE",
      required = true,
      description =
          "Examples to be answered, in the same form. Where they tell what is true, it is compared"
              + " with the answers.")
  private String query;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "Of both: csv, json or images (default: what their names say).")
  private ExampleFormat format;

  @Option(
      names = "--separator",
      paramLabel = "CHARACTER",
      description = "Of csv: what stands between cells, or tab (default: a comma).")
  private String separator;

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description = "Of csv: its character set, as ISO-8859-1 or UTF-16 (default: UTF-8).")
  private String encoding;

  @Option(
      names = "--key",
      paramLabel = "COLUMN",
      description =
          "The column of the query that stands first in each line of the output (default: its first"
              + " that is neither predicted from nor predicted, or else the row's number; of images"
              + " the file's name).")
  private String key;

  @Option(
      names = "--unseen",
      paramLabel = "WHAT",
      defaultValue = "refused",
      description =
          "What becomes of categories that the model did not learn of: refused, or missing to take"
              + " them as missing ones (default: ${DEFAULT-VALUE}).")
  private UnseenCategories unseen;

  @Option(
      names = "--part",
      paramLabel = "SOURCE",
      description =
          "Of a model of several sources whose inputs differ: which of them the examples are like,"
              + " as tasks.parts[0].")
  private String part;

  ExamplePlace support() {
    return place("--support", support);
  }

  ExamplePlace query() {
    return place("--query", query);
  }

  private ExamplePlace place(String option, String uri) {
    if (uri.isBlank()) {
      throw Fault.usage("%s must name a file but is blank; name one".formatted(option));
    }
    ExampleFormat known = format == null ? ExampleFormat.of(uri) : format;
    return new ExamplePlace(uri, known, dialect(), HadoopSettings.ofProcess());
  }

  private CsvDialect dialect() {
    CsvDialect standard = CsvDialect.standard();
    try {
      return CsvDialect.of(
          separator == null ? String.valueOf(standard.separator()) : separator,
          encoding == null ? standard.encoding() : encoding);
    } catch (IllegalArgumentException e) {
      throw Fault.usage("--" + e.getMessage(), e);
    }
  }

  Unseen unseen() {
    return unseen.meaning;
  }

  Optional<String> part() {
    return Optional.ofNullable(part);
  }

  Optional<String> key() {
    return Optional.ofNullable(key);
  }
}
