package dev.kindling.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark's authentication and encryption change no bit, and no secret is written down. */
@LaunchesProcesses
class SecuredSparkTest {
  private static final int USAGE = 2;
  private static final int CLUSTER = 5;
  private static final String WORD = "correct-horse-battery";
  private static final String KEY = "staple-of-s3-keys";

  @TempDir private Path directory;

  @Test
  void authenticatedAndEncryptedToTheSameBitsWithoutAWordOfSecrets(ReferenceRun reference)
      throws IOException {
    Path output = directory.resolve("run");

    Outcome outcome =
        Launch.in(directory)
            .with("KINDLING_LOG", "info")
            .adding("-Dspark.authenticate=true -Dspark.authenticate.secret=" + WORD)
            .adding("-Dspark.network.crypto.enabled=true -Dspark.io.encryption.enabled=true")
            .adding("-Dspark.hadoop.fs.s3a.secret.key=" + KEY)
            .run(reference.training(output, "--master", "local-cluster[2,1,1024]"));

    reference.assertSameBits(outcome, output);
    assertThat(outcome.error() + outcome.out()).doesNotContain(WORD, KEY);
    for (Path file : files(output)) {
      assertThat(Files.readString(file, ISO_8859_1)).as(file.toString()).doesNotContain(WORD, KEY);
    }
  }

  /** So the secret above was asked for. */
  @Test
  void withoutASecretSparkStartsNothing(ReferenceRun reference) {
    Path output = directory.resolve("run");
    Outcome outcome =
        Launch.in(directory)
            .adding("-Dspark.authenticate=true")
            .run(reference.training(output, "--master", "local-cluster[2,1,1024]"));
    assertThat(outcome.status()).as(outcome.toString()).isEqualTo(CLUSTER);
    assertThat(outcome.complaints())
        .singleElement()
        .asString()
        .contains("A secret key must be specified via the spark.authenticate.secret config");
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void passwordsInAddressesAreRefusedAndNotShown(ReferenceRun reference) {
    String store = "tasks={kind: episodes, uri: \"s3a://me:%s@bucket/x\"}".formatted(KEY);
    for (List<String> arguments :
        List.of(
            reference.training(directory.resolve("run"), "--set", store),
            List.of(
                "train",
                reference.configuration().toString(),
                "--output",
                "hdfs://me:%s@host/x".formatted(KEY)),
            List.of("evaluate", "hdfs://me:%s@host/x".formatted(KEY)),
            List.of("inspect", "s3a://me:%s@bucket/x".formatted(KEY)),
            List.of("import", "images", "hdfs://me:%s@host/x".formatted(KEY), "--store", "s"))) {
      Outcome outcome = Launch.in(directory).run(arguments);
      assertThat(outcome.status()).as(outcome.toString()).isEqualTo(USAGE);
      assertThat(outcome.complaints()).hasSize(1);
      assertThat(outcome.error())
          .contains("an address without a password is expected but ", "://***@")
          .doesNotContain(KEY);
      assertThat(directory.resolve("run")).doesNotExist();
    }
  }
}
