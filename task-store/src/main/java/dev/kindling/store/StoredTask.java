package dev.kindling.store;

import dev.kindling.fault.Require;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/** A task as it is stored. Arrays are not copied: whoever gives one gives it away. */
public final class StoredTask {

  private final String name;
  private final float[][] numeric;
  private final int[][] categorical;
  private final float[] target;
  private final long[] time;

  /**
   * @param name its key; the split follows from it
   * @param numeric a row of numbers for each example, NaN where one is missing
   * @param categorical a row of codes for each example
   * @param target a number for each example
   * @param time of each example, or nothing where the store has no times
   */
  public StoredTask(
      String name, float[][] numeric, int[][] categorical, float[] target, long[] time) {
    this.name = Require.notBlank("the name of a task", name);
    this.numeric = numeric;
    this.categorical = categorical;
    this.target = target;
    this.time = time;
    int examples = target.length;
    if (numeric.length != examples || categorical.length != examples) {
      throw new IllegalArgumentException(
          "task %s has %d targets but %d rows of numbers and %d of codes"
              .formatted(name, examples, numeric.length, categorical.length));
    }
  }

  public String name() {
    return name;
  }

  public float[][] numeric() {
    return numeric;
  }

  public int[][] categorical() {
    return categorical;
  }

  public float[] target() {
    return target;
  }

  public long[] time() {
    return time;
  }

  public int examples() {
    return target.length;
  }

  /** With its examples in the order of time; examples of the same time keep their order. */
  StoredTask inOrder() {
    if (time.length == 0) {
      return this;
    }
    int[] order =
        IntStream.range(0, time.length)
            .boxed()
            .sorted(Comparator.comparingLong(i -> time[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    return new StoredTask(
        name,
        Arrays.stream(order).mapToObj(i -> numeric[i]).toArray(float[][]::new),
        Arrays.stream(order).mapToObj(i -> categorical[i]).toArray(int[][]::new),
        floats(order, target),
        Arrays.stream(order).mapToLong(i -> time[i]).toArray());
  }

  private static float[] floats(int[] order, float[] values) {
    float[] ordered = new float[order.length];
    for (int i = 0; i < order.length; i++) {
      ordered[i] = values[order[i]];
    }
    return ordered;
  }

  /** Why it cannot be in a store of these contents; empty if it can. */
  public Optional<String> complaint(TaskContents contents) {
    if (time.length != (contents.time() ? examples() : 0)) {
      return Optional.of("it has %d times for %d examples".formatted(time.length, examples()));
    }
    return IntStream.range(0, examples())
        .mapToObj(i -> complaint(contents, i).map(what -> "example " + i + " " + what))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> complaint(TaskContents contents, int example) {
    if (numeric[example].length != contents.numeric().size()
        || categorical[example].length != contents.categorical().size()) {
      return Optional.of("has other columns than the store");
    }
    for (int i = 0; i < categorical[example].length; i++) {
      int code = categorical[example][i];
      TaskContents.Category column = contents.categorical().get(i);
      if (!column.has(code)) {
        return Optional.of(column.complaint(code));
      }
    }
    for (int i = 0; i < numeric[example].length; i++) {
      if (Float.isInfinite(numeric[example][i])) {
        return Optional.of("has an infinite number in " + contents.numeric().get(i));
      }
    }
    return targetComplaint(contents.classes(), target[example]);
  }

  private static Optional<String> targetComplaint(int classes, float value) {
    boolean right =
        switch (classes) {
          case 0 -> Float.isFinite(value);
          case 1 -> value == 0 || value == 1;
          default -> value >= 0 && value < classes && value == Math.rint(value);
        };
    return right ? Optional.empty() : Optional.of("has the target " + value);
  }

  byte[] bytes() {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    int numbers = examples() == 0 ? 0 : numeric[0].length + categorical[0].length;
    long size = 2L * Integer.BYTES + utf8.length + (numbers + 1L) * Float.BYTES * examples();
    byte[] record = new byte[Math.toIntExact(size + (long) Long.BYTES * time.length)];
    ByteBuffer out = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(utf8.length).put(utf8).putInt(examples());
    for (float[] row : numeric) {
      for (float value : row) {
        out.putFloat(value);
      }
    }
    for (int[] row : categorical) {
      for (int code : row) {
        out.putInt(code);
      }
    }
    for (float value : target) {
      out.putFloat(value);
    }
    for (long at : time) {
      out.putLong(at);
    }
    return record;
  }

  /**
   * @throws IllegalArgumentException if the bytes are no such record, though their checksum is
   *     right
   */
  static StoredTask of(byte[] record, TaskContents contents) {
    ByteBuffer in = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
    try {
      byte[] utf8 = new byte[Require.between("name length", in.getInt(), 1, in.remaining())];
      in.get(utf8);
      int examples = in.getInt();
      if (examples < 0 || examples * contents.exampleBytes() != in.remaining()) {
        throw new IllegalArgumentException(
            examples + " examples do not take " + in.remaining() + " bytes");
      }
      return of(new String(utf8, StandardCharsets.UTF_8), examples, in, contents);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("the record ends too early", e);
    }
  }

  private static StoredTask of(String name, int examples, ByteBuffer in, TaskContents contents) {
    float[][] numeric = new float[examples][];
    for (int i = 0; i < examples; i++) {
      numeric[i] = floats(in, contents.numeric().size());
    }
    int[][] categorical = new int[examples][contents.categorical().size()];
    for (int[] row : categorical) {
      for (int i = 0; i < row.length; i++) {
        row[i] = in.getInt();
        if (!contents.categorical().get(i).has(row[i])) {
          throw new IllegalArgumentException(
              "it " + contents.categorical().get(i).complaint(row[i]));
        }
      }
    }
    float[] target = floats(in, examples);
    long[] time = new long[contents.time() ? examples : 0];
    for (int i = 0; i < time.length; i++) {
      time[i] = in.getLong();
    }
    return new StoredTask(name, numeric, categorical, target, time);
  }

  private static float[] floats(ByteBuffer in, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = in.getFloat();
    }
    return values;
  }
}
