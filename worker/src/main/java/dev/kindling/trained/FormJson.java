package dev.kindling.trained;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kindling.form.CategoryColumn;
import dev.kindling.form.FeatureScale;
import dev.kindling.form.ImageForm;
import dev.kindling.form.InputForm;
import dev.kindling.form.MixedForm;
import dev.kindling.form.NumberColumn;
import dev.kindling.form.NumberForm;
import dev.kindling.form.TableForm;
import dev.kindling.form.TargetColumn;
import dev.kindling.form.Tone;
import dev.kindling.storage.DamageException;
import dev.kindling.storage.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Forms of inputs as JSON. */
final class FormJson {

  private static final String KIND = "kind";
  private static final String TABLE = "table";
  private static final String IMAGE = "image";
  private static final String NUMBERS = "numbers";
  private static final String MIXED = "mixed";

  private FormJson() {}

  static void write(InputForm form, ObjectNode json) {
    if (form instanceof TableForm table) {
      write(table, json.put(KIND, TABLE));
    } else if (form instanceof ImageForm image) {
      write(image, json.put(KIND, IMAGE));
    } else if (form instanceof NumberForm numbers) {
      json.put(KIND, NUMBERS);
      numbers.shape().forEach(json.putArray("shape")::add);
      numbers.names().forEach(json.putArray("names")::add);
      write(numbers.scale(), json);
    } else if (form instanceof MixedForm mixed) {
      var parts = json.put(KIND, MIXED).putArray("parts");
      for (MixedForm.Part part : mixed.parts()) {
        ObjectNode entry = parts.addObject().put("place", part.place());
        write(part.form(), entry.putObject("form"));
      }
    }
  }

  private static void write(TableForm table, ObjectNode json) {
    var numbers = json.putArray("numbers");
    for (NumberColumn column : table.numbers()) {
      numbers
          .addObject()
          .put("name", column.name())
          .put("missing", (double) column.missing())
          .put("shift", (double) column.shift())
          .put("divisor", (double) column.divisor());
    }
    var categories = json.putArray("categories");
    for (CategoryColumn column : table.categories()) {
      ObjectNode entry =
          categories.addObject().put("name", column.name()).put("codes", column.codes());
      column.values().forEach(entry.putArray("values")::add);
    }
    TargetColumn target = table.target();
    ObjectNode entry =
        json.putObject("target").put("name", target.name()).put("classes", target.classes());
    target.names().forEach(entry.putArray("names")::add);
    json.put("time", table.time());
  }

  private static void write(ImageForm image, ObjectNode json) {
    json.put("stored_height", image.storedHeight())
        .put("stored_width", image.storedWidth())
        .put("height", image.height())
        .put("width", image.width())
        .put("channels", image.channels())
        .put("tone", image.tone().name().toLowerCase(Locale.ROOT));
    write(image.scale(), json);
  }

  private static void write(FeatureScale scale, ObjectNode json) {
    var channels = json.putArray("scale");
    for (int i = 0; i < scale.channels(); i++) {
      channels
          .addObject()
          .put("shift", (double) scale.shift(i))
          .put("divisor", (double) scale.divisor(i));
    }
  }

  /**
   * @throws IllegalArgumentException if the fields contradict one another
   */
  static InputForm read(JsonFields json) throws DamageException {
    String kind = json.text(KIND);
    return switch (kind) {
      case TABLE -> table(json);
      case IMAGE -> image(json);
      case NUMBERS -> {
        json.refuseOthers(KIND, "shape", "names", "scale");
        yield new NumberForm(json.sizes("shape"), json.texts("names"), scale(json));
      }
      case MIXED -> mixed(json);
      default ->
          throw DamageException.expected(
              "inputs of the kind table, image, numbers or mixed", JsonFields.printable(kind));
    };
  }

  private static MixedForm mixed(JsonFields json) throws DamageException {
    json.refuseOthers(KIND, "parts");
    List<MixedForm.Part> parts = new ArrayList<>();
    for (JsonFields part : json.objects("parts")) {
      part.refuseOthers("place", "form");
      JsonFields form = part.fields("form");
      if (form.text(KIND).equals(MIXED)) {
        throw DamageException.expected("parts without parts", "a part of the kind mixed");
      }
      parts.add(new MixedForm.Part(part.text("place"), read(form)));
    }
    return new MixedForm(parts);
  }

  private static TableForm table(JsonFields json) throws DamageException {
    json.refuseOthers(KIND, "numbers", "categories", "target", "time");
    List<NumberColumn> numbers = new ArrayList<>();
    for (JsonFields entry : json.objects("numbers")) {
      entry.refuseOthers("name", "missing", "shift", "divisor");
      numbers.add(
          new NumberColumn(
              entry.text("name"),
              single(entry, "missing"),
              single(entry, "shift"),
              single(entry, "divisor")));
    }
    List<CategoryColumn> categories = new ArrayList<>();
    for (JsonFields entry : json.objects("categories")) {
      entry.refuseOthers("name", "codes", "values");
      categories.add(
          new CategoryColumn(entry.text("name"), whole(entry, "codes"), entry.texts("values")));
    }
    JsonFields target = json.fields("target").refuseOthers("name", "classes", "names");
    return new TableForm(
        numbers,
        categories,
        new TargetColumn(target.text("name"), whole(target, "classes"), target.texts("names")),
        json.text("time"));
  }

  private static ImageForm image(JsonFields json) throws DamageException {
    json.refuseOthers(
        KIND, "stored_height", "stored_width", "height", "width", "channels", "tone", "scale");
    return new ImageForm(
        whole(json, "stored_height"),
        whole(json, "stored_width"),
        whole(json, "height"),
        whole(json, "width"),
        whole(json, "channels"),
        tone(json.text("tone")),
        scale(json));
  }

  private static Tone tone(String text) throws DamageException {
    for (Tone tone : Tone.values()) {
      if (tone.name().toLowerCase(Locale.ROOT).equals(text)) {
        return tone;
      }
    }
    throw DamageException.expected("tone kept, inverted or unknown", JsonFields.printable(text));
  }

  private static FeatureScale scale(JsonFields json) throws DamageException {
    List<JsonFields> channels = json.objects("scale");
    float[] shifts = new float[channels.size()];
    float[] divisors = new float[channels.size()];
    for (int i = 0; i < shifts.length; i++) {
      JsonFields channel = channels.get(i).refuseOthers("shift", "divisor");
      shifts[i] = single(channel, "shift");
      divisors[i] = single(channel, "divisor");
    }
    return new FeatureScale(shifts, divisors);
  }

  /** A number that single precision has. */
  private static float single(JsonFields json, String name) throws DamageException {
    double value = json.real(name);
    if ((float) value != value) {
      throw DamageException.expected(json.where() + "." + name + " in single precision", value);
    }
    return (float) value;
  }

  static int whole(JsonFields json, String name) throws DamageException {
    long value = json.whole(name);
    if (value != (int) value) {
      throw DamageException.expected(json.where() + "." + name + " of at most 31 bits", value);
    }
    return (int) value;
  }
}
