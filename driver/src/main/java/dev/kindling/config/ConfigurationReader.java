package dev.kindling.config;

import dev.kindling.config.Setting.Section;
import dev.kindling.fault.Fault;
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

  private static final String POINTER = "see kindling reference";

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
    Section settings = settings(text, origin, overrides);
    Configuration defaults = Configuration.defaults();
    TaskSettings learned = Binder.bind(withoutJudged(settings), defaults, POINTER).tasks();
    return Binder.bind(settings, defaults.withTasks(learned), POINTER);
  }

  /** Tasks of evaluation are left out until it is known which tasks they are to resemble. */
  private static Section withoutJudged(Section settings) {
    if (!(settings.entries().get(EVALUATION) instanceof Section evaluation)) {
      return settings;
    }
    Section rest = new Section(evaluation.place(), evaluation.entries());
    rest.entries().remove(TASKS);
    return settings.with(EVALUATION, rest);
  }

  /** The same for any record of settings. */
  static <T extends Record> T bind(String text, String origin, List<String> overrides, T defaults) {
    return Binder.bind(settings(text, origin, overrides), defaults, "");
  }

  private static Section settings(String text, String origin, List<String> overrides) {
    Setting written = SettingParser.parse(text, line -> Refusal.shown(origin) + ":" + line);
    Section settings = Binder.section(written);
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
      byte[] bytes = in.readNBytes(SettingParser.LONGEST_TEXT + 1);
      if (bytes.length > SettingParser.LONGEST_TEXT) {
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
