package dev.kindling.reference;

import dev.kindling.setting.NumberRange;
import dev.kindling.setting.Takes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A value at a bound, or just beside it. */
record Candidate(String yaml, boolean taken) {

  private static final String LARGEST = "2147483647";

  /** Of numbers and lists of numbers; nothing of others. */
  static List<Candidate> of(Probe probe) {
    if (probe.key().values() instanceof Takes.Items list
        && list.each() instanceof Takes.Numeric numbers) {
      List<Candidate> candidates = new ArrayList<>();
      for (Candidate one : of(numbers)) {
        candidates.add(new Candidate("[" + one.yaml() + "]", one.taken()));
      }
      candidates.add(new Candidate("[]", list.least() == 0));
      if (list.most() < Integer.MAX_VALUE) {
        candidates.add(new Candidate(ones(list.most()), true));
        candidates.add(new Candidate(ones(list.most() + 1), false));
      }
      return candidates;
    }
    return probe.key().values() instanceof Takes.Numeric numbers ? of(numbers) : List.of();
  }

  private static List<Candidate> of(Takes.Numeric numbers) {
    List<Candidate> candidates = new ArrayList<>();
    NumberRange range = numbers.range();
    double step = numbers.whole() ? 1 : 1e-9;
    range
        .lower()
        .ifPresent(
            bound -> {
              candidates.add(new Candidate(text(bound), range.leastTaken()));
              candidates.add(new Candidate(text(bound - step), false));
            });
    range
        .upper()
        .ifPresent(
            bound -> {
              candidates.add(new Candidate(text(bound), range.mostTaken()));
              candidates.add(new Candidate(text(bound + step), false));
            });
    if (range.upper().isEmpty() && range.relations().isEmpty()) {
      candidates.add(new Candidate(LARGEST, true));
    }
    if (range.lower().isEmpty() && range.relations().isEmpty()) {
      candidates.add(new Candidate("-" + LARGEST, true));
    }
    range.lower().ifPresent(bound -> candidates.add(new Candidate(text(bound + step), true)));
    return candidates;
  }

  private static String ones(int count) {
    return Collections.nCopies(count, 1).toString();
  }

  private static String text(double value) {
    return new BigDecimal(Double.toString(value)).toPlainString();
  }
}
