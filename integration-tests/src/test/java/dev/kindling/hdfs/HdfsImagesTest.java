package dev.kindling.hdfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import dev.kindling.image.ImageImport;
import dev.kindling.image.Picture;
import dev.kindling.storage.BlockCache;
import dev.kindling.store.ExampleContents;
import dev.kindling.store.Fractions;
import dev.kindling.store.Manifest;
import dev.kindling.store.OpenStores;
import dev.kindling.store.Repeats;
import dev.kindling.store.Store;
import dev.kindling.store.StoreCheck;
import dev.kindling.store.StoreWriter;
import dev.kindling.task.Augmentation;
import dev.kindling.task.EpisodesSettings;
import dev.kindling.task.Scaling;
import dev.kindling.task.Split;
import dev.kindling.task.TaskSource;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that lie on daemons of HDFS, as folders and as archives. */
class HdfsImagesTest {

  private static final Configuration HADOOP = new Configuration();
  private static final Picture GRAY = new Picture(5, 5, Picture.Colours.GRAY, Picture.Ink.KEPT);
  private static final int CLASSES = 6;
  private static final int IMAGES = 5;

  @TempDir private static Path shared;
  private static MiniHdfsProcess hdfs;
  private static String root;

  @TempDir private Path directory;

  @BeforeAll
  static void startHdfs() throws Exception {
    hdfs = MiniHdfsProcess.start(shared, 1);
    root = hdfs.uri();
    HADOOP.set("dfs.replication", "1");
    HADOOP.set("fs.defaultFS", root);
  }

  @AfterAll
  static void stopHdfs() {
    if (hdfs != null) {
      hdfs.close();
    }
  }

  @AfterEach
  void close() {
    new OpenStores().close();
  }

  @Test
  void imagesOfHdfsMakeTheStoreThatImagesOfThisMachineMake() throws IOException {
    String here = directory.resolve("images").toUri().toString();
    String there = root + "/images";
    for (String place : List.of(here, there)) {
      write(place);
    }
    long copies = copies();
    String local = directory.resolve("store").toUri().toString();
    String remote = root + "/store";

    Manifest expected = create(local, here);
    Manifest seen = create(remote, there);

    assertThat(expected.count(Split.TRAIN).examples()).isEqualTo(2L * CLASSES * IMAGES);
    assertThat(seen.counts()).isEqualTo(expected.counts());
    assertThat(seen.statistics()).isEqualTo(expected.statistics());
    assertThat(seen.report()).isEqualTo(expected.report());
    assertThat(NumberedTasks.digest(source(remote), 50))
        .isEqualTo(NumberedTasks.digest(source(local), 50));
    assertThat(copies()).isEqualTo(copies);
    Manifest again = run(there + "/more.zip", of -> StoreWriter.append(remote, of, HADOOP));
    assertThat(again.counts()).isEqualTo(seen.counts());
    assertThat(again.report()).containsEntry("images that the store had", (long) CLASSES * IMAGES);
  }

  @Test
  void imagesThatKeepTheirSizesAreReadFromHdfs() throws IOException {
    String images = directory.resolve("images").toUri().toString();
    write(images);
    String local = directory.resolve("kept").toUri().toString();
    String remote = root + "/kept";
    for (String store : List.of(local, remote)) {
      var kept = new Picture(Optional.empty(), Picture.Colours.RGB, Picture.Ink.KEPT);
      try (var imports = new ImageImport(List.of(images), HADOOP)) {
        StoreWriter writer =
            StoreWriter.create(store, kept.contents(), new Fractions(1, 0, 0), HADOOP);
        imports.run(kept, writer, new ImageImport.Allowed(0, Repeats.REFUSE), Map.of());
      }
    }

    String expected = NumberedTasks.digest(source(local, "4x6"), 50);
    assertThat(NumberedTasks.digest(source(remote, "4x6"), 50)).isEqualTo(expected);
    assertThat(NumberedTasks.digest(source(remote, "6x4"), 50)).isNotEqualTo(expected);
  }

