package dev.kindling.storage;

import java.io.IOException;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FsConstants;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * The local file system without {@code .crc} files, since records have checksums of their own. Its
 * rename of a file refuses to overwrite in the one step that makes the name.
 */
final class LocalFiles extends RawLocalFileSystem {

  static LocalFiles open(Configuration hadoop) throws IOException {
    var files = new LocalFiles();
    files.initialize(FsConstants.LOCAL_FS_URI, hadoop);
    return files;
  }

  private LocalFiles() {}

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    java.nio.file.Path source = pathToFile(from).toPath();
    java.nio.file.Path target = pathToFile(to).toPath();
    try {
      Files.createLink(target, source);
    } catch (UnsupportedOperationException e) {
      // Without links there is no way to be sure; this refuses all but a race.
      Files.move(source, target);
      return true;
    }
    Files.delete(source);
    return true;
  }
}
