package dev.kindling.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.fault.Fault;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

/** Whose trouble it is that a table cannot be read, told by calls that are made up here. */
class TableFaultTest {
  private static final String SPARK = "org.apache.spark.sql.execution.datasources.FileScanRDD";
  private static final String PARQUET = "org.apache.parquet.hadoop.ParquetFileReader";
  private static final String S3A = "org.apache.hadoop.fs.s3a.S3AInputStream";
  private static final String SDK = "software.amazon.awssdk.core.internal.http.Client";
  private static final String POOL = "java.util.concurrent.ThreadPoolExecutor";

  private static final String READING = "Encountered error while reading file s3a://b/t. Details:";

  /**
   * @param calls the classes of its stack trace, the innermost first
   */
  private static <T extends Throwable> T thrown(T exception, String... calls) {
    exception.setStackTrace(
        Arrays.stream(calls)
            .map(name -> new StackTraceElement(name, "read", null, 1))
            .toArray(StackTraceElement[]::new));
    return exception;
  }

  /** As Spark hands on what a task threw. */
  private static Fault fault(Throwable ofTask) {
    var reading = thrown(new SparkException(READING, ofTask), SPARK);
    var failed = new SparkException("Job aborted due to stage failure", reading);
    return (Fault) TableFault.reading("s3a://b/t", TableFormat.PARQUET, failed, false);
  }

  private static Throwable slowDown(String... calls) {
    Throwable answer = thrown(new IllegalStateException("Slow Down (Status 503)"), calls);
    return thrown(new IOException("read on s3a://b/t", answer), S3A, PARQUET, SPARK);
  }

  @Test
  void aFileSystemWithoutAnAnswerIsNoDamage() {
    Fault fault = fault(slowDown(SDK, S3A, PARQUET, SPARK));

    assertThat(fault.kind()).isEqualTo(Fault.Kind.CLUSTER);
    assertThat(fault)
        .hasMessage(
            "cannot read s3a://b/t: read on s3a://b/t; check the file system and start again");
    assertThat(fault(slowDown(SDK, POOL)).kind()).isEqualTo(Fault.Kind.CLUSTER);
    assertThat(fault(thrown(new IOException("reset"), S3A, PARQUET, SPARK)).kind())
        .isEqualTo(Fault.Kind.CLUSTER);
  }

  @Test
  void noExceptionOfAFileSystemIsABug() {
    var bare = thrown(new IllegalStateException("Slow Down"), SDK, S3A, PARQUET, SPARK);
    assertThat(fault(bare).kind()).isEqualTo(Fault.Kind.CLUSTER);
  }

  @Test
  void aFileThatIsGoneIsNoDamage() {
    Fault fault = fault(thrown(new FileNotFoundException("no such file"), S3A, PARQUET, SPARK));

    assertThat(fault.kind()).isEqualTo(Fault.Kind.USAGE);
    assertThat(fault)
        .hasMessage("cannot read s3a://b/t: no such file; check the path and its permissions");
  }

  @Test
  void whatAReaderCannotMakeOutIsDamage() {
    Throwable[] damages = {
      thrown(new IOException("bad page"), PARQUET, SPARK),
      thrown(new NegativeArraySizeException("-1"), "java.util.Arrays", PARQUET, SPARK),
      thrown(new EOFException("end"), "java.io.DataInputStream", S3A, PARQUET, SPARK),
      thrown(new IllegalArgumentException("seek to -1"), S3A, PARQUET, SPARK)
    };
    for (Throwable damage : damages) {
      Fault fault = fault(damage);
      assertThat(fault.kind()).as(fault.getMessage()).isEqualTo(Fault.Kind.DATA);
      assertThat(fault).hasMessageContaining("cannot be read as one: " + damage.getMessage());
    }
  }
}
