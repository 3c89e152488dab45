package dev.kindling.image;

import dev.kindling.fault.Fault;
import dev.kindling.store.Fractions;
import dev.kindling.store.Manifest;
import dev.kindling.store.Repeats;
import dev.kindling.store.StoreWriter;
import dev.kindling.task.Split;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** An import in a process of its own: of a folder, to a store and to one of a foreign name. */
public final class PlainImport {

  private PlainImport() {}

  /** Takes a folder and where the store is to be. */
  public static void main(String[] arguments) {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var hadoop = new Configuration();
    var gray = new Picture(2, 2, Picture.Colours.GRAY, Picture.Ink.KEPT);
    var all = new Fractions(1, 0, 0);
    try (var images = new ImageImport(List.of(arguments[0]), hadoop)) {
      StoreWriter writer = StoreWriter.create(arguments[1], gray.contents(), all, hadoop);
      Manifest manifest =
          images.run(gray, writer, new ImageImport.Allowed(0, Repeats.REFUSE), Map.of());
      out.printf(
          "%s, %d images%n",
          String.join(" ", images.classNames()), manifest.count(Split.TRAIN).examples());
      StoreWriter.create(arguments[1] + "-é", gray.contents(), all, hadoop);
    } catch (Fault e) {
      out.println(e.getMessage());
    }
  }
}
