package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.task.Key;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.hadoop.conf.Configuration;

/**
 * Imports again and again, to stores that are new and to one that is there, and kills the process
 * at instants drawn over all the time from its first file to its end.
 */
final class KilledImports {

  private static final int KILLED = 137;

  private final IntFunction<List<String>> arguments;
  private final long examples;
  private final String root;
  private final Configuration hadoop;

  private Launch launch;
  private Duration length;
  private int news;
  private int killed;
  private int unchanged;
  private int written;

  /**
   * @param launch how to start it
   * @param arguments of the command that makes a version of this number, without the store
   * @param examples how many each imports
   * @param root the directory of the stores
   */
  KilledImports(
      Launch launch,
      IntFunction<List<String>> arguments,
      long examples,
      String root,
      Configuration hadoop) {
    this.launch = launch;
    this.arguments = arguments;
    this.examples = examples;
    this.root = root;
    this.hadoop = hadoop;
  }

  /**
   * What came of it.
   *
   * @param killed how many were killed before they ended
   * @param unchanged how many of them made no version
   * @param written how many of these had written data
   */
  record Tally(int killed, int unchanged, int written) {}

  /**
   * Kills as many as asked, one in each of so many equal stretches of that time, every other while
   * it appends; then imports on top of it all.
   */
  Tally kill(int kills, Key key) {
    ImportedStore old = store("old");
    learnLength(old);
    for (int i = 0; killed < kills; i++) {
      assertThat(i).as("imports, most of which are to be killed").isLessThan(3 * kills);
      ImportedStore store = i % 2 == 0 ? fresh() : old;
      kill(store, (killed + key.uniform(i)) / kills);
      store.assertWhole(examples);
    }
    for (ImportedStore store : List.of(fresh(), old)) {
      int before = store.versions();
      launch.run(command(store)).succeeded();
      assertThat(store.versions()).isEqualTo(before + 1);
      store.assertWhole(examples);
    }
    var tally = new Tally(killed, unchanged, written);
    System.out.printf("%s: %s of imports of %d ms%n", root, tally, length.toMillis());
    return tally;
  }

  private ImportedStore store(String name) {
    return new ImportedStore(root + "/" + name, hadoop);
  }

  /** A store without a version: the last, with what killed imports left there, unless one came. */
  private ImportedStore fresh() {
    ImportedStore store = store("new" + news);
    if (store.versions() == 0) {
      return store;
    }
    news++;
    return store("new" + news);
  }

  private List<String> command(ImportedStore store) {
    int versions = store.versions();
    List<String> command = new ArrayList<>(arguments.apply(versions + 1));
    command.addAll(List.of("--store", store.uri()));
    if (versions > 0) {
      command.add("--append");
    }
    return command;
  }

  /** The first import keeps its classes, parsed, for the others, which then start much faster. */
  private void learnLength(ImportedStore store) {
    Path archive = launch.directory().resolve("classes.jsa");
    launch.adding("-XX:ArchiveClassesAtExit=" + archive).run(command(store)).succeeded();
    launch = launch.adding("-XX:SharedArchiveFile=" + archive);
    try (Running running = launch.start(command(store))) {
      long begin = awaitWriting(running, store);
      running.await().succeeded();
      length = Duration.ofNanos(System.nanoTime() - begin);
    }
    assertThat(store.versions()).isEqualTo(2);
    store.assertWhole(examples);
  }

  private static long awaitWriting(Running running, ImportedStore store) {
    int files = store.files();
    running.until("writing", () -> store.files() > files);
    return System.nanoTime();
  }

  private void kill(ImportedStore store, double instant) {
    int versions = store.versions();
    long bytes = store.bytes();
    try (Running running = launch.start(command(store))) {
      long begin = awaitWriting(running, store);
      Outcome outcome = running.killAfter(Duration.ofNanos((long) (instant * length.toNanos())));
      if (outcome.status() != KILLED) {
        outcome.succeeded();
        length = Duration.ofNanos(System.nanoTime() - begin);
        assertThat(store.versions()).isEqualTo(versions + 1);
        return;
      }
    }
    killed++;
    assertThat(store.versions()).isBetween(versions, versions + 1);
    if (store.versions() == versions) {
      unchanged++;
      written += store.bytes() > bytes ? 1 : 0;
    }
  }
}
