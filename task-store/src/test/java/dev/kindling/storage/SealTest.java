package dev.kindling.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SealTest {

  private static final byte[] SEALED =
      Seal.sealed(new ObjectMapper().createObjectNode().put("name", "é").put("n", 1));

  @Test
  void theSealIsTheSumOfTheFileWithZerosForIt() throws DamageException {
    String text = new String(SEALED, StandardCharsets.UTF_8);
    String digits = JsonFields.parse(SEALED, "the file").sha256(Seal.FIELD);

    assertThat(Sha256.of(text.replace(digits, "0".repeat(64)).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(digits);
    assertThat(text).endsWith("\"sha256\" : \"" + digits + "\"\n}\n");
    Seal.verify(SEALED, "the file");
  }

  @Test
  void everyFlippedBitIsTold() {
    for (int at = 0; at < SEALED.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] flipped = SEALED.clone();
        flipped[at] ^= (byte) (1 << bit);
        assertThatThrownBy(() -> Seal.verify(flipped, "the file"))
            .as("bit %d of byte %d", bit, at)
            .isInstanceOf(DamageException.class)
            .hasMessageStartingWith("expected the file to ");
      }
    }
  }

  @Test
  void aFileWithoutASealIsToldApart() {
    assertThatThrownBy(() -> Seal.verify(new byte[0], "x.json"))
        .hasMessage("expected x.json to end in the field sha256 but it is cut or altered");
    byte[] changed =
        new String(SEALED, StandardCharsets.UTF_8)
            .replace("1", "2")
            .getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Seal.verify(changed, "x.json"))
        .hasMessageMatching("expected x.json to have the SHA-256 [0-9a-f]{64} but it is .{64}");
  }
}
