package dev.kindling.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/** Reads event files as the formats of TFRecord and protocol buffers say. */
final class EventReader {

  /**
   * An event.
   *
   * @param version of the file, or empty
   * @param isStart whether it says that later steps of earlier files do not count
   */
  record Event(
      double seconds, long step, String version, boolean isStart, Map<String, Float> values) {}

  private EventReader() {}

  static List<Event> read(byte[] file) throws IOException {
    var in = new DataInputStream(new ByteArrayInputStream(file));
    List<Event> events = new ArrayList<>();
    while (in.available() > 0) {
      byte[] length = in.readNBytes(8);
      assertThat(little(in.readNBytes(4))).isEqualTo(masked(length));
      byte[] content = in.readNBytes((int) little(length));
      assertThat(little(in.readNBytes(4))).isEqualTo(masked(content));
      events.add(event(content));
    }
    return events;
  }

  private static long masked(byte[] bytes) {
    var crc = new CRC32C();
    crc.update(bytes);
    long value = crc.getValue();
    return (((value >>> 15) | (value << 17)) + 0xa282ead8L) & 0xFFFFFFFFL;
  }

  private static long little(byte[] bytes) {
    long value = 0;
    for (int i = bytes.length - 1; i >= 0; i--) {
      value = (value << 8) | (bytes[i] & 0xFF);
    }
    return value;
  }

  /** The content of each field by its number; of a repeated one, all of them. */
  private static Map<Integer, List<byte[]>> fields(byte[] message) throws IOException {
    var in = new DataInputStream(new ByteArrayInputStream(message));
    Map<Integer, List<byte[]>> fields = new LinkedHashMap<>();
    while (in.available() > 0) {
      long tag = varint(in);
      byte[] content =
          switch ((int) (tag & 7)) {
            case 0 -> bytes(varint(in));
            case 1 -> in.readNBytes(8);
            case 2 -> in.readNBytes((int) varint(in));
            case 5 -> in.readNBytes(4);
            default -> throw new IOException("no such form of a field: " + tag);
          };
      fields.computeIfAbsent((int) (tag >>> 3), n -> new ArrayList<>()).add(content);
    }
    return fields;
  }

  private static byte[] bytes(long value) {
    byte[] bytes = new byte[8];
    for (int i = 0; i < 8; i++) {
      bytes[i] = (byte) (value >>> (8 * i));
    }
    return bytes;
  }

  private static long varint(DataInputStream in) throws IOException {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      int next = in.readUnsignedByte();
      value |= (next & 0x7FL) << shift;
      if (next < 0x80) {
        return value;
      }
    }
  }

  private static Event event(byte[] content) throws IOException {
    Map<Integer, List<byte[]>> fields = fields(content);
    Map<String, Float> values = new LinkedHashMap<>();
    if (fields.containsKey(5)) {
      for (byte[] value : fields(fields.get(5).get(0)).get(1)) {
        Map<Integer, List<byte[]>> parts = fields(value);
        String tag = new String(parts.get(1).get(0), UTF_8);
        values.put(tag, Float.intBitsToFloat((int) little(parts.get(2).get(0))));
      }
    }
    boolean start =
        fields.containsKey(7) && little(fields(fields.get(7).get(0)).get(1).get(0)) == 1;
    return new Event(
        Double.longBitsToDouble(little(fields.get(1).get(0))),
        fields.containsKey(2) ? little(fields.get(2).get(0)) : 0,
        fields.containsKey(3) ? new String(fields.get(3).get(0), UTF_8) : "",
        start,
        values);
  }
}
