package dev.kindling.gate.planted.tensor;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** Sums and keeps files in a way of its own. */
final class OwnFiles {
  MessageDigest digest() throws NoSuchAlgorithmException {
    return MessageDigest.getInstance("SHA-256");
  }

  FileSystem files() throws IOException {
    return FileSystem.getLocal(new Configuration(false));
  }
}
