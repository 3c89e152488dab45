package dev.kindling.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

  @ParameterizedTest
  @CsvSource({
    "s3a://key:secret@bucket/x, s3a://***@bucket/x",
    "hdfs://user:pw@host:8020/x, hdfs://***@host:8020/x",
    "s3a://key:ab/cd+ef@bucket, s3a://***@bucket",
    "see s3a://a:1x@b and hdfs://c:d@e, see s3a://***@b and hdfs://***@e",
    "k8s://https://me:secret@api:443, k8s://https://***@api:443",
    "s3a://:secret@bucket, s3a://***@bucket"
  })
  void whatStandsBeforeAHostIsHidden(String text, String shown) {
    assertThat(Credentials.areIn(text)).isTrue();
    assertThat(Credentials.hidden(text)).isEqualTo(shown);
    assertThat(Fault.data(text)).hasMessage(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hdfs://host:8020/x@y",
        "hdfs://host:8020",
        "abfs://container@account.dfs.core.windows.net/x",
        "file:/a:b@c",
        "spark://a:7077,b:7077",
        "\"hdfs://host:8020\" of a@b"
      })
  void portsContainersAndNamesOfFilesStay(String text) {
    assertThat(Credentials.areIn(text)).isFalse();
    assertThat(Credentials.hidden(text)).isEqualTo(text);
  }
}
