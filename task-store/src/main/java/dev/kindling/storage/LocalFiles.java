package dev.kindling.storage;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FsConstants;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * The local file system without {@code .crc} files, since what is written has checksums of its own.
 * A rename happens in one step and never falls back to a copy, which could stop half-way. For a
 * file, the step that makes the name also refuses to overwrite.
 */
final class LocalFiles extends RawLocalFileSystem {

  static LocalFiles open(Configuration hadoop) throws IOException {
    var files = new LocalFiles();
    files.initialize(FsConstants.LOCAL_FS_URI, hadoop);
    return files;
  }

  private LocalFiles() {}

  @Override
  public boolean rename(org.apache.hadoop.fs.Path from, org.apache.hadoop.fs.Path to)
      throws IOException {
    Path source = pathToFile(from).toPath();
    Path target = pathToFile(to).toPath();
    if (Files.isDirectory(source)) {
      Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
    } else {
      renameFile(source, target);
    }
    return true;
  }

  private static void renameFile(Path source, Path target) throws IOException {
    try {
      Files.createLink(target, source);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      // Without links there is no way to be sure; this refuses all but a race.
      requireFree(target);
      Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    Files.delete(source);
  }

  private static void requireFree(Path target) throws FileAlreadyExistsException {
    if (Files.exists(target)) {
      throw new FileAlreadyExistsException(target.toString());
    }
  }
}
