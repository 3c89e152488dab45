package dev.kindling.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which build of Kindling this is, as the build recorded it.
 *
 * @param commit the git commit, with "+modified" if files had been changed since
 */
record Build(String version, String commit, String sparkVersion) {

  static Build current() {
    Properties build = new Properties();
    try (InputStream in = Build.class.getResourceAsStream("/kindling-build.properties")) {
      build.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    boolean modified = Boolean.parseBoolean(build.getProperty("modified"));
    return new Build(
        build.getProperty("version"),
        build.getProperty("commit") + (modified ? "+modified" : ""),
        build.getProperty("spark"));
  }
}
