package dev.kindling.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * Records of one file, by ordinal. Only the file's header and footer are held in memory. Any thread
 * may use it.
 */
public final class RecordFile implements AutoCloseable {

  private static final int COPY_BYTES = 1 << 20;

  private final Directory directory;
  private final String name;
  private final RecordFileFacts facts;
  private final int layout;
  private final int recordBytes;
  private final FileBytes file;
  private final BlockCache cache;
  private boolean verified;

  private RecordFile(
      Directory directory,
      String name,
      RecordFileFacts facts,
      int layout,
      int recordBytes,
      BlockCache cache) {
    this.directory = directory;
    this.name = name;
    this.facts = facts;
    this.layout = layout;
    this.recordBytes = recordBytes;
    this.file = new FileBytes(directory, name, facts.bytes());
    this.cache = cache;
  }

  /** A file of records of one size; it is opened when first read. */
  public static RecordFile ofFixed(
      Directory directory, String name, RecordFileFacts facts, int recordBytes, BlockCache cache) {
    return new RecordFile(directory, name, facts, RecordLayout.FIXED, recordBytes, cache);
  }

  /** A file of records of any sizes; it is opened when first read. */
  public static RecordFile ofVariable(
      Directory directory, String name, RecordFileFacts facts, BlockCache cache) {
    return new RecordFile(directory, name, facts, RecordLayout.VARIABLE, 0, cache);
  }

  /** A file of records of any sizes, each with a key; it is opened when first read. */
  public static RecordFile ofKeyed(
      Directory directory, String name, RecordFileFacts facts, BlockCache cache) {
    return new RecordFile(directory, name, facts, RecordLayout.KEYED, 0, cache);
  }

  public String path() {
    return file.name();
  }

  public long records() {
    return facts.records();
  }

  public RecordFileFacts facts() {
    return facts;
  }

  /** The payload of a record, its checksum verified. */
  public byte[] read(long ordinal) throws IOException {
    requireOrdinal(ordinal);
    verifyEnds();
    Place place = place(ordinal);
    byte[] bytes = new byte[place.payload() + RecordLayout.CHECKSUM_BYTES];
    cache.read(file, place.position(), bytes, 0, bytes.length);
    int expected = RecordLayout.wrap(bytes).getInt(place.payload());
    int seen = RecordLayout.recordChecksum(facts.identity(), ordinal, bytes, place.payload());
    if (expected != seen) {
      throw damage(
          "record %d to have the CRC32C %08x".formatted(ordinal, expected), "%08x".formatted(seen));
    }
    return java.util.Arrays.copyOf(bytes, place.payload());
  }

  /** Where a record lies, without its checksum. */
  private record Place(long position, int payload) {}

  private Place place(long ordinal) throws IOException {
    if (recordBytes > 0) {
      long stride = (long) recordBytes + RecordLayout.CHECKSUM_BYTES;
      return new Place(RecordLayout.HEADER_BYTES + ordinal * stride, recordBytes);
    }
    ByteBuffer fields = entry(ordinal);
    var place = new Place(fields.getLong(), fields.getInt());
    requireInside(ordinal, place);
    return place;
  }

  /** The key of a record, its checksum verified; the record is not read. */
  public long key(long ordinal) throws IOException {
    requireOrdinal(ordinal);
    verifyEnds();
    return entry(ordinal).getLong(Long.BYTES + Integer.BYTES);
  }

  private ByteBuffer entry(long ordinal) throws IOException {
    byte[] entry = new byte[RecordLayout.entryBytes(layout)];
    cache.read(file, indexPosition() + ordinal * entry.length, entry, 0, entry.length);
    ByteBuffer fields = RecordLayout.wrap(entry);
    int expected = fields.getInt(entry.length - RecordLayout.CHECKSUM_BYTES);
    int seen = RecordLayout.entryChecksum(facts.identity(), ordinal, entry);
    if (expected != seen) {
      throw damage(
          "the index entry of record %d to have the CRC32C %08x".formatted(ordinal, expected),
          "%08x".formatted(seen));
    }
    return fields;
  }

