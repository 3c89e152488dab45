package dev.kindling.command;

import dev.kindling.learn.LearnerSettings;
import dev.kindling.meaning.Kinds;
import dev.kindling.setting.DescribedKind;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code kindling learners}: what learners there are. */
@Command(
    name = "learners",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description =
        "Lists the kinds of learners, a line each: what learner.kind takes, where it comes from, and"
            + " what it is. kindling reference KIND tells its settings.")
final class LearnersCommand implements Runnable {
  private static final String OWN = "kindling";

  private final Console console;

  LearnersCommand(Console console) {
    this.console = console;
  }

  private record Row(String kind, String origin, String meaning) {
    static Row of(Class<?> record) {
      return new Row(
          Kinds.name(record),
          Kinds.plugIn(record).orElse(OWN),
          firstSentence(DescribedKind.of(record).meaning()));
    }

    private static String firstSentence(String meaning) {
      return meaning.replaceFirst("(?s)(?<=[.])\\s.*", "");
    }
  }

  @Override
  public void run() {
    List<Row> rows = Kinds.of(LearnerSettings.class).stream().map(Row::of).toList();
    int kind = rows.stream().mapToInt(row -> row.kind().length()).max().orElse(1);
    int origin = rows.stream().mapToInt(row -> row.origin().length()).max().orElse(1);
    String format = "%-" + kind + "s  %-" + origin + "s  %s%n";
    rows.forEach(row -> console.out().printf(format, row.kind(), row.origin(), row.meaning()));
  }
}
