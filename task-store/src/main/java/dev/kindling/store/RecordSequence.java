package dev.kindling.store;

import dev.kindling.storage.DamageException;
import dev.kindling.storage.RecordFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The records of several files as one sequence, without those that newer ones stand for. Its memory
 * grows with the number of files only.
 */
final class RecordSequence {

  private final List<RecordFile> files;
  private final long[] ends;
  private final Optional<RecordSequence> superseded;

  RecordSequence(List<RecordFile> files) {
    this(files, Optional.empty());
  }

  /**
   * @param superseded the positions, ascending, of records that are no more, each in eight bytes
   */
  RecordSequence(List<RecordFile> files, Optional<RecordSequence> superseded) {
    this.files = List.copyOf(files);
    this.superseded = superseded.filter(list -> list.records() > 0);
    this.ends = new long[files.size()];
    long end = 0;
    for (int i = 0; i < ends.length; i++) {
      end = Math.addExact(end, files.get(i).records());
      ends[i] = end;
    }
  }

  long records() {
    return positions() - superseded.map(RecordSequence::records).orElse(0L);
  }

  /** The records of all files, also those that are no more. */
  long positions() {
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }

  /** A record's file and its ordinal there. */
  record Located(RecordFile file, long ordinal) {
    byte[] read() throws IOException {
      return file.read(ordinal);
    }

    @Override
    public String toString() {
      return "record " + ordinal + " of " + file.path();
    }
  }

  Located locate(long ordinal) throws IOException {
    return superseded.isEmpty() ? at(ordinal) : at(position(ordinal, superseded.get()));
  }

  /**
   * With d(k) the position of the k-th record that is no more, d(k) - k records that are lie before
   * it. So position i + k for the least k of d(k) - k > i, which ascends.
   */
  private long position(long ordinal, RecordSequence dead) throws IOException {
    long low = 0;
    long high = dead.records();
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (dead.number(middle) - middle <= ordinal) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    long position = ordinal + low;
    if (position >= positions()) {
      throw new DamageException(
          "expected the superseded records of %s to be among %d but record %d comes to lie at %d"
              .formatted(files, positions(), ordinal, position));
    }
    return position;
  }

  /** The record that is eight bytes, as a number. */
  long number(long ordinal) throws IOException {
    return ByteBuffer.wrap(at(ordinal).read()).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  Optional<RecordSequence> superseded() {
    return superseded;
  }

  private Located at(long position) {
    int found = Arrays.binarySearch(ends, position);
    // A file without records ends where the one before it does.
    int file = found < 0 ? -found - 1 : found + 1;
    while (ends[file] <= position) {
      file++;
    }
    return new Located(files.get(file), position - start(file));
  }

  /** The position of a file's first record. */
  long start(int file) {
    return file == 0 ? 0 : ends[file - 1];
  }

  List<RecordFile> files() {
    return files;
  }
}
