package dev.kindling.checkpoint;

import dev.kindling.fault.Fault;
import dev.kindling.storage.FileTrouble;
import java.io.IOException;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;

/** Says what kind of trouble a file system is in. */
final class StorageFault {

  private StorageFault() {}

  /** Something done on a file system. */
  interface Action<T> {
    T run() throws IOException;
  }

  /**
   * @param doing what was tried, as in "cannot ..."
   */
  static <T> T translated(String doing, Path path, Action<T> action) {
    try {
      return action.run();
    } catch (FSError e) {
      // Hadoop's local file system wraps failing disks in an Error.
      throw of(doing, path, e.getCause() instanceof IOException cause ? cause : new IOException(e));
    } catch (IOException e) {
      throw of(doing, path, e);
    }
  }

  private static Fault of(String doing, Path path, IOException e) {
    String sentence = "cannot " + doing + ": " + FileTrouble.reason(e);
    return switch (FileTrouble.of(e)) {
      case DAMAGE -> Fault.data(sentence, e);
      case FULL -> Fault.resources(sentence + "; make room, then start again with --resume", e);
      case TOO_MANY_OPEN ->
          Fault.resources(sentence + "; raise ulimit -n, then start again with --resume", e);
      case UNSUPPORTED ->
          Fault.usage(
              sentence + "; check the scheme and the host in its name, and HADOOP_CONF_DIR", e);
      case MISSING, REFUSED ->
          Fault.usage(sentence + "; name an output that this user may write to", e);
      case OTHER ->
          isLocal(path)
              ? Fault.resources(sentence + "; check the disk, then start again with --resume", e)
              : Fault.cluster(
                  sentence + "; check the file system, then start again with --resume", e);
    };
  }

  private static boolean isLocal(Path path) {
    String scheme = path.toUri().getScheme();
    return scheme == null || scheme.equals("file");
  }
}
