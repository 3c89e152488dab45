package dev.kindling.checkpoint;

import dev.kindling.fault.Fault;
import dev.kindling.storage.FileAdvice;
import dev.kindling.storage.FileTrouble;
import java.io.IOException;
import org.apache.hadoop.fs.Path;

/**
 * Says what to do when the files of a run's output, or of a model, are in trouble.
 *
 * @param local whether they lie on this machine
 * @param again what to do once the trouble is over
 * @param other what to name where this user may not go
 */
public record CheckpointFault(boolean local, String again, String other) implements FileAdvice {

  /** For a run that writes its output. */
  static CheckpointFault writing(boolean local) {
    return new CheckpointFault(
        local, "start again with --resume", "an output that this user may write to");
  }

  /** For whoever only reads it. */
  static CheckpointFault reading(boolean local) {
    return new CheckpointFault(local, "try again", "a run that this user may read");
  }

  /** For whoever writes a model of a run. */
  public static CheckpointFault exporting(boolean local) {
    return new CheckpointFault(
        local, "export the model again", "a directory that this user may write to");
  }

  /** For whoever reads a model. */
  public static CheckpointFault readingModel(boolean local) {
    return new CheckpointFault(local, "try again", "a model that this user may read");
  }

  /** Whether a directory of that name lies on this machine. */
  public static boolean isLocalName(String directory) {
    return isLocal(CheckpointStore.path(directory));
  }

  static boolean isLocal(Path output) {
    String scheme = output.toUri().getScheme();
    return scheme == null || scheme.equals("file");
  }

  @Override
  public Fault fault(FileTrouble trouble, String sentence, IOException e) {
    return switch (trouble) {
      case DAMAGE -> Fault.data(sentence, e);
      case FULL -> Fault.resources("%s; make room, then %s".formatted(sentence, again), e);
      case TOO_MANY_OPEN ->
          Fault.resources("%s; raise ulimit -n, then %s".formatted(sentence, again), e);
      case UNSUPPORTED ->
          Fault.usage(
              sentence + "; check the scheme and the host in its name, and HADOOP_CONF_DIR", e);
      case MISSING, REFUSED -> Fault.usage("%s; name %s".formatted(sentence, other), e);
      case OTHER ->
          local
              ? Fault.resources("%s; check the disk, then %s".formatted(sentence, again), e)
              : Fault.cluster("%s; check the file system, then %s".formatted(sentence, again), e);
    };
  }
}
