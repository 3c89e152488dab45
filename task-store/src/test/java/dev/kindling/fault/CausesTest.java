package dev.kindling.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class CausesTest {
  private final IOException last = new IOException("last", null);
  private final UncheckedIOException middle = new UncheckedIOException(last);
  private final IOException first = new IOException("first", middle);

  @Test
  void whatWasThrownComesFirst() {
    assertThat(Causes.of(first)).containsExactly(first, middle, last);
  }

  @Test
  void theFirstOfATypeIsFound() {
    assertThat(Causes.find(first, IOException.class)).containsSame(first);
    assertThat(Causes.find(middle, IOException.class)).containsSame(last);
    assertThat(Causes.find(first, Fault.class)).isEmpty();
  }
}
