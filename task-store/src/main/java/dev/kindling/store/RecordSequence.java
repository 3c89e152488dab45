package dev.kindling.store;

import dev.kindling.storage.RecordFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** The records of several files as one sequence. Its memory grows with the number of files only. */
final class RecordSequence {

  private final List<RecordFile> files;
  private final long[] ends;

  RecordSequence(List<RecordFile> files) {
    this.files = List.copyOf(files);
    this.ends = new long[files.size()];
    long end = 0;
    for (int i = 0; i < ends.length; i++) {
      end = Math.addExact(end, files.get(i).records());
      ends[i] = end;
    }
  }

  long records() {
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

  Located locate(long ordinal) {
    int found = Arrays.binarySearch(ends, ordinal);
    // A file without records ends where the one before it does.
    int file = found < 0 ? -found - 1 : found + 1;
    while (ends[file] <= ordinal) {
      file++;
    }
    long before = file == 0 ? 0 : ends[file - 1];
    return new Located(files.get(file), ordinal - before);
  }

  List<RecordFile> files() {
    return files;
  }
}
