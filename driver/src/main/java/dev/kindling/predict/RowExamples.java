package dev.kindling.predict;

import dev.kindling.fault.Fault;
import dev.kindling.table.CsvFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the rows of a file as examples. */
final class RowExamples {
  private static final String ROW = "row";

  private final ExamplePlace place;
  private final RowForm form;
  private final Optional<String> askedKey;
  private final List<RawExample> examples = new ArrayList<>();
  private Optional<String> key = Optional.empty();
  private long number;

  /**
   * @param askedKey the column by which rows are to be found again; otherwise the first that is
   *     neither predicted from nor to be predicted, or else the number of the row
   */
  private RowExamples(ExamplePlace place, RowForm form, Optional<String> askedKey) {
    this.place = place;
    this.form = form;
    this.askedKey = askedKey;
  }

  static RawExamples read(ExamplePlace place, RowForm form, Optional<String> askedKey) {
    var reading = new RowExamples(place, form, askedKey);
    reading.read();
    return new RawExamples(place.uri(), reading.key.orElse(ROW), reading.examples);
  }

  private void read() {
    switch (place.format()) {
      case CSV -> place.readFile(this::readCsv);
      case JSON -> place.readFile(in -> JsonRows.read(in, this::take));
      case PARQUET ->
          throw Fault.usage(
              "rows are read from csv or json but %s is of the format parquet; write the rows of the task as one of these"
                  .formatted(place.uri()));
      case IMAGES ->
          throw Fault.usage(
              "the model takes rows of numbers or of a table but %s is taken for a folder of images; give csv or json, by its name or with --format"
                  .formatted(place.uri()));
    }
  }

  private void readCsv(InputStream in) throws IOException {
    try (CsvFile file = CsvFile.of(in, place.uri(), place.csv())) {
      while (file.next()) {
        take(file::row);
      }
    }
  }

  private void take(Supplier<Map<String, Object>> parsing) {
    number++;
    String at = "%s %d of %s".formatted(ROW, number, place.uri());
    try {
      Map<String, Object> row = parsing.get();
      float[] features = form.features(row);
      if (number == 1) {
        key = askedKey.or(() -> ofOthers(row));
      }
      examples.add(new RawExample(at, name(row), features, form.targetCells(row)));
    } catch (Fault fault) {
      throw fault.in(at);
    }
  }

  private Optional<String> ofOthers(Map<String, Object> row) {
    return row.keySet().stream()
        .filter(column -> !column.isBlank())
        .filter(column -> !form.isFeature(column) && !form.targets().contains(column))
        .findFirst();
  }

  private String name(Map<String, Object> row) {
    if (key.isEmpty()) {
      return Long.toString(number);
    }
    if (askedKey.isPresent() && !row.containsKey(key.get())) {
      throw Fault.usage(
          "the column %s is expected, by which rows are to be found again, but the columns are %s; name one of these with --key"
              .formatted(key.get(), List.copyOf(row.keySet())));
    }
    Object cell = row.get(key.get());
    return cell == null ? "" : cell.toString();
  }
}
