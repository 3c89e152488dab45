package dev.kindling.store;

import dev.kindling.fault.Fault;
import dev.kindling.storage.FileTrouble;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.FSError;

/** Says what kind of trouble a store is in. */
final class StoreFault {

  private StoreFault() {}

  /** Something done on a file system. */
  interface Action<T> {
    T run() throws IOException;
  }

  /** Something done on a file system that gives nothing back. */
  interface Step {
    void run() throws IOException;
  }

  /**
   * @param doing what was tried, as in "cannot ..."
   */
  static void during(String doing, Step step) {
    translated(
        doing,
        () -> {
          step.run();
          return null;
        });
  }

  /**
   * @param doing what was tried, as in "cannot ..."
   */
  static <T> T translated(String doing, Action<T> action) {
    try {
      return action.run();
    } catch (FSError e) {
      // Hadoop's local file system wraps failing disks in an Error.
      throw of(doing, e.getCause() instanceof IOException cause ? cause : new IOException(e));
    } catch (IOException e) {
      throw of(doing, e);
    }
  }

  /**
   * Refuses to draw where there is nothing to draw from.
   *
   * @param lack why there is nothing
   */
  static void requireNone(Optional<String> lack) {
    if (lack.isPresent()) {
      throw Fault.usage(lack.get() + "; import more, or use another split");
    }
  }

  static Fault of(String doing, IOException e) {
    String sentence = "cannot " + doing + ": " + FileTrouble.reason(e);
    return switch (FileTrouble.of(e)) {
      case DAMAGE -> Fault.data(sentence + "; import again or use an older version", e);
      case FULL -> Fault.resources(sentence + "; make room and start again", e);
      case TOO_MANY_OPEN ->
          Fault.resources(sentence + "; raise ulimit -n, or compact the store", e);
      case UNSUPPORTED ->
          Fault.usage(
              sentence + "; check the scheme and the host in its name, and HADOOP_CONF_DIR", e);
      case MISSING -> Fault.data(sentence + "; check that the files of the store are all there", e);
      case REFUSED -> Fault.usage(sentence + "; name a place that this user may use", e);
      case OTHER -> Fault.cluster(sentence + "; check the file system and start again", e);
    };
  }
}
