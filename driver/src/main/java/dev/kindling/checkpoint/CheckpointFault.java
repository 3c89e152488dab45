package dev.kindling.checkpoint;

import dev.kindling.fault.Fault;
import dev.kindling.storage.FileAdvice;
import dev.kindling.storage.FileTrouble;
import java.io.IOException;
import org.apache.hadoop.fs.Path;

/**
 * Says what to do when the files of a run's output are in trouble.
 *
 * @param local whether they lie on this machine
 */
record CheckpointFault(boolean local) implements FileAdvice {

  static CheckpointFault at(Path output) {
    String scheme = output.toUri().getScheme();
    return new CheckpointFault(scheme == null || scheme.equals("file"));
  }

  @Override
  public Fault fault(FileTrouble trouble, String sentence, IOException e) {
    return switch (trouble) {
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
          local
              ? Fault.resources(sentence + "; check the disk, then start again with --resume", e)
              : Fault.cluster(
                  sentence + "; check the file system, then start again with --resume", e);
    };
  }
}
