package dev.kindling.cluster;

import dev.kindling.fault.Fault;
import dev.kindling.meaning.KindProvider;
import dev.kindling.meaning.Kinds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;

/**
 * Jars of plug-ins, which are on the class path of the thread that loaded them until they are
 * closed, and on that of the executors of Spark applications which it starts meanwhile.
 */
public final class PlugIns implements AutoCloseable {
  private static final String SERVICE = "META-INF/services/" + KindProvider.class.getName();

  private final ClassLoader before;
  private final JarLoader loader;

  private PlugIns(List<Path> jars) {
    this.before = Thread.currentThread().getContextClassLoader();
    this.loader = new JarLoader(jars, Kinds.loader());
    Thread.currentThread().setContextClassLoader(loader);
  }

  /**
   * Adds jars to the class path.
   *
   * @param names of files on this machine, the first of them first; at least one is a plug-in
   */
  public static PlugIns load(List<String> names) {
    List<Path> jars = names.stream().map(PlugIns::jar).toList();
    if (jars.stream().noneMatch(PlugIns::provides)) {
      throw Fault.usage(
          "--jars: a plug-in is expected among %s but none of them has %s, which names its provider of"
                  .formatted(names, SERVICE)
              + " kinds; add it to the jar, or leave --jars out");
    }
    return new PlugIns(jars);
  }

  private static Path jar(String name) {
    Path file = path(name);
    if (!Files.isRegularFile(file)) {
      String seen = Files.exists(file) ? "is a directory" : "is not there";
      throw Fault.usage(
          "--jars: a jar of this machine is expected but %s %s; correct the path"
              .formatted(name, seen));
    }
    return file;
  }

  private static Path path(String name) {
    try {
      return Path.of(name).toAbsolutePath();
    } catch (InvalidPathException e) {
      throw Fault.usage("--jars: " + name + " is no name of a file; correct the path", e);
    }
  }

  private static boolean provides(Path jar) {
    try (var zip = new ZipFile(jar.toFile())) {
      return zip.getEntry(SERVICE) != null;
    } catch (IOException e) {
      throw Fault.usage(
          "--jars: %s is expected to be a jar but cannot be read as one (%s); build it again"
              .formatted(jar, e.getMessage()),
          e);
    }
  }

  /** The jars that are loaded now, for this thread. */
  static List<Path> jars() {
    List<Path> jars = new ArrayList<>();
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    for (; loader != null; loader = loader.getParent()) {
      if (loader instanceof JarLoader ours) {
        jars.addAll(0, ours.jars);
      }
    }
    return jars;
  }

  @Override
  public void close() {
    Thread.currentThread().setContextClassLoader(before);
    try {
      loader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class JarLoader extends URLClassLoader {
    private final List<Path> jars;

    JarLoader(List<Path> jars, ClassLoader parent) {
      super(jars.stream().map(JarLoader::url).toArray(URL[]::new), parent);
      this.jars = jars;
    }

    private static URL url(Path jar) {
      try {
        return jar.toUri().toURL();
      } catch (MalformedURLException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
