package dev.kindling.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Abortable;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * An object store in memory, {@code s3a://NAME}: an object appears whole when its stream is closed,
 * directories are beginnings of names, and a rename, which would be a copy, is a mistake.
 */
public final class MemoryBucket extends FileSystem {
  private static final Map<String, Content> CONTENTS = new ConcurrentHashMap<>();

  /** What happens around each call to the store. */
  public interface Calls {
    Calls UNDISTURBED = (call, name) -> {};

    /** May throw instead of the call. */
    void before(String call, String name) throws IOException;

    /** May throw although the call was served, or in place of its refusal. */
    default void after(String call, String name) throws IOException {}
  }

  /** One bucket, for all who open it. */
  private static final class Content {
    private final ConcurrentSkipListMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private volatile Calls calls = Calls.UNDISTURBED;
    private volatile boolean conditional = true;
    private final AtomicInteger aborted = new AtomicInteger();
  }

  private String name;
  private Content content;

  /** Used by Hadoop. */
  public MemoryBucket() {}

  private static Content content(String name) {
    return CONTENTS.computeIfAbsent(name, key -> new Content());
  }

  /** Lets Hadoop find buckets. */
  public static Configuration register(Configuration hadoop) {
    hadoop.set("fs.s3a.impl", MemoryBucket.class.getName());
    hadoop.set("fs.s3a.impl.disable.cache", "true");
    return hadoop;
  }

  public static void watch(String name, Calls calls) {
    content(name).calls = calls;
  }

  /** Whether a put refuses to replace an object; some stores cannot. */
  static void conditional(String name, boolean conditional) {
    content(name).conditional = conditional;
  }

  public static List<String> names(String name) {
    return new ArrayList<>(content(name).objects.keySet());
  }

  public static byte[] bytes(String name, String key) {
    return content(name).objects.get(key);
  }

  /** How many streams were given up. */
  static int aborted(String name) {
    return content(name).aborted.get();
  }

  public static void delete(String name) {
    CONTENTS.remove(name);
  }

  @Override
  public void initialize(URI uri, Configuration hadoop) throws IOException {
    super.initialize(uri, hadoop);
    name = uri.getHost();
    content = content(name);
  }

  @Override
  public URI getUri() {
    return URI.create("s3a://" + name);
  }

  private interface Call<T> {
    T serve() throws IOException;
  }

  private <T> T called(String call, String key, Call<T> action) throws IOException {
    content.calls.before(call, key);
    try {
      return action.serve();
    } finally {
      content.calls.after(call, key);
    }
  }

  private static String key(Path path) {
    return path.toUri().getPath().substring(1);
  }

  @Override
  public FSDataInputStream open(Path path, int bufferBytes) throws IOException {
    return called(
        "open",
        key(path),
        () -> {
          byte[] bytes = content.objects.get(key(path));
          if (bytes == null) {
            throw new FileNotFoundException("no object " + path);
          }
          return new FSDataInputStream(new Download(bytes));
        });
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferBytes,
      short replication,
      long blockBytes,
      Progressable progress)
      throws IOException {
    return called(
        "create",
        key(path),
        () -> {
          if (!overwrite && content.objects.containsKey(key(path))) {
            throw new FileAlreadyExistsException(path + " already exists");
          }
          return new FSDataOutputStream(new Upload(key(path), overwrite), null);
        });
  }

  @Override
  public FSDataOutputStream append(Path path, int bufferBytes, Progressable progress) {
    throw new UnsupportedOperationException("objects cannot be appended to");
  }

  @Override
  public boolean rename(Path from, Path to) {
    throw new AssertionError("a rename to %s would be a copy".formatted(to));
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    return called(
        "delete",
        key(path),
        () -> {
          if (recursive) {
            content.objects.keySet().removeIf(key -> key.startsWith(key(path) + "/"));
          }
          return content.objects.remove(key(path)) != null;
        });
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    return called(
        "list",
        key(path),
        () -> {
          String prefix = key(path) + "/";
          var children = new TreeSet<String>();
          for (String key : content.objects.keySet()) {
            if (key.startsWith(prefix)) {
              children.add(key.substring(prefix.length()).split("/", -1)[0]);
            }
          }
          List<FileStatus> statuses = new ArrayList<>();
          for (String child : children) {
            statuses.add(status(new Path(path, child)));
          }
          return statuses.toArray(FileStatus[]::new);
        });
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    return called("status", key(path), () -> status(path));
  }

  private FileStatus status(Path path) throws IOException {
    byte[] bytes = content.objects.get(key(path));
    boolean folder = bytes == null && (key(path).isEmpty() || isBeginning(key(path) + "/"));
    if (bytes == null && !folder) {
      throw new FileNotFoundException("no object " + path);
    }
    return new FileStatus(folder ? 0 : bytes.length, folder, 1, 1, 0, makeQualified(path));
  }

  private boolean isBeginning(String prefix) {
    return content.objects.keySet().stream().anyMatch(key -> key.startsWith(prefix));
  }

  /** Directories need not be made. */
  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    return called("mkdirs", key(path), () -> true);
  }

  @Override
  public void setWorkingDirectory(Path path) {}

  @Override
  public Path getWorkingDirectory() {
    return new Path(getUri() + "/");
  }

  /** Keeps the bytes of an object until it is closed. */
  private final class Upload extends OutputStream implements Abortable, StreamCapabilities {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final String key;
    private final boolean overwrite;
    private boolean done;

    private Upload(String key, boolean overwrite) {
      this.key = key;
      this.overwrite = overwrite;
    }

    @Override
    public void write(int unit) throws IOException {
      write(new byte[] {(byte) unit}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      called(
          "write",
          key,
          () -> {
            bytes.write(from, offset, length);
            return bytes;
          });
    }

    @Override
    public void close() throws IOException {
      if (done) {
        return;
      }
      done = true;
      called(
          "put",
          key,
          () -> {
            if (!overwrite && content.conditional && content.objects.containsKey(key)) {
              throw new FileAlreadyExistsException(key + " already exists");
            }
            return content.objects.put(key, bytes.toByteArray());
          });
    }

    @Override
    public AbortableResult abort() {
      done = true;
      content.aborted.incrementAndGet();
      return null;
    }

    @Override
    public boolean hasCapability(String capability) {
      return capability.equals(StreamCapabilities.ABORTABLE_STREAM);
    }
  }

  /** Reads the bytes that an object had when it was opened. */
  private static final class Download extends FSInputStream {
    private final byte[] bytes;
    private int at;

    private Download(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public void seek(long position) throws IOException {
      if (position > bytes.length) {
        throw new EOFException("after the end");
      }
      at = (int) position;
    }

    @Override
    public long getPos() {
      return at;
    }

    @Override
    public boolean seekToNewSource(long position) {
      return false;
    }

    @Override
    public int read() {
      return at < bytes.length ? bytes[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      int count = Math.min(length, bytes.length - at);
      if (count <= 0) {
        return length == 0 ? 0 : -1;
      }
      System.arraycopy(bytes, at, target, offset, count);
      at += count;
      return count;
    }
  }
}
