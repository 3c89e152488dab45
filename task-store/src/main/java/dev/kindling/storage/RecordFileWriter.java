package dev.kindling.storage;

import dev.kindling.fault.Require;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.apache.hadoop.fs.FSDataOutputStream;

/**
 * Writes one record file. It holds 16 bytes a record of variable size, or 24 if records have keys,
 * until {@link #finish}. One thread at a time.
 */
public final class RecordFileWriter implements AutoCloseable {

  private static final int MOST_RECORDS = 1 << 20;
  private static final long MOST_BYTES = 1L << 30;

  private final FSDataOutputStream out;
  private final MessageDigest digest;
  private final long identity;
  private final int layout;
  private final int recordBytes;
  private final ByteArrayOutputStream index = new ByteArrayOutputStream();
  private long records;
  private long position;

  private RecordFileWriter(FSDataOutputStream out, int layout, long identity, int recordBytes)
      throws IOException {
    this.out = out;
    this.layout = layout;
    this.identity = identity;
    this.recordBytes = recordBytes;
    this.digest = Sha256.digest();
    write(RecordLayout.header(layout, identity, recordBytes));
  }

  /** A file of records of one size. */
  public static RecordFileWriter ofFixed(FSDataOutputStream out, long identity, int recordBytes)
      throws IOException {
    Require.positive("record-bytes", recordBytes);
    return new RecordFileWriter(out, RecordLayout.FIXED, identity, recordBytes);
  }

  /** A file of records of any sizes. */
  public static RecordFileWriter ofVariable(FSDataOutputStream out, long identity)
      throws IOException {
    return new RecordFileWriter(out, RecordLayout.VARIABLE, identity, 0);
  }

  /** A file of records of any sizes, each with a key that is read without the record. */
  public static RecordFileWriter ofKeyed(FSDataOutputStream out, long identity) throws IOException {
    return new RecordFileWriter(out, RecordLayout.KEYED, identity, 0);
  }

  /** Appends a record and returns its ordinal. */
  public long append(byte[] payload) throws IOException {
    return append(payload, 0);
  }

  /**
   * Appends a record and returns its ordinal.
   *
   * @param key of no meaning where records have none
   */
  public long append(byte[] payload, long key) throws IOException {
    if (recordBytes > 0 && payload.length != recordBytes) {
      throw new IllegalArgumentException(
          "a record of %d bytes is expected but it has %d".formatted(recordBytes, payload.length));
    }
    if (payload.length > RecordLayout.MOST_PAYLOAD) {
      throw new IllegalArgumentException(
          "a record of at most 1 GiB is expected but it has %d bytes".formatted(payload.length));
    }
    if (recordBytes == 0) {
      appendEntry(payload.length, key);
    }
    int checksum = RecordLayout.recordChecksum(identity, records, payload, payload.length);
    write(payload);
    byte[] end = new byte[RecordLayout.CHECKSUM_BYTES];
    RecordLayout.wrap(end).putInt(checksum);
    write(end);
    return records++;
  }

  private void appendEntry(int length, long key) {
    byte[] entry = new byte[RecordLayout.entryBytes(layout)];
    ByteBuffer fields = RecordLayout.wrap(entry).putLong(position).putInt(length);
    if (layout == RecordLayout.KEYED) {
      fields.putLong(key);
    }
    fields.putInt(RecordLayout.entryChecksum(identity, records, entry));
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
