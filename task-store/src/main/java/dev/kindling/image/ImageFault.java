package dev.kindling.image;

import dev.kindling.fault.Fault;
import dev.kindling.storage.FileAdvice;
import dev.kindling.storage.FileTrouble;
import java.io.IOException;
import java.util.zip.ZipException;

/** Says what to do when the images to be imported are in trouble. */
final class ImageFault {

  private static final FileAdvice ADVICE = ImageFault::advised;

  private ImageFault() {}

  /**
   * @param doing what was tried, as in "cannot ..."
   */
  static Fault of(String doing, IOException e) {
    return ADVICE.of(doing, e);
  }

  private static Fault advised(FileTrouble trouble, String sentence, IOException e) {
    if (e instanceof ZipException) {
      return Fault.data(sentence + "; check the archive", e);
    }
    return switch (trouble) {
      case DAMAGE, MISSING -> Fault.data(sentence + "; check the path", e);
      case FULL -> Fault.resources(sentence + "; make room and start again", e);
      case TOO_MANY_OPEN ->
          Fault.resources(sentence + "; raise ulimit -n, or name fewer archives", e);
      case UNSUPPORTED ->
          Fault.usage(
              sentence + "; check the scheme and the host in its name, and HADOOP_CONF_DIR", e);
      case REFUSED -> Fault.usage(sentence + "; name a path that this user may read", e);
      case OTHER -> Fault.cluster(sentence + "; check the file system and start again", e);
    };
  }
}
