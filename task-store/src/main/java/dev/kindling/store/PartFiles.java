package dev.kindling.store;

import dev.kindling.storage.Directory;
import dev.kindling.storage.RecordFileWriter;
import dev.kindling.storage.Sha256;
import dev.kindling.task.Split;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FSDataOutputStream;

/** The files of one role and split that a part writes, one after the other. */
final class PartFiles implements AutoCloseable {

  private final Directory directory;
  private final StoreFile.Role role;
  private final Split split;
  private final String prefix;
  private final int recordBytes;
  private final List<StoreFile> finished = new ArrayList<>();
  private final KeyRuns runs = new KeyRuns();
  private RecordFileWriter writer;

  /**
   * @param split null for files of examples
   * @param prefix of their names, never used before
   * @param recordBytes 0 if records vary in size; those of tasks do, and have keys
   */
  PartFiles(Directory directory, StoreFile.Role role, Split split, String prefix, int recordBytes) {
    this.directory = directory;
    this.role = role;
    this.split = split;
    this.prefix = prefix;
    this.recordBytes = recordBytes;
  }

  /** Where a record went. */
  record Spot(long identity, long ordinal) {}

  Spot append(byte[] payload) throws IOException {
    openFile();
    return new Spot(writer.identity(), writer.append(payload));
  }

  /** Of tasks: with the hash of the task's name. */
  void append(byte[] payload, long key) throws IOException {
    openFile();
    writer.append(payload, key);
    runs.add(key);
  }

  private void openFile() throws IOException {
    if (writer != null && writer.isFull()) {
      finishFile();
    }
    if (writer != null) {
      return;
    }
    String name = name();
    long identity = ByteBuffer.wrap(Sha256.bytes(utf8(name))).getLong();
    FSDataOutputStream out = directory.create(name);
    if (role == StoreFile.Role.TASKS) {
      writer = RecordFileWriter.ofKeyed(out, identity);
    } else if (recordBytes == 0) {
      writer = RecordFileWriter.ofVariable(out, identity);
    } else {
      writer = RecordFileWriter.ofFixed(out, identity, recordBytes);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String name() {
    String of = split == null ? "" : "-" + ManifestJson.name(split);
    return "parts/%s%s-%04d.%s".formatted(prefix, of, finished.size(), ManifestJson.name(role));
  }

  private void finishFile() throws IOException {
    String name = name();
    finished.add(new StoreFile(name, role, split, writer.finish(), runs.finish()));
    writer = null;
  }

  List<StoreFile> finish() throws IOException {
    if (writer != null) {
      finishFile();
    }
    return finished;
  }

  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
    }
  }
}
