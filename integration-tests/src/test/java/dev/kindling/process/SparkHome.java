package dev.kindling.process;

import dev.kindling.gate.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Spark installation as a user has one, made of the embedded Spark's jars. Its {@code
 * bin/spark-submit} starts what Spark's own does, and writes down what it was asked for.
 *
 * @param path what SPARK_HOME is to be
 */
record SparkHome(Path path) implements AutoCloseable {
  private static final String SUBMIT =
      """
      #!/usr/bin/env bash
      set -eu
      echo "$@" >> "$SPARK_HOME/submitted"
      export SPARK_SCALA_VERSION=2.12
      command=()
      while IFS= read -r -d '' part; do
        command+=("$part")
      done < <("${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$SPARK_HOME/jars/*" \\
        org.apache.spark.launcher.Main org.apache.spark.deploy.SparkSubmit "$@" | tail -n +2)
      exec "${command[@]}"
      """;

  static SparkHome make(Path path) throws IOException {
    SparkHome home = new SparkHome(path);
    Path submit = Files.createDirectories(path.resolve("bin")).resolve("spark-submit");
    Files.createSymbolicLink(home.jars(), Repository.root().resolve("deploy/target/spark/jars"));
    Files.writeString(submit, SUBMIT);
    if (!submit.toFile().setExecutable(true)) {
      throw new IOException(submit + " cannot be made executable");
    }
    return home;
  }

  /** The arguments of each submission, a line each. */
  Path submissions() {
    return path.resolve("submitted");
  }

  private Path jars() {
    return path.resolve("jars");
  }

  /** Takes away the link, which would make whoever removes the directory wary. */
  @Override
  public void close() throws IOException {
    Files.delete(jars());
  }
}
