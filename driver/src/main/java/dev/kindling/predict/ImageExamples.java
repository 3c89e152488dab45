package dev.kindling.predict;

import dev.kindling.fault.Fault;
import dev.kindling.form.ImageForm;
import dev.kindling.image.ImageFeatures;
import dev.kindling.image.ImageFolder;
import dev.kindling.storage.FileTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads image files as examples; what is to be predicted is the name of the folder of each. */
record ImageExamples(ExamplePlace place, ImageForm form) {
  static final String CLASS = "class";
  private static final String KEY = "file";

  RawExamples read() {
    if (place.format() != ExampleFormat.IMAGES) {
      throw Fault.usage(
          "the model takes images but %s is of the format %s; give a folder of PNG or JPEG files"
              .formatted(place.uri(), place.format()));
    }
    return new RawExamples(place.uri(), KEY, place.read(this::examples));
  }

  private List<RawExample> examples(FileTree tree) throws IOException {
    var folder = new ImageFolder(tree);
    List<RawExample> examples = new ArrayList<>();
    for (String name : folder.names()) {
      String at = folder.place(name);
      String className = ImageFolder.className(name);
      Map<String, Object> targets = className.isEmpty() ? Map.of() : Map.of(CLASS, className);
      float[] features = ImageFeatures.of(folder.read(name), at, form);
      examples.add(new RawExample(at, name, features, targets));
    }
    return examples;
  }
}
