package dev.kindling.adapt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kindling.fault.Fault;
import dev.kindling.safetensors.FloatStream;
import dev.kindling.safetensors.SafetensorsHeader;
import dev.kindling.safetensors.SafetensorsHeader.Tensor;
import dev.kindling.storage.DamageException;
import dev.kindling.storage.JsonFields;
import dev.kindling.storage.Seal;
import dev.kindling.storage.Sha256;
import dev.kindling.task.Examples;
import dev.kindling.task.HostTensor;
import dev.kindling.task.Sizes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is kept of a task, as a safetensors file of one form. */
final class AdaptedBytes {
  private static final String KEY = "kindling_adapted";
  private static final String DESCRIPTION = "the description";
  private static final int VERSION = 1;
  private static final String FEATURES = "support/features";
  private static final String TARGETS = "support/targets";
  private static final String WEIGHTS = "support/weights";

  private AdaptedBytes() {}

  static byte[] write(String model, Kept kept) {
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    tensors.put(FEATURES, kept.support().features());
    tensors.put(TARGETS, kept.support().targets());
    tensors.put(WEIGHTS, kept.support().weights());
    new TreeMap<>(kept.values())
        .forEach((name, values) -> tensors.put(name, HostTensor.of(values, values.length)));
    try {
      return write(model, kept.form(), tensors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] write(String model, Form form, Map<String, HostTensor> tensors)
      throws IOException {
    List<Tensor> entries = new ArrayList<>();
    var data = new ByteArrayOutputStream();
    for (Map.Entry<String, HostTensor> tensor : tensors.entrySet()) {
      List<Integer> shape = Arrays.stream(tensor.getValue().shape()).boxed().toList();
      entries.add(Tensor.floats(tensor.getKey(), shape, data.size()));
      FloatStream.write(tensor.getValue().floats(), data);
    }
    var out = new ByteArrayOutputStream();
    String description = description(model, form, entries, Sha256.of(data.toByteArray()));
    new SafetensorsHeader(KEY, description, entries).write(out);
    data.writeTo(out);
    return out.toByteArray();
  }

  private static String description(String model, Form form, List<Tensor> tensors, String sha256) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("version", VERSION).put("model", model).put("support", form.support());
    json.put("sizes", form.sizes().name()).put("steps", form.steps());
    names(tensors).forEach(json.putArray("tensors")::add);
    return new String(Seal.sealed(json.put("tensors_sha256", sha256)), UTF_8);
  }

  static Kept read(String model, byte[] bytes) {
    try {
      return read(model, bytes, new ByteArrayInputStream(bytes));
    } catch (DamageException damage) {
      throw Fault.data(
          "a kept adaptation is damaged: %s; adapt anew".formatted(damage.getMessage()), damage);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Kept read(String model, byte[] bytes, InputStream in) throws IOException {
    SafetensorsHeader header = SafetensorsHeader.read(KEY, in, bytes.length);
    byte[] description = header.description().getBytes(UTF_8);
    Seal.verify(description, DESCRIPTION);
    var fields =
        JsonFields.parse(description, DESCRIPTION)
            .refuseOthers(
                "version",
                "model",
                "support",
                "sizes",
                "steps",
                "tensors",
                "tensors_sha256",
                Seal.FIELD);
    if (fields.notNegative("version") != VERSION) {
      throw Fault.data(
          "a kept adaptation is of version %d but this program reads version %d; adapt anew"
              .formatted(fields.notNegative("version"), VERSION));
    }
    String own = fields.text("model");
    if (!own.equals(model)) {
      throw Fault.data(
          "a kept adaptation is of the model %s but this one is %s; adapt anew, or open that model"
              .formatted(own, model));
    }
    if (!fields.texts("tensors").equals(names(header.tensors()))) {
      throw DamageException.expected("the tensors that are stated", "others");
    }
    byte[] data = in.readAllBytes();
    if (!Sha256.of(data).equals(fields.text("tensors_sha256"))) {
      throw DamageException.expected(
          "tensors of SHA-256 " + fields.text("tensors_sha256"), Sha256.of(data));
    }
    Form form = form(fields);
    return kept(form, header.tensors(), new ByteArrayInputStream(data));
  }

  /** Of each, its name and its shape. */
  private static List<String> names(List<Tensor> tensors) {
    return tensors.stream().map(tensor -> tensor.name() + " " + tensor.shape()).toList();
  }

  private static Form form(JsonFields fields) throws DamageException {
    long support = fields.notNegative("support");
    long steps = fields.notNegative("steps");
    String sizes = fields.text("sizes");
    for (Sizes known : Sizes.values()) {
      if (known.name().equals(sizes) && Math.max(support, steps) <= Integer.MAX_VALUE) {
        return new Form((int) support, known, (int) steps);
      }
    }
    throw DamageException.expected("sizes FIXED or VARYING", JsonFields.printable(sizes));
  }

  private static Kept kept(Form form, List<Tensor> tensors, InputStream in) throws IOException {
    Map<String, HostTensor> read = new LinkedHashMap<>();
    for (Tensor tensor : tensors) {
      int[] shape = tensor.shape().stream().mapToInt(Integer::intValue).toArray();
      int size = Math.toIntExact((tensor.end() - tensor.begin()) / Float.BYTES);
      read.put(tensor.name(), HostTensor.of(FloatStream.read(new float[size], in), shape));
    }
    HostTensor features = taken(read, FEATURES);
    HostTensor targets = taken(read, TARGETS);
    var support = new Examples(features, targets, taken(read, WEIGHTS));
    Map<String, float[]> values = new LinkedHashMap<>();
    read.forEach((name, tensor) -> values.put(name, tensor.floats()));
    return new Kept(support, form, values);
  }

  private static HostTensor taken(Map<String, HostTensor> read, String name)
      throws DamageException {
    HostTensor tensor = read.remove(name);
    if (tensor == null) {
      throw DamageException.expected("a tensor " + name, "none");
    }
    return tensor;
  }
}
