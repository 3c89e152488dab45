package dev.kindling.store;

import dev.kindling.fault.Fault;
import dev.kindling.storage.FileAdvice;
import dev.kindling.storage.FileTrouble;
import java.io.IOException;
import java.util.Optional;

/** Says what to do when the files of a store are in trouble. */
final class StoreFault {

  private static final FileAdvice ADVICE = StoreFault::advised;

  private StoreFault() {}

  /**
   * @param doing what was tried, as in "cannot ..."
   */
  static void during(String doing, FileAdvice.Step step) {
    ADVICE.during(doing, step);
  }

  /**
   * @param doing what was tried, as in "cannot ..."
   */
  static <T> T translated(String doing, FileAdvice.Action<T> action) {
    return ADVICE.translated(doing, action);
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
    return ADVICE.of(doing, e);
  }

  private static Fault advised(FileTrouble trouble, String sentence, IOException e) {
    return switch (trouble) {
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
