package dev.kindling.storage;

import dev.kindling.fault.Require;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import org.apache.hadoop.fs.FSDataOutputStream;

/**
 * Writes one record file. For records of variable size it holds 16 bytes each until {@link
 * #finish}. One thread at a time.
 */
public final class RecordFileWriter implements AutoCloseable {

  private static final int MOST_RECORDS = 1 << 20;
  private static final long MOST_BYTES = 1L << 30;

  private final FSDataOutputStream out;
  private final MessageDigest digest;
  private final long identity;
  private final int recordBytes;
  private final ByteArrayOutputStream index = new ByteArrayOutputStream();
  private long records;
  private long position;

  private RecordFileWriter(FSDataOutputStream out, long identity, int recordBytes)
      throws IOException {
    this.out = out;
    this.identity = identity;
    this.recordBytes = recordBytes;
    this.digest = Sha256.digest();
    write(RecordLayout.header(identity, recordBytes));
  }

  /** A file of records of one size. */
  public static RecordFileWriter ofFixed(FSDataOutputStream out, long identity, int recordBytes)
      throws IOException {
    return new RecordFileWriter(out, identity, Require.positive("record-bytes", recordBytes));
  }

  /** A file of records of any sizes. */
  public static RecordFileWriter ofVariable(FSDataOutputStream out, long identity)
      throws IOException {
    return new RecordFileWriter(out, identity, 0);
  }

  /** Appends a record and returns its ordinal. */
  public long append(byte[] payload) throws IOException {
    if (recordBytes > 0 && payload.length != recordBytes) {
      throw new IllegalArgumentException(
          "a record of %d bytes is expected but it has %d".formatted(recordBytes, payload.length));
    }
    if (payload.length > RecordLayout.MOST_PAYLOAD) {
      throw new IllegalArgumentException(
          "a record of at most 1 GiB is expected but it has %d bytes".formatted(payload.length));
    }
    if (recordBytes == 0) {
      appendEntry(payload.length);
    }
    int checksum = RecordLayout.recordChecksum(identity, records, payload, payload.length);
    write(payload);
    byte[] end = new byte[RecordLayout.CHECKSUM_BYTES];
    RecordLayout.wrap(end).putInt(checksum);
    write(end);
    return records++;
  }

  private void appendEntry(int length) {
    int checksum = RecordLayout.entryChecksum(identity, records, position, length);
    byte[] entry = new byte[RecordLayout.INDEX_BYTES];
    RecordLayout.wrap(entry).putLong(position).putInt(length).putInt(checksum);
    index.writeBytes(entry);
  }

  /** Whether the file is large enough that the next record should go to another. */
  public boolean isFull() {
    return records >= MOST_RECORDS || position >= MOST_BYTES;
  }

  public long identity() {
    return identity;
  }

  public long records() {
    return records;
  }

  /** Ends the file; it is on the disks when this returns. */
  public RecordFileFacts finish() throws IOException {
    long end = position;
    write(index.toByteArray());
    write(RecordLayout.footer(records, end, identity));
    out.hsync();
    out.close();
    return new RecordFileFacts(identity, records, position, Sha256.hex(digest));
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    digest.update(bytes);
    position += bytes.length;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
