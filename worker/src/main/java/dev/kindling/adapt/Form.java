package dev.kindling.adapt;

import dev.kindling.episode.Buckets;
import dev.kindling.fault.Fault;
import dev.kindling.task.Sizes;

/**
 * The form that programs are made for.
 *
 * @param support how many support examples a task may have
 * @param sizes whether it may have fewer
 * @param steps in how many inner steps it is adapted
 */
record Form(int support, Sizes sizes, int steps) {
  private static final int DOUBLINGS = 6;

  /** Whether a task of this form and so many questions about it fit one program. */
  boolean takes(int questions, int query) {
    return questions <= query && asking(questions, query).equals(this);
  }

  /** That of a task with so many support examples: an evaluation's where it has such tasks. */
  static Form of(Prior prior, int support, int steps) {
    int most = prior.shape().support();
    if (prior.sizes() == Sizes.FIXED && support == most) {
      return new Form(support, Sizes.FIXED, steps);
    }
    return new Form(room(most, support), Sizes.VARYING, steps);
  }

  /** The same for questions, of which fewer may be asked than {@code query}. */
  Form asking(int questions, int query) {
    return questions == query ? this : new Form(support, Sizes.VARYING, steps);
  }

  /** That of an evaluation, or the least double of {@code most} that holds. */
  private static int room(int most, int count) {
    if (count <= most) {
      return Buckets.room(most, count);
    }
    for (int doublings = 1; doublings <= DOUBLINGS; doublings++) {
      if ((long) most << doublings >= count) {
        return Math.multiplyExact(most, 1 << doublings);
      }
    }
    throw Fault.data(
        "a task has %d support examples but a model that learned from tasks of %d adapts to at most %d; give fewer"
            .formatted(count, most, (long) most << DOUBLINGS));
  }
}
