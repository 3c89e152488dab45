package dev.kindling.image;

import dev.kindling.fault.Fault;
import dev.kindling.storage.FileTrouble;
import java.io.IOException;
import java.util.zip.ZipException;

/** Says what kind of trouble there is with the images to be imported. */
final class ImageFault {

  private ImageFault() {}

  /**
   * @param doing what was tried, as in "cannot ..."
   */
  static Fault of(String doing, IOException e) {
    String sentence = "cannot " + doing + ": " + FileTrouble.reason(e);
    if (e instanceof ZipException) {
      return Fault.data(sentence + "; check the archive", e);
    }
    return switch (FileTrouble.of(e)) {
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
