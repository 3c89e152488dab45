package dev.kindling.config;

import dev.kindling.fault.Fault;
import dev.kindling.setting.Refusal;
import dev.kindling.setting.Wording;
import dev.kindling.setting.WrittenSettings;
import dev.kindling.task.TaskSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads a {@link Configuration}; whatever is wrong with it is a usage fault of one sentence. */
public final class ConfigurationReader {

  private static final String EVALUATION = "evaluation";
  private static final String TASKS = "tasks";

  private static final Wording WORDING =
      new Wording(
          "the configuration",
          "see kindling reference",
          "a kind of a plug-in needs its jar, --jars");

  private ConfigurationReader() {}

  /**
   * Reads a file in UTF-8.
   *
   * @param overrides assignments {@code a.b=value} that replace what the file says, in this order
   */
  public static Configuration read(Path file, List<String> overrides) {
    return parse(text(file), file.toString(), overrides);
  }

  /**
   * Reads YAML, and so JSON too.
   *
   * @param origin the name that errors give to the text
   */
  public static Configuration parse(String text, String origin, List<String> overrides) {
    WrittenSettings settings = settings(text, origin, overrides);
    Configuration defaults = Configuration.defaults();
    // Tasks of evaluation are left out until it is known which tasks they are to resemble.
    TaskSettings learned = settings.without(EVALUATION, TASKS).over(defaults).tasks();
    return settings.over(defaults.withTasks(learned));
  }

  private static WrittenSettings settings(String text, String origin, List<String> overrides) {
    WrittenSettings settings = WrittenSettings.parse(text, origin, WORDING);
    for (String override : overrides) {
      settings = Assignment.parse(override).over(settings);
    }
    return settings;
  }

  private static String text(Path file) {
    if (Files.isDirectory(file)) {
      throw unreadable(file, "is a directory", null);
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(WrittenSettings.LONGEST_TEXT + 1);
      if (bytes.length > WrittenSettings.LONGEST_TEXT) {
        throw unreadable(file, "is longer than 1 MiB", null);
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException e) {
      throw unreadable(file, "does not exist", e);
    } catch (AccessDeniedException e) {
      throw unreadable(file, "may not be read by this user", e);
    } catch (CharacterCodingException e) {
      throw unreadable(file, "is not UTF-8 text", e);
    } catch (IOException e) {
      throw unreadable(file, "cannot be read (" + e.getMessage() + ")", e);
    }
  }

  private static Fault unreadable(Path file, String problem, IOException cause) {
    String sentence = "a YAML file is expected but " + file + " " + problem;
    return Fault.usage(Refusal.oneLine(sentence), cause);
  }
}
