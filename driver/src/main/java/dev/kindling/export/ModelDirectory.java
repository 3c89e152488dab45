package dev.kindling.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kindling.checkpoint.CheckpointFault;
import dev.kindling.fault.Fault;
import dev.kindling.storage.DamageException;
import dev.kindling.storage.Directory;
import dev.kindling.storage.FileAdvice;
import dev.kindling.trained.ModelCard;
import dev.kindling.trained.ModelDescription;
import dev.kindling.trained.ModelFile;
import dev.kindling.trained.TrainedModel;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;

/**
 * The directory of a model, on any Hadoop file system: its file, which makes it a model in one
 * step, and its card. {@code docs/spec/model.md} says how it comes to be.
 */
public final class ModelDirectory {

  private static final String FILE = ModelFile.NAME;
  private static final String CARD = ModelCard.NAME;

  private final String uri;
  private final Configuration hadoop;
  private final boolean local;
  private final String id = UUID.randomUUID().toString().substring(0, 8);

  public ModelDirectory(String uri, Configuration hadoop) {
    this.uri = uri;
    this.hadoop = hadoop;
    this.local = CheckpointFault.isLocalName(uri);
  }

  private FileAdvice writing() {
    return CheckpointFault.exporting(local);
  }

  private Directory opened() throws IOException {
    return Directory.of(uri, hadoop);
  }

  /** Refuses a directory that is a model's already. */
  public void requireNew() {
    writing()
        .during(
            "look into " + uri,
            () -> {
              if (opened().exists(FILE)) {
                throw taken();
              }
            });
  }

  private Fault taken() {
    return Fault.usage(
        "%s holds a model already, and a model is never overwritten; name another --output, or delete it"
            .formatted(uri));
  }

  /** Writes a model where there is none: whole, or not at all. */
  public void write(TrainedModel model) {
    writing()
        .during(
            "write the model to " + uri,
            () -> {
              Directory directory = opened();
              if (directory.exists(FILE)) {
                throw taken();
              }
              directory.makeDirectory("");
              directory.replace(CARD, id, card(model.description()));
              boolean made = published(directory, model);
              settle(directory);
              if (!made) {
                throw taken();
              }
            });
  }

  /** The answer to a put may be lost, and who comes second may find its unfinished file gone. */
  private boolean published(Directory directory, TrainedModel model) throws IOException {
    try {
      directory.publish("", FILE, id, out -> ModelFile.write(model, out));
    } catch (IOException e) {
      if (!directory.exists(FILE)) {
        throw e;
      }
    }
    return read(directory).equals(model);
  }

  /** The card is that of the file, whoever of several writers was the first. */
  private void settle(Directory directory) throws IOException {
    byte[] card = card(read(directory).description());
    if (!directory.exists(CARD) || !Arrays.equals(directory.read(CARD, card.length), card)) {
      directory.replace(CARD, id, card);
    }
    for (String name : directory.names("")) {
      if (name.startsWith("." + FILE + ".writing-")) {
        directory.delete(name);
      }
    }
  }

  /**
   * Puts a run's newest model in place of the one before, in one step. One of the same
   * meta-parameters that was judged alike stays as it is.
   */
  public void replace(TrainedModel model) {
    writing()
        .during(
            "write the model to " + uri,
            () -> {
              Directory directory = opened();
              directory.makeDirectory("");
              if (directory.exists(FILE) && isSame(directory, model.description())) {
                return;
              }
              directory.replace(CARD, id, card(model.description()));
              directory.replaceSynced(FILE, id, out -> ModelFile.write(model, out));
              settle(directory);
            });
  }

  /** What is damaged is not the same, and comes to be whole by being replaced. */
  private boolean isSame(Directory directory, ModelDescription model) throws IOException {
    try {
      ModelDescription there = read(directory).description();
      return there.thetaSha256().equals(model.thetaSha256())
          && there.step() == model.step()
          && there.judged().equals(model.judged());
    } catch (DamageException e) {
      return false;
    }
  }

  private static byte[] card(ModelDescription model) {
    return ModelCard.of(model).getBytes(UTF_8);
  }

  /** The model, verified; a damaged one is a data fault. */
  public TrainedModel read() {
    return CheckpointFault.readingModel(local)
        .translated("read the model in " + uri, () -> read(opened()));
  }

  private static TrainedModel read(Directory directory) throws IOException {
    try (InputStream in = new BufferedInputStream(directory.open(FILE))) {
      return ModelFile.read(in, directory.bytes(FILE), directory.path(FILE));
    } catch (FileNotFoundException e) {
      throw Fault.usage(
          "a model is expected but %s does not exist; correct the address, or export one"
              .formatted(directory.path(FILE)),
          e);
    }
  }
}
