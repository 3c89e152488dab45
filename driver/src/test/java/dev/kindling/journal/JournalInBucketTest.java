package dev.kindling.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.checkpoint.MemoryBucket;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where no file grows, what a run says of itself is put anew. */
@Timeout(60)
class JournalInBucketTest {
  private static final String BUCKET = "journal-in-bucket";
  private static final String METRICS = "run/metrics.jsonl";

  private final List<String> troubles = new ArrayList<>();

  @AfterEach
  void empty() {
    MemoryBucket.delete(BUCKET);
  }

  private JournalFiles files(long step) {
    Configuration hadoop = MemoryBucket.register(new Configuration(false));
    return new JournalFiles(
        "s3a://" + BUCKET + "/run", hadoop, step, 0, Clock.systemUTC(), troubles::add);
  }

  private static void add(JournalFiles files, long step) {
    files.add("{\"step\":" + step + "}", EventRecord.scalars(1, step, java.util.Map.of("a", 1.)));
  }

  /** Returns when the writing thread has done what it was asked for. */
  private static void awaitPut(Runnable asking) throws InterruptedException {
    var put = new CountDownLatch(1);
    MemoryBucket.watch(
        BUCKET,
        new MemoryBucket.Calls() {
          @Override
          public void before(String call, String name) {}

          @Override
          public void after(String call, String name) {
            if (call.equals("put") && name.contains("tfevents")) {
              put.countDown();
            }
          }
        });
    asking.run();
    put.await();
  }

  private static String events() {
    return MemoryBucket.names(BUCKET).stream()
        .filter(name -> name.contains("tfevents"))
        .findFirst()
        .get();
  }

  private static List<String> lines() {
    return new String(MemoryBucket.bytes(BUCKET, METRICS), UTF_8).lines().toList();
  }

  /** The journal is never closed, as if the process had been killed. */
  @Test
  void whatWasFlushedIsThereWithoutAnEnd() throws Exception {
    JournalFiles files = files(0);
    add(files, 1);
    add(files, 2);
    awaitPut(files::flush);
    assertThat(lines()).containsExactly("{\"step\":1}", "{\"step\":2}");
    assertThat(EventReader.read(MemoryBucket.bytes(BUCKET, events()))).hasSize(4);

    add(files, 3);
    awaitPut(files::flush);
    assertThat(lines()).hasSize(3);
    assertThat(EventReader.read(MemoryBucket.bytes(BUCKET, events()))).hasSize(5);
    assertThat(troubles).isEmpty();
  }

  @Test
  void aRunThatGoesOnKeepsWhatItsCheckpointKnows() throws Exception {
    JournalFiles killed = files(0);
    add(killed, 1);
    add(killed, 2);
    awaitPut(killed::flush);

    JournalFiles next = files(1);
    add(next, 2);
    next.close();
    assertThat(lines()).containsExactly("{\"step\":1}", "{\"step\":2}");
    assertThat(MemoryBucket.names(BUCKET)).filteredOn(name -> name.contains("tfevents")).hasSize(2);
  }

  /** What could not be put once is put the next time. */
  @Test
  void nothingIsLostToAPutThatFailed() throws Exception {
    JournalFiles files = files(0);
    add(files, 1);
    var refused = new CountDownLatch(1);
    MemoryBucket.watch(
        BUCKET,
        (call, name) -> {
          if (call.equals("put")) {
            refused.countDown();
            throw new IOException("slow down");
          }
        });
    files.flush();
    refused.await();
    MemoryBucket.watch(BUCKET, MemoryBucket.Calls.UNDISTURBED);
    add(files, 2);
    files.close();
    assertThat(lines()).hasSize(2);
    assertThat(EventReader.read(MemoryBucket.bytes(BUCKET, events()))).hasSize(4);
    assertThat(troubles).singleElement().asString().contains("slow down; training goes on");
  }
}
