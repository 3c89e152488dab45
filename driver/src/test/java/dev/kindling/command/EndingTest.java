package dev.kindling.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.fault.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class EndingTest {

  @Command(name = "test")
  private record Throwing(Throwable thrown) implements Runnable {
    @Override
    public void run() {
      if (thrown instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) thrown;
    }
  }

  private record Ended(int status, String error) {}

  private static Ended end(Throwable thrown) {
    var error = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(error, true, UTF_8);
    var ending = new Ending(new Console(stream, stream, false));
    int status = ending.execute(new CommandLine(new Throwing(thrown)));
    return new Ended(status, error.toString(UTF_8));
  }

  @Test
  void secretsAreShownInNoSentenceAndNoTrace() {
    String setting = "spark.hadoop.fs.s3a.secret.key";
    System.setProperty(setting, "hunter2");
    try {
      var cause = new IllegalStateException("s3a://key:word@bucket hunter2");
      for (Ended ended : List.of(end(Fault.data("hunter2 at hdfs://a:word@b/c")), end(cause))) {
        assertThat(ended.error()).contains("***").doesNotContain("hunter2", "word");
      }
    } finally {
      System.clearProperty(setting);
    }
  }

  static Stream<Arguments> everyKindOfFault() {
    return Stream.of(
        Arguments.of(Fault.usage("a sentence"), 2),
        Arguments.of(Fault.data("a sentence"), 3),
        Arguments.of(Fault.resources("a sentence"), 4),
        Arguments.of(Fault.cluster("a sentence"), 5),
        Arguments.of(Fault.diverged("a sentence"), 6));
  }

  @ParameterizedTest
  @MethodSource("everyKindOfFault")
  void aFaultIsOneSentenceAndItsStatus(Fault fault, int status) {
    Ended ended = end(fault);
    assertThat(ended.status()).isEqualTo(status);
    assertThat(ended.error().lines()).containsExactly("kindling: a sentence");
  }

  @Test
  void aBugShowsItsTraceAndAsksToBeReported() {
    Ended ended = end(new IllegalStateException("impossible"));
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.error()).contains("IllegalStateException: impossible", "at dev.kindling.");
    assertThat(ended.error()).containsOnlyOnce("kindling: this is a bug; please report it");
  }

  @Test
  void anErrorIsABugToo() {
    Ended ended = end(new AssertionError("impossible"));
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.error()).startsWith("java.lang.AssertionError: impossible");
  }

  @Test
  void aFullHeapIsALackOfResources() {
    Ended ended = end(new OutOfMemoryError("Java heap space"));
    assertThat(ended.status()).isEqualTo(4);
    assertThat(ended.error().lines())
        .containsExactly("kindling: the heap is full (Java heap space); raise KINDLING_MEMORY");
  }

  @Test
  void tooManyOpenFilesAreALackOfResources() {
    Ended ended = end(new IllegalStateException(new IOException("/x: Too many open files")));
    assertThat(ended.status()).isEqualTo(4);
    assertThat(ended.error().lines())
        .singleElement()
        .asString()
        .matches("kindling: this process may have no more than [0-9]+ files .* raise ulimit -n");
  }

  @Test
  void aMissingClassIsABugWhileFilesCanBeOpened() {
    assertThat(end(new NoClassDefFoundError("a/B")).status()).isEqualTo(1);
  }

  @Command(name = "test", mixinStandardHelpOptions = true, version = "1")
  private record Printing(PrintStream out) implements Runnable {
    @Override
    public void run() {
      out.println("a result");
    }
  }

  /** A standard output that takes nothing. */
  private static Ended printTo(String trouble, String... arguments) {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException(trouble);
          }
        };
    var error = new ByteArrayOutputStream();
    var console = new Console(Console.results(full), new PrintStream(error, true, UTF_8), false);
    var line = new CommandLine(new Printing(console.out()));
    return new Ended(new Ending(console).execute(line, arguments), error.toString(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--help", "--version"})
  void outputThatIsLostIsALackOfResources(String argument) {
    String[] arguments = argument.isEmpty() ? new String[0] : new String[] {argument};
    Ended ended = printTo("No space left on device", arguments);
    assertThat(ended.status()).isEqualTo(4);
    assertThat(ended.error().lines())
        .singleElement()
        .asString()
        .startsWith("kindling: standard output cannot be written (No space left on device), so ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--help", "--version"})
  void aReaderThatHasEnoughEndsACommandQuietly(String argument) {
    String[] arguments = argument.isEmpty() ? new String[0] : new String[] {argument};
    assertThat(printTo("Broken pipe", arguments)).isEqualTo(new Ended(141, ""));
  }
}
