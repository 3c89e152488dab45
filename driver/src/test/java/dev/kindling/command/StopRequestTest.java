package dev.kindling.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StopRequestTest {
  private final ByteArrayOutputStream error = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(error, true, UTF_8);
  private final Console console = new Console(stream, stream, false);

  @Test
  @Timeout(60)
  void saysSoAndLosesPatience() {
    var request = new StopRequest(console, 10);
    assertThat(request.getAsBoolean()).isFalse();
    request.awaitDone();
    assertThat(request.getAsBoolean()).isTrue();
    assertThat(error.toString(UTF_8).lines())
        .containsExactly(
            "stopping after this step; a second signal stops at once",
            "the step did not end in time and is left; go on with --resume");
  }

  @Test
  @Timeout(60)
  void goesOnAsSoonAsTheRunIsClosed() {
    var request = new StopRequest(console, Long.MAX_VALUE);
    request.close();
    request.awaitDone();
    assertThat(error.toString(UTF_8).lines()).hasSize(1);
  }
}
