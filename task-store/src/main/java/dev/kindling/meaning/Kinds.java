package dev.kindling.meaning;

import dev.kindling.fault.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** The kinds of each family of settings: those of Kindling, then those of plug-ins. */
public final class Kinds {
  private static final String OWN = "dev.kindling.";

  private Kinds() {}

  public static boolean isFamily(Class<?> type) {
    return type.isSealed() || type.isAnnotationPresent(Family.class);
  }

  /** The records of a family, Kindling's own first; two of one name are refused. */
  public static List<Class<?>> of(Class<?> family) {
    if (family.isSealed()) {
      return List.of(family.getPermittedSubclasses());
    }
    List<Class<?>> own = new ArrayList<>();
    List<Class<?>> others = new ArrayList<>();
    for (KindProvider provider : providers()) {
      boolean isOwn = isOwn(provider.getClass());
      var records = isOwn ? provider.kinds() : new PlugInKinds(provider).records();
      List<Class<?>> list = isOwn ? own : others;
      records.stream().filter(family::isAssignableFrom).forEach(list::add);
    }
    own.addAll(others);
    requireApart(own);
    return own.stream().distinct().toList();
  }

  /** The name of the plug-in's jar that a kind comes from; nothing for Kindling's own. */
  public static Optional<String> plugIn(Class<?> record) {
    return isOwn(record) ? Optional.empty() : Optional.of(PlugInKinds.origin(record));
  }

  private static boolean isOwn(Class<?> type) {
    return type.getName().startsWith(OWN);
  }

  /** The kinds of a family, as a configuration names them. */
  public static List<String> names(Class<?> family) {
    return of(family).stream().map(Kinds::name).toList();
  }

  /** As a configuration names it: {@code SinusoidSettings} is {@code sinusoid}. */
  public static String name(Class<?> record) {
    return hyphened(record.getSimpleName().replaceFirst("Settings$", ""));
  }

  /** A hyphen goes before each capital that begins a word; a lone last capital begins none. */
  public static String hyphened(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z].)", "-").toLowerCase(Locale.ROOT);
  }

  /**
   * Where kinds are looked for: on the class path of the thread, to which Spark adds the jars of a
   * run, unless Kindling is not on it, as in a program that loaded Kindling apart.
   */
  public static ClassLoader loader() {
    ClassLoader own = Kinds.class.getClassLoader();
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    try {
      boolean shared = context != null && context.loadClass(Kinds.class.getName()) == Kinds.class;
      return shared ? context : own;
    } catch (ClassNotFoundException apart) {
      return own;
    }
  }

  private static List<KindProvider> providers() {
    try {
      List<KindProvider> providers = new ArrayList<>();
      ServiceLoader.load(KindProvider.class, loader()).forEach(providers::add);
      return providers;
    } catch (ServiceConfigurationError | LinkageError broken) {
      String cause = broken.getCause() == null ? "" : " (" + broken.getCause() + ")";
      throw Fault.usage(
          "a plug-in cannot be loaded: %s%s; correct its jar or leave it out"
              .formatted(broken.getMessage(), cause),
          broken);
    }
  }

  private static void requireApart(List<Class<?>> records) {
    Map<String, Class<?>> known = new LinkedHashMap<>();
    for (Class<?> record : records) {
      Class<?> other = known.putIfAbsent(name(record), record);
      if (other != null && other != record) {
        throw Fault.usage(
            "kind %s is both %s and %s; rename the record of the plug-in %s"
                .formatted(
                    name(record), other.getName(), record.getName(), PlugInKinds.origin(record)));
      }
    }
  }
}
