package dev.kindling.setting;

import dev.kindling.fault.Require;
import java.util.List;

/** Settings of the tests' own, with one component of every type that the binder knows. */
record Garden(
    String name,
    int beds,
    long seeds,
    double acidity,
    boolean fenced,
    Soil soil,
    List<Integer> depths,
    List<Path> paths,
    Watering watering,
    Compost compost) {

  Garden {
    Require.notBlank("name", name);
    Require.positive("beds", beds);
    Require.between("acidity", acidity, 0, 14);
    depths = Require.copyOfPositive("depths", depths);
    paths = Require.copyOf("paths", paths);
    if (fenced && beds > 100) {
      throw new IllegalArgumentException("a fence goes around 100 beds at most");
    }
  }

  static Garden defaults() {
    return new Garden(
        "kale",
        4,
        1_000,
        6.5,
        false,
        Soil.SANDY_LOAM,
        List.of(10, 20),
        List.of(),
        CanSettings.defaults(),
        Compost.defaults());
  }

  enum Soil {
    CLAY,
    SANDY_LOAM
  }

  record Path(int width, String cover) {

    static Path defaults() {
      return new Path(1, "gravel");
    }
  }

  record Compost(int heaps, double heapHeight) {

    Compost {
      Require.notNegative("heaps", heaps);
      Require.atLeast("heap-height", heapHeight, heaps == 0 ? 0 : .5);
    }

    static Compost defaults() {
      return new Compost(1, 1.5);
    }
  }

  sealed interface Watering permits CanSettings, DripHoseSettings, FogXSettings {}

  record CanSettings(double liters) implements Watering {

    static CanSettings defaults() {
      return new CanSettings(10);
    }
  }

  record DripHoseSettings(double liters, int holesPerMeter) implements Watering {

    static DripHoseSettings defaults() {
      return new DripHoseSettings(100, 5);
    }
  }

  record FogXSettings() implements Watering {

    static FogXSettings defaults() {
      return new FogXSettings();
    }
  }
}
