package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.hdfs.MiniHdfsProcess;
import dev.kindling.storage.Directory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run on HDFS has its page there, and one that is made anew replaces it. */
@LaunchesProcesses
class ReportOnHdfsTest {
  private static final int MOST_BYTES = 1 << 24;

  @TempDir private Path directory;

  @Test
  void thePageIsWrittenAndReplacedThere() throws IOException {
    Path configuration =
        Files.writeString(
            directory.resolve("small.yaml"),
            """
            model: {hidden: [4]}
            training: {steps: 2, tasks-per-step: 2, tasks-per-shard: 2}
            evaluation: {episodes: 4, steps: 1}
            """);
    try (MiniHdfsProcess hdfs = MiniHdfsProcess.start(directory, 1)) {
      String run = hdfs.uri() + "/runs/small";
      Launch.in(directory).run("train", configuration.toString(), "--output", run).succeeded();
      Directory there = Directory.of(run, new Configuration());
      String first = page(there);
      assertThat(first).contains("<h1>small</h1>", "After 1 inner step it has a mean error of ");

      there.delete("evaluation.json");
      Outcome again = Launch.in(directory).run("report", run + "/").succeeded();
      assertThat(again.errorLines()).containsExactly("report in " + run + "/report.html");
      assertThat(page(there))
          .contains("After 1 inner step it has a mean error of ")
          .doesNotContain("it is best at")
          .hasSizeLessThan(first.length());
      assertThat(there.names("")).noneMatch(name -> name.contains("writing"));
    }
  }

  private static String page(Directory there) throws IOException {
    return new String(there.read("report.html", MOST_BYTES), StandardCharsets.UTF_8);
  }
}
