package dev.kindling.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsHadoop
class DirectoryTest {

  private final Configuration hadoop = new Configuration(false);
  @TempDir private Path local;
  private Directory directory;

  @BeforeEach
  void open() throws IOException {
    directory = Directory.of(local.toString(), hadoop);
  }

  @Test
  void aFileBringsTheDirectoriesAboveIt() throws IOException {
    directory.write("a/b/c", out -> out.write(1));

    assertThat(local.resolve("a/b/c")).hasBinaryContent(new byte[] {1});
    assertThat(local.resolve("a/b").toFile().list()).containsExactly("c");
  }

  @Test
  void aFileIsNeverWrittenOver() throws IOException {
    directory.write("a", out -> out.write(1));

    assertThatThrownBy(() -> directory.write("a", out -> out.write(2)))
        .hasMessageContaining("already exists");
    assertThat(local.resolve("a")).hasBinaryContent(new byte[] {1});
  }

  @Test
  void aDirectoryIsRenamedWithAllThatItHolds() throws IOException {
    directory.write("aside/one", out -> out.write(1));
    directory.write("aside/in/two", out -> out.write(2));

    directory.rename("aside", "there");

    assertThat(local.resolve("aside")).doesNotExist();
    assertThat(local.resolve("there/one")).hasBinaryContent(new byte[] {1});
    assertThat(local.resolve("there/in/two")).hasBinaryContent(new byte[] {2});
  }

  @Test
  void aNameThatIsTakenIsRefused() throws IOException {
    directory.write("file", out -> out.write(1));
    directory.makeDirectory("empty");
    directory.write("full/file", out -> out.write(2));
    directory.makeDirectory("aside");
    directory.write("new", out -> out.write(3));

    for (String from : List.of("aside", "new")) {
      for (String to : List.of("file", "empty", "full")) {
        assertThatThrownBy(() -> directory.rename(from, to))
            .isInstanceOf(FileAlreadyExistsException.class)
            .hasMessage("file:" + local + "/" + to + " already exists");
      }
    }
    assertThat(directory.names("")).containsExactly("aside", "empty", "file", "full", "new");
    assertThat(local.resolve("file")).hasBinaryContent(new byte[] {1});
    assertThat(directory.names("empty")).isEmpty();
  }

  /** The local file system itself refuses, since a look before could be too early. */
  @Test
  void theStepThatNamesAFileRefusesToOverwrite() throws IOException {
    Path aside = Files.writeString(local.resolve("aside"), "new");
    Path target = Files.writeString(local.resolve("target"), "old");

    assertThatThrownBy(
            () ->
                LocalFiles.open(hadoop)
                    .rename(
                        new org.apache.hadoop.fs.Path(aside.toString()),
                        new org.apache.hadoop.fs.Path(target.toString())))
        .isInstanceOf(java.nio.file.FileAlreadyExistsException.class);
    assertThat(target).hasContent("old");
    assertThat(aside).hasContent("new");
  }

  @Test
  void ofManyThatPublishANameOneDoes() throws Exception {
    int writers = 8;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    var start = new CountDownLatch(1);
    List<Future<Boolean>> published = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      String writer = "w" + i;
      published.add(
          threads.submit(
              () -> {
                start.await();
                byte[] content = writer.getBytes(StandardCharsets.UTF_8);
                return directory.publish("v", "name", writer, content);
              }));
    }
    start.countDown();
    List<String> winners = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      if (published.get(i).get()) {
        winners.add("w" + i);
      }
    }
    threads.shutdown();

    assertThat(winners).hasSize(1);
    assertThat(local.resolve("v/name")).hasContent(winners.get(0));
    assertThat(directory.names("v")).containsExactly("name");
  }

  @Test
  void whatIsDeletedMayBeGoneAlready() throws IOException {
    directory.write("a/b/c", out -> out.write(1));

    directory.delete("a/b/c");
    directory.delete("a/b/c");
    directory.deleteTree("a");
    directory.deleteTree("a");

    assertThat(directory.names("")).isEmpty();
  }

  /** A tree goes only where a tree is meant. */
  @Test
  void aDirectoryIsNotDeletedForAFile() throws IOException {
    directory.write("a/b", out -> out.write(1));

    assertThatThrownBy(() -> directory.delete("a")).isInstanceOf(IOException.class);
    assertThat(local.resolve("a/b")).exists();
  }
}
