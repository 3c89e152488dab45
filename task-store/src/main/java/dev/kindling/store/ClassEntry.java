package dev.kindling.store;

import dev.kindling.fault.Require;
import java.io.Serializable;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where the examples of a class lie. */
record ClassEntry(String name, List<Extent> extents) implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int EXTENT_BYTES = 20;

  /** Examples one after the other in a file. */
  record Extent(long identity, long first, int count) implements Serializable {
    private static final long serialVersionUID = 1;

    Extent {
      Require.notNegative("the first example", first);
      Require.positive("examples", count);
    }

    @Override
    public String toString() {
      return "%d examples from %d in the file %016x".formatted(count, first, identity);
    }

    private boolean isFollowedBy(Extent next) {
      return next.identity == identity && next.first == first + count;
    }
  }

  ClassEntry {
    Require.notBlank("the name of a class", name);
    extents = List.copyOf(extents);
  }

  /** The order of names in an index. */
  static int compare(String one, String other) {
    return Arrays.compareUnsigned(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  int count() {
    return extents.stream().mapToInt(Extent::count).reduce(0, Math::addExact);
  }

  ClassEntry plus(ClassEntry more) {
    List<Extent> both = new ArrayList<>(extents);
    for (Extent extent : more.extents) {
      int last = both.size() - 1;
      if (last >= 0 && both.get(last).isFollowedBy(extent)) {
        Extent before = both.remove(last);
        int count = before.count() + extent.count();
        both.add(new Extent(before.identity(), before.first(), count));
        continue;
      }
      both.add(extent);
    }
    return new ClassEntry(name, both);
  }

  byte[] bytes() {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    byte[] record = new byte[2 * Integer.BYTES + utf8.length + extents.size() * EXTENT_BYTES];
    ByteBuffer out = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(utf8.length).put(utf8).putInt(extents.size());
    for (Extent extent : extents) {
      out.putLong(extent.identity()).putLong(extent.first()).putInt(extent.count());
    }
    return record;
  }

  /**
   * @throws IllegalArgumentException if the bytes are no such record, though their checksum is
   *     right
   */
  static ClassEntry of(byte[] record) {
    ByteBuffer in = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
    try {
      byte[] utf8 = new byte[Require.between("name length", in.getInt(), 1, in.remaining())];
      in.get(utf8);
      int count = in.getInt();
      if (count < 0 || (long) count * EXTENT_BYTES != in.remaining()) {
        throw new IllegalArgumentException(count + " extents in " + in.remaining() + " bytes");
      }
      List<Extent> extents = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        extents.add(new Extent(in.getLong(), in.getLong(), in.getInt()));
      }
      return new ClassEntry(new String(utf8, StandardCharsets.UTF_8), extents);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("the record ends too early", e);
    }
  }
}
