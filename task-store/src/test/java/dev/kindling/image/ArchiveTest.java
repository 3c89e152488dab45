package dev.kindling.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.storage.NeedsHadoop;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsHadoop
class ArchiveTest {

  @TempDir private Path directory;

  @Test
  void aProcessThatEndsDuringACopyLeavesNone() throws IOException {
    Path archive = Files.write(directory.resolve("images.zip"), new byte[100]);
    Path copies = Files.createDirectory(directory.resolve("copies"));
    File log = directory.resolve("log").toFile();

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Djava.io.tmpdir=" + copies,
                "-cp",
                System.getProperty("java.class.path"),
                EndingFiles.class.getName(),
                archive.toString())
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();

    int status = process.onExit().join().exitValue();
    assertThat(status)
        .as("one copy begun:%n%s", Files.readString(log.toPath()))
        .isEqualTo(EndingFiles.NO_COPIES + 1);
    assertThat(copies).isEmptyDirectory();
  }
}
