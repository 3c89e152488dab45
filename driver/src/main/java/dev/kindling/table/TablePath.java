package dev.kindling.table;

import dev.kindling.fault.Fault;
import dev.kindling.storage.Directory;
import dev.kindling.storage.FileTrouble;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;

/** Where a table lies, as it was named; there may be signs in it that stand for several names. */
public record TablePath(String path) {

  /** Refuses what is on no file system, before Spark is started and says so at length. */
  public void requireFileSystem(Configuration hadoop) {
    try {
      Directory.of(path, hadoop);
    } catch (IOException e) {
      String sentence = "cannot read %s: %s".formatted(path, FileTrouble.reason(e));
      throw FileTrouble.of(e) == FileTrouble.UNSUPPORTED
          ? Fault.usage(
              sentence + "; check the scheme and the host in its name, and HADOOP_CONF_DIR", e)
          : Fault.cluster(sentence + "; check the file system and start again", e);
    }
  }
}