  /** Of folders, files and archives, classes and the store itself. */
  @Test
  void namesBeyondAsciiAreNamesOnHdfsToo() throws IOException {
    String images = root + "/Bilder für dich";
    writeBeyondAscii(images);
    String path = "/läden/zwölf 文";
    String store = root + path;

    Manifest manifest = create(store, images);

    assertThat(manifest.count(Split.TRAIN).classes()).isEqualTo(4);
    assertThat(manifest.count(Split.TRAIN).examples()).isEqualTo(4L * IMAGES);
    // Without a host, that of the standard file system is meant.
    for (String uri : List.of(store, path, "hdfs://" + path)) {
      try (BlockCache cache = new BlockCache(1 << 20);
          Store open = Store.open(uri, 1, HADOOP, cache)) {
        assertThat(StoreCheck.of(open).problems()).as(uri).isEmpty();
      }
    }
    String local = directory.resolve("Läden").toUri().toString();
    create(local, images);
    assertThat(NumberedTasks.digest(source(store), 20))
        .isEqualTo(NumberedTasks.digest(source(local), 20));
    try (var repeated = new ImageImport(List.of(images), HADOOP)) {
      StoreWriter writer = StoreWriter.append(store, GRAY.contents(), HADOOP);
      var allowed = new ImageImport.Allowed(0, Repeats.REFUSE);
      assertThatThrownBy(() -> repeated.run(GRAY, writer, allowed, Map.of()))
          .hasMessageContaining(images)
          .hasMessageContaining(store + " as its version 1 already");
    }
    var parts = new org.apache.hadoop.fs.Path(path + "/parts");
    assertThat(parts.getFileSystem(HADOOP).listStatus(parts)).hasSize(manifest.files().size());
  }

  private static void writeBeyondAscii(String images) throws IOException {
    FileSystem files = new org.apache.hadoop.fs.Path(images).getFileSystem(HADOOP);
    List<String> classes = List.of("Größe", "文字", "a b%20c");
    for (int i = 0; i < 3 * IMAGES; i++) {
      String name = "%s/%s/é %d.png".formatted(images, classes.get(i % 3), i);
      try (OutputStream out = create(files, name)) {
        out.write(drawing(i));
      }
    }
    try (var zip = new ZipOutputStream(create(files, images + "/zwölf.zip"))) {
      for (int i = 0; i < IMAGES; i++) {
        zip.putNextEntry(new ZipEntry("κ/λ/μ" + i + ".png"));
        zip.write(drawing(50 + i));
      }
    }
  }

  private static Manifest create(String store, String images) {
    return run(images, of -> StoreWriter.create(store, of, new Fractions(1, 0, 0), HADOOP));
  }

  private static Manifest run(String images, Function<ExampleContents, StoreWriter> writer) {
    try (var imports = new ImageImport(List.of(images), HADOOP)) {
      return imports.run(
          GRAY, writer.apply(GRAY.contents()), new ImageImport.Allowed(0, Repeats.TAKE), Map.of());
    }
  }

  private static TaskSource source(String uri) {
    return source(uri, "stored");
  }

  private static TaskSource source(String uri, String size) {
    return new EpisodesSettings(
            uri, 1, "3", "2", "2", size, Augmentation.NONE, Scaling.STANDARD, 0, 1)
        .open(Split.TRAIN);
  }

  /** Copies of archives on this machine that still have a name. */
  private static long copies() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("kindling-archive-"))
          .count();
    }
  }

  /** Folders of classes, and an archive of others beside them. */
  private static void write(String place) throws IOException {
    FileSystem files = new org.apache.hadoop.fs.Path(place).getFileSystem(HADOOP);
    files.setWriteChecksum(false);
    try (var zip = new ZipOutputStream(create(files, place + "/more.zip"))) {
      for (int i = 0; i < CLASSES * IMAGES; i++) {
        String name = "/%d.png".formatted(i % IMAGES);
        try (OutputStream out = create(files, place + "/folder" + i / IMAGES + name)) {
          out.write(drawing(i));
        }
        zip.putNextEntry(new ZipEntry("more/zipped" + i / IMAGES + name));
        zip.write(drawing(100 + i));
      }
    }
  }

  private static OutputStream create(FileSystem files, String path) throws IOException {
    return files.create(new org.apache.hadoop.fs.Path(path), false);
  }

  private static byte[] drawing(int number) throws IOException {
    var image = new BufferedImage(7, 9, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 63; i++) {
      image.setRGB(i % 7, i / 7, (i + 1) * (number + 1) * 7919);
    }
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  @Test
  void whatCannotBeReadIsAFaultOfItsKind() throws IOException {
    String broken = root + "/broken.zip";
    FileSystem files = new org.apache.hadoop.fs.Path(root).getFileSystem(HADOOP);
    try (OutputStream out = create(files, broken)) {
      out.write(new byte[1000]);
    }
    var hasty = new Configuration(HADOOP);
    hasty.set("ipc.client.connect.max.retries", "0");

    refused(broken, Fault.Kind.DATA, "check the archive");
    refused(root + "/nowhere", Fault.Kind.USAGE, "/nowhere does not exist; correct the path");
    assertThatThrownBy(() -> new ImageImport(List.of("hdfs://127.0.0.1:1/images"), hasty))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.CLUSTER));
  }

  private static void refused(String path, Fault.Kind kind, String part) {
    assertThatThrownBy(() -> new ImageImport(List.of(path), HADOOP))
        .hasMessageContaining(part)
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.kind()).isEqualTo(kind));
  }
}
