package dev.kindling.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last field of a JSON file, {@code sha256}: the checksum of the file itself, computed with
 * zeros for the digits of this field.
 */
public final class Seal {

  public static final String FIELD = "sha256";

  private static final String ZEROS = "0".repeat(Sha256.DIGITS);

  private static final Pattern PATTERN =
      Pattern.compile(
          "\"" + FIELD + "\"\\s*:\\s*\"([0-9a-f]{" + Sha256.DIGITS + "})\"\\s*}\\s*\\z");

  /** The field and what follows it take at most so many bytes. */
  private static final int TAIL = 256;

  private Seal() {}

  /** The file of an object that has every field but the seal. */
  public static byte[] sealed(ObjectNode json) {
    String blank = json.put(FIELD, ZEROS).toPrettyString() + "\n";
    int at = blank.lastIndexOf(ZEROS);
    String digits = Sha256.of(blank.getBytes(StandardCharsets.UTF_8));
    String sealed = blank.substring(0, at) + digits + blank.substring(at + Sha256.DIGITS);
    return sealed.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Compares a file with its own checksum.
   *
   * @param where the file's name
   * @throws DamageException if the file is not what was sealed
   */
  public static void verify(byte[] file, String where) throws DamageException {
    int tail = Math.max(0, file.length - TAIL);
    // One character for each byte, so that positions in the text are positions in the file.
    String end = new String(file, tail, file.length - tail, StandardCharsets.ISO_8859_1);
    Matcher seal = PATTERN.matcher(end);
    if (!seal.find()) {
      throw new DamageException(
          "expected %s to end in the field %s but it is cut or altered".formatted(where, FIELD));
    }
    byte[] blank = file.clone();
    Arrays.fill(blank, tail + seal.start(1), tail + seal.end(1), (byte) '0');
    String digits = Sha256.of(blank);
    if (!digits.equals(seal.group(1))) {
      throw new DamageException(
          "expected %s to have the SHA-256 %s but it is %s"
              .formatted(where, seal.group(1), digits));
    }
  }
}
