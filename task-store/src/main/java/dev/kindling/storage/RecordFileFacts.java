package dev.kindling.storage;

import dev.kindling.fault.Require;
import java.io.Serializable;

/**
 * What a record file must be.
 *
 * @param identity written in the file, and part of every checksum
 * @param bytes of the whole file
 * @param sha256 of the whole file, 64 lower-case hexadecimal digits
 */
public record RecordFileFacts(long identity, long records, long bytes, String sha256)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  public RecordFileFacts {
    Require.notNegative("records", records);
    Require.notNegative("bytes", bytes);
    Require.notBlank("sha256", sha256);
  }
}