  private void requireInside(long ordinal, Place place) throws DamageException {
    long end = place.position() + place.payload() + RecordLayout.CHECKSUM_BYTES;
    boolean inside =
        place.payload() >= 0
            && place.payload() <= RecordLayout.MOST_PAYLOAD
            && place.position() >= RecordLayout.HEADER_BYTES
            && end <= indexPosition();
    if (!inside) {
      throw damage("record %d to lie before the index".formatted(ordinal), place);
    }
  }

  private long indexPosition() {
    long index = facts.records() * RecordLayout.entryBytes(layout);
    return facts.bytes() - RecordLayout.FOOTER_BYTES - index;
  }

  private void requireOrdinal(long ordinal) {
    if (ordinal < 0 || ordinal >= facts.records()) {
      throw new IllegalArgumentException(
          "%s has records 0 to %d but record %d is asked for"
              .formatted(path(), facts.records() - 1, ordinal));
    }
  }

  /** Checks header and footer, once. */
  public synchronized void verifyEnds() throws IOException {
    if (verified) {
      return;
    }
    requireSize();
    byte[] header = new byte[RecordLayout.HEADER_BYTES];
    cache.read(file, 0, header, 0, header.length);
    verifyHeader(header);
    byte[] footer = new byte[RecordLayout.FOOTER_BYTES];
    cache.read(file, facts.bytes() - footer.length, footer, 0, footer.length);
    verifyFooter(footer);
    verified = true;
  }

  private void requireSize() throws DamageException {
    long ends = RecordLayout.HEADER_BYTES + RecordLayout.FOOTER_BYTES;
    long each = RecordLayout.CHECKSUM_BYTES + (long) recordBytes + RecordLayout.entryBytes(layout);
    long least = ends + facts.records() * each;
    boolean fits = recordBytes > 0 ? facts.bytes() == least : facts.bytes() >= least;
    if (!fits || facts.records() > facts.bytes()) {
      throw damage(facts.records() + " records in at least " + least + " bytes", facts.bytes());
    }
  }

  private void verifyHeader(byte[] bytes) throws DamageException {
    ByteBuffer header = RecordLayout.wrap(bytes);
    require("the first 8 bytes to be KNDLREC1", header.getLong(), RecordLayout.headerMagic());
    require("format version", header.getInt(), RecordLayout.VERSION);
    require("layout", header.getInt(), layout);
    require("identity", header.getLong(), facts.identity());
    require("bytes of a record", header.getLong(), recordBytes);
    require("a reserved zero", header.getInt(), 0);
    require("the header's CRC32C", header.getInt(), RecordLayout.headerChecksum(bytes));
  }

  private void verifyFooter(byte[] bytes) throws DamageException {
    ByteBuffer footer = RecordLayout.wrap(bytes);
    require("the number of records", footer.getLong(), facts.records());
    require("the position of the index", footer.getLong(), indexPosition());
    require("identity in the footer", footer.getLong(), facts.identity());
    require("a reserved zero in the footer", footer.getInt(), 0);
    require("the footer's CRC32C", footer.getInt(), RecordLayout.footerChecksum(bytes));
    require("the last 8 bytes to be KNDLEND1", footer.getLong(), RecordLayout.footerMagic());
  }

  private void require(String what, long seen, long expected) throws DamageException {
    if (seen != expected) {
      throw damage(what + " " + Long.toHexString(expected) + " (hexadecimal)", hex(seen));
    }
  }

  private static String hex(long value) {
    return Long.toHexString(value);
  }

  /** Reads the whole file, past the cache, and compares its SHA-256. */
  public void verifyWhole() throws IOException {
    verifyEnds();
    MessageDigest digest = Sha256.digest();
    byte[] buffer = new byte[COPY_BYTES];
    try (InputStream in = directory.open(name)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    String seen = Sha256.hex(digest);
    if (!seen.equals(facts.sha256())) {
      throw damage("the SHA-256 " + facts.sha256(), seen);
    }
  }

  private DamageException damage(Object expected, Object seen) {
    return new DamageException(
        "%s is damaged: expected %s but found %s".formatted(path(), expected, seen));
  }

  @Override
  public void close() throws IOException {
    file.close();
    cache.forget(file);
  }
}
