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

/** The files of one role and split that a part writes, one after the other. */
final class PartFiles implements AutoCloseable {

  private final Directory directory;
  private final StoreFile.Role role;
  private final Split split;
  private final String prefix;
  private final int recordBytes;
  private final List<StoreFile> finished = new ArrayList<>();
  private RecordFileWriter writer;

  /**
   * @param split null for files of examples
   * @param prefix of their names, never used before
   * @param recordBytes 0 if records vary in size
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
    if (writer != null && writer.isFull()) {
      finishFile();
    }
    if (writer == null) {
      String name = name();
      long identity = ByteBuffer.wrap(Sha256.bytes(utf8(name))).getLong();
      writer =
          recordBytes == 0
              ? RecordFileWriter.ofVariable(directory.create(name), identity)
              : RecordFileWriter.ofFixed(directory.create(name), identity, recordBytes);
    }
    return new Spot(writer.identity(), writer.append(payload));
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
    finished.add(new StoreFile(name, role, split, writer.finish()));
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
