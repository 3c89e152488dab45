package dev.kindling.cluster;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Local files as {@code counting:///...}; how often files of examples were opened is counted. */
public final class CountingFileSystem extends RawLocalFileSystem {
  private static final AtomicInteger OPENED = new AtomicInteger();

  static int opened() {
    return OPENED.get();
  }

  @Override
  public URI getUri() {
    return URI.create("counting:///");
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    if (path.getName().endsWith(".examples")) {
      OPENED.incrementAndGet();
    }
    return super.open(path, bufferSize);
  }
}
