package dev.kindling.storage;

import dev.kindling.fault.Fault;
import java.io.IOException;
import org.apache.hadoop.fs.FSError;

/**
 * What to do about trouble with files; whoever keeps something in them knows. Here it becomes one
 * sentence: what was tried, what the file system said, what to do.
 */
public interface FileAdvice {

  /**
   * The fault of the right kind.
   *
   * @param sentence what was tried and what went wrong, to which the advice is added
   */
  Fault fault(FileTrouble trouble, String sentence, IOException e);

  /** Something done on a file system. */
  interface Action<T> {
    T run() throws IOException;
  }

  /** Something done on a file system that gives nothing back. */
  interface Step {
    void run() throws IOException;
  }

  /**
   * What the exception means.
   *
   * @param doing what was tried, as in "cannot ..."
   */
  default Fault of(String doing, IOException e) {
    return fault(FileTrouble.of(e), "cannot " + doing + ": " + FileTrouble.reason(e), e);
  }

  /**
   * Does it, or says why not.
   *
   * @param doing what was tried, as in "cannot ..."
   */
  default <T> T translated(String doing, Action<T> action) {
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
   * Does it, or says why not.
   *
   * @param doing what was tried, as in "cannot ..."
   */
  default void during(String doing, Step step) {
    translated(
        doing,
        () -> {
          step.run();
          return null;
        });
  }
}
