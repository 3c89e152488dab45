package dev.kindling.meaning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A plug-in as its author makes it: classes of the package {@code garden}, in a directory of their
 * own.
 */
record CompiledPlugIn(Path directory) {
  static final String SERVICE = "META-INF/services/" + KindProvider.class.getName();

  /** One that says of {@code provider}, a class of it, that it provides kinds. */
  CompiledPlugIn providing(String provider) {
    write(SERVICE, provider + "\n");
    return this;
  }

  /** With a class of that name. */
  CompiledPlugIn with(String name, String source) {
    Path file = write("garden/" + name + ".java", "package garden;\n" + source);
    var errors = new ByteArrayOutputStream();
    String classPath = System.getProperty("java.class.path");
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                errors,
                "-proc:none",
                "-cp",
                classPath + File.pathSeparator + directory,
                "-d",
                directory.toString(),
                file.toString());
    assertThat(status).as(errors.toString(UTF_8)).isZero();
    return this;
  }

  private Path write(String name, String text) {
    try {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Does something where these plug-ins are on the class path, in their order. */
  static <R> R among(List<CompiledPlugIn> plugIns, Supplier<R> work) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    URL[] urls = plugIns.stream().flatMap(plugIn -> plugIn.url()).toArray(URL[]::new);
    try (var loader = new URLClassLoader(urls, before)) {
      thread.setContextClassLoader(loader);
      return work.get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private Stream<URL> url() {
    try {
      return Stream.of(directory.toUri().toURL());
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }
}
