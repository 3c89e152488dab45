package dev.kindling.command;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.kindling.fault.Causes;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** How many files this process may have open at once, and whether that was too few. */
final class OpenFileLimit {
  /** So near to the limit nothing can be opened that needs a file or two besides. */
  private static final long NEAR = 8;

  private OpenFileLimit() {}

  /** Java says of a class only that it is not there when its file cannot be opened. */
  static boolean isToBlame(Throwable thrown) {
    return Causes.of(thrown)
        .anyMatch(one -> says(one) || (one instanceof LinkageError && isReached()));
  }

  private static boolean says(Throwable thrown) {
    String message = String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("too many open files");
  }

  private static boolean isReached() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        && unix.getOpenFileDescriptorCount() + NEAR >= unix.getMaxFileDescriptorCount();
  }

  /** -1 where that is not known. */
  static long files() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : -1;
  }
}
