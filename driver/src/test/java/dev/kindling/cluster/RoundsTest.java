package dev.kindling.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RoundsTest {

  @Test
  void givesWhatTheRoundGives() throws Exception {
    try (Rounds rounds = new Rounds(() -> false, nanos -> {})) {
      assertThat(rounds.<String>make(() -> "done")).isEqualTo("done");
      assertThatThrownBy(() -> rounds.make(RoundsTest::fail))
          .isExactlyInstanceOf(IOException.class)
          .hasMessage("why");
    }
  }

  private static String fail() throws IOException {
    throw new IOException("why");
  }

  @Test
  @Timeout(60)
  void leavesARoundBehindWhenSparkHasStopped() {
    var never = new CountDownLatch(1);
    try (Rounds rounds = new Rounds(() -> true, nanos -> {})) {
      assertThatThrownBy(() -> rounds.make(() -> never.await(1, TimeUnit.DAYS)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("Spark stopped");
    }
  }
}
