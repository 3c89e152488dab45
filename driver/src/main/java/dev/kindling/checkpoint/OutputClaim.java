package dev.kindling.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kindling.fault.Fault;
import dev.kindling.storage.DamageException;
import dev.kindling.storage.Directory;
import dev.kindling.storage.JsonFields;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Which run writes to an output where there are no locks: the one that began last. An earlier one
 * that is still under way finds that out before its next checkpoint, and ends. So a run whose
 * driver was lost is gone on with at once, whether or not that driver still lives.
 *
 * @param id of the writer that claims the output
 */
record OutputClaim(Directory output, String id) {
  static final String NAME = ".writer";
  private static final int MOST_BYTES = 1 << 16;

  /** Takes the output from whoever had it; on a local disk a lock is held instead. */
  void make() throws IOException {
    if (output.isLocal()) {
      return;
    }
    ObjectNode claim =
        new ObjectMapper()
            .createObjectNode()
            .put("writer", id)
            .put("host", host())
            .put("begun", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    output.replace(NAME, id, (claim + "\n").getBytes(UTF_8));
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "an unknown host";
    }
  }

  /**
   * Refuses to go on if another run has begun since. A claim that somebody deleted hinders none.
   */
  void requireHeld() throws IOException {
    if (output.isLocal()) {
      return;
    }
    JsonFields claim;
    try {
      claim = JsonFields.parse(output.read(NAME, MOST_BYTES), NAME);
    } catch (FileNotFoundException | DamageException e) {
      return;
    }
    if (!claim.text("writer").equals(id)) {
      throw Fault.usage(
          "another run, begun on %s at %s, writes to %s since; this one ends, and all checkpoints are whole: stop one of the two, or name another --output"
              .formatted(
                  JsonFields.printable(claim.text("host")),
                  JsonFields.printable(claim.text("begun")),
                  output));
    }
  }
}
