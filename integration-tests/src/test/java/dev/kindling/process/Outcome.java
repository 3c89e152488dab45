package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * What a process left.
 *
 * @param status its exit status; 128 and the signal's number if a signal ended it
 */
record Outcome(List<String> command, int status, String out, String error) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The JVM's own and not to be silenced. */
  private static final String OF_THE_JVM = "WARNING: Using incubator modules: jdk.incubator.vector";

  Outcome succeeded() {
    assertThat(status).as(toString()).isZero();
    return this;
  }

  /** Ended with this status and exactly one sentence, in which all of {@code parts} occur. */
  Outcome refused(int expected, String... parts) {
    assertThat(status).as(toString()).isEqualTo(expected);
    assertThat(out).as(toString()).isEmpty();
    assertThat(errorLines()).as(toString()).hasSize(1);
    assertThat(errorLines().get(0)).startsWith("kindling: ").contains(parts);
    return this;
  }

  /** Standard error without what the JVM says. */
  List<String> errorLines() {
    return error.lines().filter(line -> !line.equals(OF_THE_JVM)).toList();
  }

  /** The sentences on what went wrong. */
  List<String> complaints() {
    return error.lines().filter(line -> line.startsWith("kindling: ")).toList();
  }

  /** The last line of standard output. */
  JsonNode json() {
    List<String> lines = out.lines().toList();
    assertThat(lines).as(toString()).isNotEmpty();
    try {
      return MAPPER.readTree(lines.get(lines.size() - 1));
    } catch (JsonProcessingException e) {
      throw new AssertionError("the last line is not JSON: " + this, e);
    }
  }

  @Override
  public String toString() {
    return "%s%nended with %d%n--- stdout%n%s--- stderr%n%s"
        .formatted(String.join(" ", command), status, out, error);
  }
}
