package dev.kindling.storage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** Numbers of the record file format, {@code docs/spec/task-store.md}. */
final class RecordLayout {

  static final int HEADER_BYTES = 40;
  static final int FOOTER_BYTES = 40;
  static final int INDEX_BYTES = 16;
  static final int KEYED_INDEX_BYTES = INDEX_BYTES + Long.BYTES;
  static final int CHECKSUM_BYTES = 4;
  static final int MOST_PAYLOAD = 1 << 30;
  static final int VERSION = 1;
  static final int FIXED = 1;
  static final int VARIABLE = 2;
  static final int KEYED = 3;

  private static final int HEADER_CHECKED = 36;
  private static final int FOOTER_CHECKED = 28;

  private RecordLayout() {}

  static ByteBuffer wrap(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static long headerMagic() {
    return magic("KNDLREC1");
  }

  static long footerMagic() {
    return magic("KNDLEND1");
  }

  private static long magic(String text) {
    return wrap(text.getBytes(StandardCharsets.US_ASCII)).getLong();
  }

  static byte[] header(int layout, long identity, int recordBytes) {
    byte[] bytes = new byte[HEADER_BYTES];
    ByteBuffer header = wrap(bytes).putLong(headerMagic()).putInt(VERSION);
    header.putInt(layout).putLong(identity).putLong(recordBytes);
    header.putInt(0).putInt(headerChecksum(bytes));
    return bytes;
  }

  static byte[] footer(long records, long index, long identity) {
    byte[] bytes = new byte[FOOTER_BYTES];
    ByteBuffer footer = wrap(bytes).putLong(records).putLong(index).putLong(identity);
    footer.putInt(0).putInt(footerChecksum(bytes)).putLong(footerMagic());
    return bytes;
  }

  static int headerChecksum(byte[] header) {
    return checksum(header, HEADER_CHECKED);
  }

  static int footerChecksum(byte[] footer) {
    return checksum(footer, FOOTER_CHECKED);
  }

  private static int checksum(byte[] bytes, int length) {
    var crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  static int recordChecksum(long identity, long ordinal, byte[] bytes, int length) {
    byte[] place = new byte[2 * Long.BYTES];
    wrap(place).putLong(identity).putLong(ordinal);
    var crc = new CRC32C();
    crc.update(place, 0, place.length);
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  /** Bytes of a record's entry in the index; 0 where there is none. */
  static int entryBytes(int layout) {
    return switch (layout) {
      case VARIABLE -> INDEX_BYTES;
      case KEYED -> KEYED_INDEX_BYTES;
      default -> 0;
    };
  }

  /** Of an entry's bytes before its checksum. */
  static int entryChecksum(long identity, long ordinal, byte[] entry) {
    return recordChecksum(identity, ordinal, entry, entry.length - CHECKSUM_BYTES);
  }
}
