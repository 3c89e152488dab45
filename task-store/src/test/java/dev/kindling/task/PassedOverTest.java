package dev.kindling.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import org.junit.jupiter.api.Test;

class PassedOverTest {

  private static DamagedRecord damaged(String store, int ordinal, String task) {
    return new DamagedRecord(store, "record " + ordinal + " of f", task, "torn", 2);
  }

  @Test
  void aRecordCountsOnceHoweverOftenItIsMet() {
    PassedOver passed = new PassedOver();
    assertThat(passed.add(damaged("s", 0, "first"))).isTrue();
    for (int i = 0; i < 10; i++) {
      assertThat(passed.add(damaged("s", 0, "again" + i))).isFalse();
    }
    assertThat(passed.add(damaged("s", 1, "second"))).isTrue();
    assertThat(passed.records()).extracting(DamagedRecord::task).containsExactly("first", "second");
  }

  @Test
  void eachStoreHasItsOwnAllowance() {
    PassedOver passed = new PassedOver();
    for (int i = 0; i < 2; i++) {
      passed.add(damaged("s", i, "t"));
      passed.add(damaged("other", i, "t"));
    }
    assertThatThrownBy(() -> passed.add(damaged("s", 2, "t")))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.DATA))
        .hasMessage(
            "at most 2 damaged records are allowed but record 2 of f, met by task t, is number 3:"
                + " torn; import again or raise damaged-records of these tasks");
  }
}
