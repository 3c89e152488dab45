package dev.kindling.meaning;

import java.util.List;

/**
 * Adds kinds of settings. Each module of Kindling has one, and a plug-in has one too: it is named
 * in {@code META-INF/services/dev.kindling.meaning.KindProvider} of its jar.
 */
public interface KindProvider {

  /**
   * Records that implement an interface which is a {@link Family}, in the order in which they are
   * listed. A record has a {@link Meaning}, and a static {@code defaults()}. Its kind is its simple
   * name in lower case with hyphens, without {@code Settings} at the end.
   */
  List<Class<? extends Record>> kinds();
}
