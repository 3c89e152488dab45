package dev.kindling.setting;

import dev.kindling.fault.Require;

/**
 * How refusals speak of the settings that are read.
 *
 * @param whole all of them together, as {@code the configuration}
 * @param pointer where to read about a key, which follows; empty for nowhere
 * @param plugIns what to do about a kind that may be of a plug-in
 */
public record Wording(String whole, String pointer, String plugIns) {

  public Wording {
    Require.notBlank("whole", whole);
    Require.present("pointer", pointer);
    Require.notBlank("plug-ins", plugIns);
  }

  /** Of settings that a library reads. */
  public static Wording of(String whole) {
    return new Wording(whole, "", "a kind of a plug-in needs its jar on the class path");
  }
}
