package dev.kindling.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FsConstants;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local file system; its rename never falls back to a copy, which could stop half-way. */
final class LocalFiles extends RawLocalFileSystem {

  static LocalFiles open(Configuration hadoop) throws IOException {
    var files = new LocalFiles();
    files.initialize(FsConstants.LOCAL_FS_URI, hadoop);
    return files;
  }

  private LocalFiles() {}

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    Files.move(pathToFile(from).toPath(), pathToFile(to).toPath(), StandardCopyOption.ATOMIC_MOVE);
    return true;
  }
}
