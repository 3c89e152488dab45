package dev.kindling.episode;

import dev.kindling.engine.Engine;
import dev.kindling.engine.ReferenceEngine;
import dev.kindling.engine.nd4j.Nd4jEngine;
import dev.kindling.engine.onednn.OneDnnEngine;
import dev.kindling.fault.Require;
import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What runs the programs.
 *
 * @param name onednn, nd4j, or reference, which is slow and exact
 * @param instructionSet what the kernels may use, or auto for all that the processor has
 * @param memory the most that the programs of one worker thread may take, as 512m or 2g
 */
public record EngineSettings(String name, String instructionSet, String memory)
    implements Serializable {
  private static final long serialVersionUID = 1;
  private static final List<String> NAMES = List.of("onednn", "nd4j", "reference");
  private static final long MOST_BYTES = 1L << 50;
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})([kmgt])");

  public EngineSettings {
    Require.notBlank("instruction-set", instructionSet);
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException("name must be one of " + NAMES + " but is " + name);
    }
    if (name.equals("nd4j") && !instructionSet.equals("auto")) {
      throw new IllegalArgumentException(
          "instruction-set must be auto for nd4j, which cannot be held to one, but is "
              + instructionSet);
    }
    if (!SIZE.matcher(memory).matches()) {
      throw new IllegalArgumentException(
          "memory must be a number and k, m, g or t, as 512m, but is " + memory);
    }
    if (bytes(memory) < 1 || bytes(memory) > MOST_BYTES) {
      throw new IllegalArgumentException("memory must be from 1k to 1024t but is " + memory);
    }
  }

  public static EngineSettings defaults() {
    return new EngineSettings("onednn", "auto", "1g");
  }

  /** The names that an engine may have. */
  public static List<String> names() {
    return NAMES;
  }

  public long memoryBytes() {
    return bytes(memory);
  }

  /** At most nine digits and forty bits of unit: no overflow. */
  private static long bytes(String memory) {
    int unit = "kmgt".indexOf(memory.charAt(memory.length() - 1)) + 1;
    long number = Long.parseLong(memory.substring(0, memory.length() - 1));
    return unit == 4 && number > 1024 ? Long.MAX_VALUE : number << (10 * unit);
  }

  public Engine open() {
    return switch (name) {
      case "onednn" -> new OneDnnEngine(instructionSet, memoryBytes());
      case "nd4j" -> new Nd4jEngine(memoryBytes());
      default -> new ReferenceEngine(memoryBytes());
    };
  }
}
