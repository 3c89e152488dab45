package dev.kindling.predict;

import dev.kindling.fault.Fault;
import dev.kindling.fault.Require;
import dev.kindling.storage.DamageException;
import dev.kindling.storage.FileAdvice;
import dev.kindling.storage.FileTree;
import dev.kindling.storage.FileTrouble;
import dev.kindling.table.CsvDialect;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/**
 * Where raw examples lie, and how.
 *
 * @param uri of a file, or of a folder of images, on any Hadoop file system
 * @param csv of no meaning for other formats
 */
public record ExamplePlace(String uri, ExampleFormat format, CsvDialect csv, Configuration hadoop) {
  private static final FileAdvice ADVICE = ExamplePlace::advised;

  public ExamplePlace {
    Require.notBlank("the name of a file", uri);
    Require.present("format", format);
    Require.present("csv", csv);
    Require.present("hadoop", hadoop);
  }

  /** What is done with the files of a place. */
  interface Reading<T> {
    T of(FileTree tree) throws IOException;
  }

  <T> T read(Reading<T> reading) {
    return ADVICE.translated("read " + uri, () -> reading.of(FileTree.of(uri, hadoop)));
  }

  /** What is done with the bytes of a file. */
  interface FileReading {
    void of(InputStream in) throws IOException;
  }

  /** Of a single file, decompressed if its name says so. */
  void readFile(FileReading reading) {
    read(
        tree -> {
          if (tree.isFolder()) {
            throw Fault.usage(
                "a file of %s is expected but %s is a folder; name a file, or say --format images"
                    .formatted(format, uri));
          }
          read(tree, tree.names().get(0), reading);
          return null;
        });
  }

  private void read(FileTree tree, String name, FileReading reading) throws IOException {
    CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(new Path("/" + name));
    try (InputStream in = tree.open(name)) {
      if (codec == null) {
        reading.of(in);
      } else {
        decompress(codec, in, reading);
      }
    }
  }

  /** Decompressors throw exceptions of any kind at what they cannot read. */
  private static void decompress(CompressionCodec codec, InputStream in, FileReading reading)
      throws IOException {
    try (InputStream text = codec.createInputStream(in)) {
      reading.of(text);
    } catch (IOException e) {
      throw new DamageException(
          "it cannot be decompressed (%s)".formatted(FileTrouble.reason(e)), e);
    }
  }

  private static Fault advised(FileTrouble trouble, String sentence, IOException e) {
    return switch (trouble) {
      case DAMAGE -> Fault.data(sentence + "; give a whole file", e);
      case MISSING -> Fault.usage(sentence + "; correct the path", e);
      case REFUSED -> Fault.usage(sentence + "; name a path that this user may read", e);
      case UNSUPPORTED ->
          Fault.usage(
              sentence + "; check the scheme and the host in its name, and HADOOP_CONF_DIR", e);
      case FULL -> Fault.resources(sentence + "; make room and try again", e);
      case TOO_MANY_OPEN -> Fault.resources(sentence + "; raise ulimit -n", e);
      case OTHER -> Fault.cluster(sentence + "; check the file system and try again", e);
    };
  }
}
