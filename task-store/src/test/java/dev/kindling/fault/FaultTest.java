package dev.kindling.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

class FaultTest {

  @Test
  void eachKindHasItsExitStatus() {
    assertThat(Fault.usage("u").kind().exitStatus()).isEqualTo(2);
    assertThat(Fault.data("d").kind().exitStatus()).isEqualTo(3);
    assertThat(Fault.resources("r").kind().exitStatus()).isEqualTo(4);
    assertThat(Fault.cluster("c").kind().exitStatus()).isEqualTo(5);
    assertThat(Fault.diverged("v").kind().exitStatus()).isEqualTo(6);
  }

  @Test
  void eachKindMayHaveACause() {
    IOException cause = new IOException("disk full");
    requireFault(Fault.usage("u", cause), Fault.Kind.USAGE, "u", cause);
    requireFault(Fault.data("d", cause), Fault.Kind.DATA, "d", cause);
    requireFault(Fault.resources("r", cause), Fault.Kind.RESOURCES, "r", cause);
    requireFault(Fault.cluster("c", cause), Fault.Kind.CLUSTER, "c", cause);
  }

  @Test
  void whatElseHelpsComesAfterTheSentence() {
    requireFault(Fault.diverged("v").and("w"), Fault.Kind.DIVERGED, "v; w", null);
  }

  @Test
  void aFaultSaysSomething() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fault.data(" "))
        .withMessage("sentence must not be blank");
  }

  @Test
  void aFaultOfAnExecutorReachesTheDriverWhole() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(Fault.resources("no room", new IOException("disk full")));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      Fault arrived = (Fault) in.readObject();
      assertThat(arrived).hasMessage("no room").hasRootCauseMessage("disk full");
      assertThat(arrived.kind()).isEqualTo(Fault.Kind.RESOURCES);
    }
  }

  private static void requireFault(Fault fault, Fault.Kind kind, String sentence, Throwable cause) {
    assertThat(fault).hasMessage(sentence).hasCause(cause);
    assertThat(fault.kind()).isEqualTo(kind);
  }
}
