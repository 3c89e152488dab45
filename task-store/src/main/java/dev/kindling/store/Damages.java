package dev.kindling.store;

import dev.kindling.fault.Fault;
import dev.kindling.storage.DamageException;
import java.lang.System.Logger;
import java.util.HashSet;
import java.util.Set;

/** The damaged records that were passed over; more than were allowed for are a fault. */
final class Damages {

  private static final Logger LOG = System.getLogger(Damages.class.getName());

  private final Set<String> passed = new HashSet<>();

  /** Notes a record once, however often it is met. */
  synchronized void pass(String record, DamageException damage, int allowed) {
    boolean known = !passed.add(record);
    if (passed.size() > allowed) {
      throw Fault.data(
          "at most %d damaged records are allowed but %s is number %d: %s; import again or raise"
                  .formatted(allowed, record, passed.size(), damage.getMessage())
              + " tasks.damaged-records",
          damage);
    }
    if (known) {
      return;
    }
    LOG.log(
        Logger.Level.WARNING,
        "passed over {0}, {1} of {2} allowed: {3}",
        record,
        passed.size(),
        allowed,
        damage.getMessage());
  }

  synchronized int count() {
    return passed.size();
  }
}
