package dev.kindling.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Records of TensorBoard's event files: each is a length, its checksum, an Event of
 * tensorflow/core/util/event.proto and its checksum, all little-endian. The checksums are CRC-32C,
 * turned and moved as TFRecord files have them.
 */
final class EventRecord {
  private static final String VERSION = "brain.Event:2";
  private static final int MASK = 0xa282ead8;
  private static final int TURN = 15;

  // Numbers of fields, and how a field is written, as protocol buffers have them.
  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int SESSION_LOG = 7;
  private static final int VALUE = 1;
  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;
  private static final int STATUS = 1;
  private static final int STATUS_START = 1;
  private static final int VARINT = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int BYTES = 2;
  private static final int FOUR_BYTES = 5;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private EventRecord() {}

  /** What a file begins with. */
  static byte[] version(double seconds) {
    return framed(event(seconds).bytes(FILE_VERSION, VERSION.getBytes(UTF_8)));
  }

  /** What an earlier file says of this step and later ones does not count any more. */
  static byte[] start(double seconds, long step) {
    EventRecord status = new EventRecord().number(STATUS, STATUS_START);
    return framed(event(seconds).number(STEP, step).bytes(SESSION_LOG, status.content()));
  }

  /** Values by their tags. */
  static byte[] scalars(double seconds, long step, Map<String, Double> values) {
    var summary = new EventRecord();
    values.forEach(
        (tag, value) ->
            summary.bytes(
                VALUE,
                new EventRecord()
                    .bytes(TAG, tag.getBytes(UTF_8))
                    .field(SIMPLE_VALUE, FOUR_BYTES)
                    .fixed(
                        ByteBuffer.allocate(Float.BYTES),
                        buffer -> buffer.putFloat(value.floatValue()))
                    .content()));
    return framed(event(seconds).number(STEP, step).bytes(SUMMARY, summary.content()));
  }

  private static EventRecord event(double seconds) {
    return new EventRecord()
        .field(WALL_TIME, EIGHT_BYTES)
        .fixed(ByteBuffer.allocate(Double.BYTES), buffer -> buffer.putDouble(seconds));
  }

  private EventRecord field(int number, int form) {
    return varint(((long) number << 3) | form);
  }

  private EventRecord number(int field, long value) {
    return field(field, VARINT).varint(value);
  }

  private EventRecord bytes(int field, byte[] content) {
    field(field, BYTES).varint(content.length);
    out.writeBytes(content);
    return this;
  }

  private interface Filling {
    ByteBuffer fill(ByteBuffer buffer);
  }

  private EventRecord fixed(ByteBuffer buffer, Filling filling) {
    out.writeBytes(filling.fill(buffer.order(ByteOrder.LITTLE_ENDIAN)).array());
    return this;
  }

  /** Seven bits at a time, the lowest first; all but the last byte have the eighth bit. */
  private EventRecord varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
    return this;
  }

  private byte[] content() {
    return out.toByteArray();
  }

  private static byte[] framed(EventRecord event) {
    byte[] content = event.content();
    byte[] length =
        ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(content.length)
            .array();
    return ByteBuffer.allocate(length.length + content.length + 2 * Integer.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(length)
        .putInt(checksum(length))
        .put(content)
        .putInt(checksum(content))
        .array();
  }

  private static int checksum(byte[] bytes) {
    var crc = new CRC32C();
    crc.update(bytes, 0, bytes.length);
    return Integer.rotateRight((int) crc.getValue(), TURN) + MASK;
  }
}
