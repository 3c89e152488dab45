package dev.kindling.storage;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;

class FileSystemsTest {

  @Test
  void anAddressWithAPasswordIsRefusedWithoutShowingIt() {
    assertThatThrownBy(() -> Directory.of("s3a://key:secret@bucket/x", new Configuration()))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith(
            "an address without a password is expected but s3a://***@bucket/x has one");
  }

  @Test
  void aNameThatTheLocaleCannotHoldIsRefused() {
    assertThatThrownBy(() -> FileSystems.requireHeld(new Path("/a/é"), "ANSI_X3.4-1968"))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "files are named in UTF-8 but the locale of this process has the encoding"
                + " ANSI_X3.4-1968, which does not hold /a/é; set LC_ALL=C.UTF-8 and start again");
    assertThatCode(() -> FileSystems.requireHeld(new Path("/a/é"), "UTF-8"))
        .doesNotThrowAnyException();
    assertThatCode(() -> FileSystems.requireHeld(new Path("/a/b"), "ANSI_X3.4-1968"))
        .doesNotThrowAnyException();
  }
}
