package dev.kindling.trained;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kindling.fault.Fault;
import dev.kindling.safetensors.FloatStream;
import dev.kindling.safetensors.SafetensorsHeader;
import dev.kindling.safetensors.SafetensorsHeader.Tensor;
import dev.kindling.storage.DamageException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The one file that a model is. What it says of itself and its numbers are verified. */
public final class ModelFile {

  /** Its name in the directory of a model. */
  public static final String NAME = "model.safetensors";

  private static final String KEY = "kindling_model";

  private ModelFile() {}

  /** Writes all of it; the stream stays open. */
  public static void write(TrainedModel model, OutputStream out) throws IOException {
    header(model.description()).write(out);
    FloatStream.write(model.theta(), out);
  }

  private static SafetensorsHeader header(ModelDescription model) {
    byte[] description = ModelJson.write(model);
    if (description.length > ModelJson.MOST_BYTES) {
      throw Fault.data(
          "a model says at most 64 MiB of itself but this one %d bytes, most of them names of categories; leave columns of so many categories out"
              .formatted(description.length));
    }
    return new SafetensorsHeader(
        KEY, new String(description, UTF_8), ParametersJson.tensors(model.layout()));
  }

  /**
   * Reads a model from this machine's disk. Whatever is wrong with it is a {@link Fault} of one
   * sentence.
   *
   * @param model its directory, or its file
   */
  public static TrainedModel read(Path model) {
    Path file = Files.isDirectory(model) ? model.resolve(NAME) : model;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return read(in, Files.size(file), file.toString());
    } catch (NoSuchFileException e) {
      throw Fault.usage(
          "a model is expected but %s does not exist; correct the path, or export one"
              .formatted(file),
          e);
    } catch (AccessDeniedException e) {
      throw Fault.usage(
          "a model is expected but %s may not be read by this user; correct its permissions"
              .formatted(file),
          e);
    } catch (DamageException e) {
      throw Fault.data(e.getMessage(), e);
    } catch (IOException e) {
      throw Fault.resources(
          "cannot read the model %s: %s; check the disk, then try again"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /**
   * Reads a model from wherever it lies.
   *
   * @param bytes how many the file has
   * @param name of the file, for messages
   * @throws DamageException that says in one sentence what is wrong with the file
   */
  public static TrainedModel read(InputStream in, long bytes, String name) throws IOException {
    try {
      SafetensorsHeader header = SafetensorsHeader.read(KEY, in, bytes);
      ModelDescription description = description(header);
      float[] theta = FloatStream.read(new float[description.layout().size()], in);
      String seen = TrainedModel.sha256(theta);
      if (!seen.equals(description.thetaSha256())) {
        throw DamageException.expected("SHA-256 of theta " + description.thetaSha256(), seen);
      }
      return new TrainedModel(description, theta);
    } catch (DamageException e) {
      throw new DamageException(
          "%s cannot be read as a model: %s; copy it anew from where it is whole, or export it again"
              .formatted(name, e.getMessage()),
          e);
    }
  }

  private static ModelDescription description(SafetensorsHeader header) throws DamageException {
    byte[] description = header.description().getBytes(UTF_8);
    if (description.length > ModelJson.MOST_BYTES) {
      throw DamageException.expected("a description of at most 64 MiB", "more");
    }
    ModelDescription model = ModelJson.read(description);
    List<Tensor> expected = ParametersJson.tensors(model.layout());
    if (!expected.equals(header.tensors())) {
      throw DamageException.expected("the tensors " + brief(expected), brief(header.tensors()));
    }
    return model;
  }

  private static String brief(List<Tensor> tensors) {
    String first = tensors.isEmpty() ? "" : ", first " + tensors.get(0);
    return "%d%s".formatted(tensors.size(), first);
  }
}
