package dev.kindling.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, mostly as 64 lower-case hexadecimal digits. */
public final class Sha256 {

  public static final int DIGITS = 64;

  private Sha256() {}

  /** Something that writes itself to a stream. */
  public interface Content {
    void write(OutputStream out) throws IOException;
  }

  public static String of(byte[] bytes) {
    return of(out -> out.write(bytes));
  }

  public static String of(Content content) {
    MessageDigest digest = digest();
    try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      content.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("Digesting does no input or output", e);
    }
    return hex(digest);
  }

  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** The 32 bytes themselves. */
  public static byte[] bytes(byte[] bytes) {
    return digest().digest(bytes);
  }

  /** Ends the digest. */
  public static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }
}
