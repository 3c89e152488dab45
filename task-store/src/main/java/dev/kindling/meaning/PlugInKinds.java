package dev.kindling.meaning;

import dev.kindling.fault.Fault;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.security.CodeSource;
import java.util.List;
import java.util.Objects;

/** The kinds of a plug-in, each held to what Kindling needs of it before any is used. */
final class PlugInKinds {
  private final KindProvider provider;

  PlugInKinds(KindProvider provider) {
    this.provider = provider;
  }

  /** Whatever goes wrong in code that is not Kindling's is the plug-in's fault, and no bug. */
  List<Class<? extends Record>> records() {
    try {
      List<Class<? extends Record>> records = provider.kinds();
      if (records == null || records.stream().anyMatch(Objects::isNull)) {
        throw wrong("kinds() gives null", null);
      }
      records.forEach(this::requireSound);
      return List.copyOf(records);
    } catch (Fault named) {
      throw named;
    } catch (RuntimeException | LinkageError broken) {
      throw wrong("cannot say its kinds (" + broken + ")", broken);
    }
  }

  private void requireSound(Class<? extends Record> record) {
    if (!isOfFamily(record)) {
      throw wrong(record.getName() + " implements no interface that is a @Family", null);
    }
    if (!record.isAnnotationPresent(Meaning.class)) {
      throw wrong(record.getName() + " has no @Meaning", null);
    }
    for (RecordComponent component : record.getRecordComponents()) {
      if (!component.isAnnotationPresent(Meaning.class)) {
        throw wrong(component.getName() + " of " + record.getName() + " has no @Meaning", null);
      }
    }
    requireDefaults(record);
  }

  private static boolean isOfFamily(Class<?> type) {
    for (Class<?> parent : type.getInterfaces()) {
      if (parent.isAnnotationPresent(Family.class) || isOfFamily(parent)) {
        return true;
      }
    }
    return false;
  }

  private void requireDefaults(Class<? extends Record> record) {
    try {
      Method defaults = record.getDeclaredMethod("defaults");
      defaults.setAccessible(true);
      if (!record.isInstance(defaults.invoke(null))) {
        throw wrong("defaults() of " + record.getName() + " gives something else", null);
      }
    } catch (InvocationTargetException e) {
      throw wrong(
          "defaults() of %s fails (%s)".formatted(record.getName(), e.getCause()), e.getCause());
    } catch (NoSuchMethodException | IllegalAccessException | NullPointerException e) {
      throw wrong(record.getName() + " has no static defaults() without arguments", e);
    }
  }

  private Fault wrong(String what, Throwable cause) {
    return Fault.usage(
        "plug-in %s of %s cannot be used: %s; correct it or leave its jar out"
            .formatted(provider.getClass().getName(), origin(provider.getClass()), what),
        cause);
  }

  /** The file or directory that a class was loaded from. */
  static String origin(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return "an unknown place";
    }
    String path = source.getLocation().getPath().replaceFirst("/$", "");
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
