package dev.kindling.command;

import dev.kindling.cluster.HadoopSettings;
import dev.kindling.fault.Fault;
import dev.kindling.image.ImageImport;
import dev.kindling.image.Picture;
import dev.kindling.store.ExampleContents;
import dev.kindling.store.Manifest;
import dev.kindling.store.Repeats;
import dev.kindling.store.StoreWriter;
import dev.kindling.task.ImageSize;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kindling import images}. */
@Command(
    name = "images",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description =
        "Brings PNG and JPEG images, in a folder for each class, into a store of examples.")
final class ImportImagesCommand implements Runnable {
  private static final String KEEP = "keep";
  private static final int SHOWN = 10;

  private final Console console;

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description =
          "A tree of class folders, a zip archive of one, or a folder of such archives, on any"
              + " Hadoop file system.")
  private List<String> paths;

  @Mixin private NewVersion version;

  @Option(
      names = "--size",
      paramLabel = "HxW",
      defaultValue = "28x28",
      description =
          "Height and width that images are brought to, or keep: each image keeps its own, and"
              + " tasks.size says what a run needs (default: ${DEFAULT-VALUE}).")
  private String size;

  @Option(names = "--gray", description = "Keep one channel; without it, red, green and blue.")
  private boolean gray;

  @Option(names = "--invert", description = "Make dark light: ink on paper gets large numbers.")
  private boolean invert;

  @Option(
      names = "--damaged",
      paramLabel = "N",
      defaultValue = "0",
      description = "How many images that cannot be read are left out (default: ${DEFAULT-VALUE}).")
  private int damaged;

  @Option(
      names = "--again",
      description = "With --append, import images that the store took before all the same.")
  private boolean again;

  ImportImagesCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    Picture picture = picture();
    if (damaged < 0) {
      throw Fault.usage("--damaged must be at least 0 but is " + damaged);
    }
    version.check();
    if (again && !version.appends()) {
      throw Fault.usage(
          "--again says how to append to a store; give --append too, or leave it out");
    }
    // First: archives are copied here, maybe for hours, before the import begins.
    StoreWriter writer = open(picture);
    var allowed = new ImageImport.Allowed(damaged, again ? Repeats.TAKE : Repeats.REFUSE);
    try (var images = new ImageImport(paths, HadoopSettings.ofProcess())) {
      Manifest manifest = images.run(picture, writer, allowed, provenance(picture));
      sayLeftOut(images.damaged());
      console.out().print(new StoreFacts(version.store(), manifest).text());
      version.tell(console, manifest);
    }
  }

  private void sayLeftOut(List<String> damaged) {
    damaged.stream().limit(SHOWN).forEach(one -> console.say("left out: " + one));
    if (damaged.size() > SHOWN) {
      console.say("left out: %d more".formatted(damaged.size() - SHOWN));
    }
  }

  /** Appended images must be made as the stored ones were, also in what the contents do not say. */
  private StoreWriter open(Picture picture) {
    StoreWriter writer = version.open(picture.contents());
    writer
        .parent()
        .map(parent -> parent.provenance().get(ExampleContents.PICTURE_KEY))
        .filter(before -> !before.equals(picture.toString()))
        .ifPresent(
            before -> {
              throw Fault.usage(
                  "images of %s were imported as %s but are to be appended as %s; give the same"
                          .formatted(version.store(), before, picture)
                      + " --size, --gray and --invert");
            });
    return writer;
  }

  private Picture picture() {
    try {
      return new Picture(
          ImageSize.parse("--size", size, KEEP),
          gray ? Picture.Colours.GRAY : Picture.Colours.RGB,
          invert ? Picture.Ink.INVERTED : Picture.Ink.KEPT);
    } catch (IllegalArgumentException e) {
      throw Fault.usage(e.getMessage(), e);
    }
  }

  private Map<String, String> provenance(Picture picture) {
    Build build = Build.current();
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("kindling_version", build.version());
    provenance.put("git_commit", build.commit());
    provenance.put("imported", paths.toString());
    provenance.put(ExampleContents.PICTURE_KEY, picture.toString());
    return provenance;
  }
}
