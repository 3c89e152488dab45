package dev.kindling.command;

import dev.kindling.cluster.HadoopSettings;
import dev.kindling.draft.Draft;
import dev.kindling.fault.Fault;
import dev.kindling.reference.JsonSchema;
import dev.kindling.storage.BlockCache;
import dev.kindling.store.Manifest;
import dev.kindling.store.OpenStores;
import dev.kindling.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kindling init}: a configuration to begin with. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description =
        "Writes a configuration that fits a store, or tasks that the program draws itself, and says of"
            + " each line what it means.")
final class InitCommand implements Runnable {

  private final Console console;

  @Option(
      names = "--store",
      paramLabel = "URI",
      description = "The task store to learn from, as kindling import made it.")
  private String store;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "Tasks to draw in place of a store's, as sinusoid or glyphs.")
  private String kind;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "Where the configuration goes, a file that is not there yet; STORE.yaml or KIND.yaml unless"
              + " given. The schema for editors goes beside it.")
  private Path output;

  InitCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    if ((store == null) == (kind == null)) {
      throw Fault.usage(
          "one of --store URI and --kind KIND is expected but %s; see kindling init --help"
              .formatted(store == null ? "neither is given" : "both are given"));
    }
    Path file = output == null ? Path.of(name() + ".yaml") : output;
    NewFile configuration = new NewFile(file);
    configuration.require("a file");
    Path schema = file.resolveSibling(JsonSchema.FILE);
    requireOwn(schema);
    Draft draft = draft();
    configuration.make(
        "a file",
        path -> {
          Files.writeString(schema, JsonSchema.text());
          Files.writeString(path, draft.text(JsonSchema.FILE), StandardOpenOption.CREATE_NEW);
        });
    tell(draft, file);
  }

  /** The schema of another version of Kindling gives way; any other file stays. */
  private static void requireOwn(Path schema) {
    try {
      if (Files.exists(schema) && !Files.readString(schema).contains(JsonSchema.TITLE)) {
        throw Fault.usage(
            "%s is expected to be Kindling's schema or not to be there but is another file; name"
                    .formatted(schema)
                + " an --output in another folder");
      }
    } catch (IOException e) {
      throw Fault.usage(
          "%s is expected to be Kindling's schema or not to be there but it cannot be read (%s); name"
                  .formatted(schema, NewFile.reason(e))
              + " an --output in another folder",
          e);
    }
  }

  /** The last part of the store's URI. */
  private String name() {
    if (kind != null) {
      return kind;
    }
    List<String> parts =
        List.of(store.split("[/:]+", -1)).stream().filter(part -> !part.isBlank()).toList();
    return parts.isEmpty() ? "kindling" : parts.get(parts.size() - 1);
  }

  private Draft draft() {
    if (kind != null) {
      return Draft.ofKind(kind);
    }
    var stores = new OpenStores();
    try {
      return Draft.ofStore(store, newest());
    } finally {
      stores.close();
    }
  }

  private Manifest newest() {
    Configuration hadoop = HadoopSettings.ofProcess();
    List<Integer> versions = Store.versions(store, hadoop);
    int newest = versions.get(versions.size() - 1);
    try (BlockCache cache = new BlockCache(1 << 20);
        Store open = Store.open(store, newest, hadoop, cache)) {
      return open.manifest();
    }
  }

  private void tell(Draft draft, Path file) {
    draft.remarks().forEach(console.out()::println);
    console.out().println(file + " is written; next:");
    next("inspect " + file, "shows a task as a run meets it");
    next("train " + file, "trains and judges it");
    next("explain " + file, "says what that will compute and take");
    next("reference", "tells what else may be set");
  }

  private void next(String command, String purpose) {
    console.out().printf("  kindling %-40s %s%n", command, purpose);
  }
}
