package dev.kindling.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Writes zip archives of stored members, also such as no writer of Java's would make. */
final class ZipBytes {

  private static final int UTF8 = 1 << 11;

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
  private int members;

  ZipBytes add(String name, byte[] content) {
    return add(name.getBytes(StandardCharsets.UTF_8), true, content);
  }

  /** A name in bytes of any encoding, marked as UTF-8 or not. */
  ZipBytes add(byte[] name, boolean marked, byte[] content) {
    var crc = new CRC32();
    crc.update(content);
    return add(name, marked ? UTF8 : 0, crc.getValue(), content);
  }

  ZipBytes add(byte[] name, int flags, long crc, byte[] content) {
    int at = file.size();
    file.writeBytes(
        little(30)
            .putInt(0x04034b50)
            .putShort((short) 20)
            .putShort((short) flags)
            .putShort((short) 0)
            .putInt(0x5A21_0000)
            .putInt((int) crc)
            .putInt(content.length)
            .putInt(content.length)
            .putShort((short) name.length)
            .array());
    file.writeBytes(name);
    file.writeBytes(content);
    directory.writeBytes(
        little(46)
            .putInt(0x02014b50)
            .putShort((short) 20)
            .putShort((short) 20)
            .putShort((short) flags)
            .putShort((short) 0)
            .putInt(0x5A21_0000)
            .putInt((int) crc)
            .putInt(content.length)
            .putInt(content.length)
            .putShort((short) name.length)
            .putInt(0)
            .putInt(0)
            .putInt(0)
            .putInt(at)
            .array());
    directory.writeBytes(name);
    members++;
    return this;
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  byte[] bytes() {
    var all = new ByteArrayOutputStream();
    all.writeBytes(file.toByteArray());
    all.writeBytes(directory.toByteArray());
    all.writeBytes(
        little(22)
            .putInt(0x06054b50)
            .putInt(0)
            .putShort((short) members)
            .putShort((short) members)
            .putInt(directory.size())
            .putInt(file.size())
            .array());
    return all.toByteArray();
  }
}
