package dev.kindling.command;

import dev.kindling.fault.Fault;
import dev.kindling.image.ContactSheet;
import dev.kindling.task.Examples;
import dev.kindling.task.HostTensor;
import dev.kindling.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A task for people: images as a sheet, functions of one number as a plot, all else as rows.
 *
 * @param out where images go as a PNG; null for the terminal
 */
record TaskView(Console console, Path out) {
  private static final int IMAGE_RANK = 4;
  private static final int MOST_COLUMNS = 32;

  void show(Task task) {
    console.out().println("task " + task.name());
    HostTensor features = task.support().features();
    if (isImages(task)) {
      draw(task);
    } else if (features.size() == task.support().count() && isOneNumber(task)) {
      console.out().print(Plot.of(task).text());
    } else {
      print("support", task.support());
      print("query", task.query());
    }
  }

  private static boolean isImages(Task task) {
    int[] shape = task.support().features().shape();
    int channels = shape[shape.length - 1];
    return shape.length == IMAGE_RANK && (channels == 1 || channels == 3) && isOneNumber(task);
  }

  private static boolean isOneNumber(Task task) {
    return task.support().targets().size() == task.support().count();
  }

  private void draw(Task task) {
    ContactSheet sheet = ContactSheet.of(task);
    if (out == null) {
      console.out().print(sheet.text());
      return;
    }
    try {
      Files.write(out, sheet.png());
    } catch (IOException e) {
      throw Fault.resources(
          "the contact sheet cannot be written to %s: %s; name another --out"
              .formatted(out, e.getMessage()),
          e);
    }
    console.out().println("drawn to " + out);
  }

  private void print(String part, Examples examples) {
    console.out().println(part);
    for (int i = 0; i < examples.count(); i++) {
      String features = row(examples.features(), i, examples.count());
      console
          .out()
          .println("  " + features + " -> " + row(examples.targets(), i, examples.count()));
    }
  }

  private static String row(HostTensor tensor, int i, int count) {
    int columns = tensor.size() / count;
    int shown = Math.min(columns, MOST_COLUMNS);
    float[] row = Arrays.copyOfRange(tensor.floats(), i * columns, i * columns + shown);
    String text = columns == 1 ? String.valueOf(row[0]) : Arrays.toString(row);
    return shown < columns ? text + " and %d more".formatted(columns - shown) : text;
  }
}
