package dev.kindling.command;

import dev.kindling.config.Configuration;
import dev.kindling.engine.Engine;
import dev.kindling.episode.EpisodePlans;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kindling explain}. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description =
        "Says what a run would compute, and the work and memory that it takes, without running.")
final class ExplainCommand implements Runnable {
  private final Console console;

  @Mixin private ConfigurationOptions configurationOptions;

  @Option(
      names = "--program",
      description = "Print the training program as it was traced and differentiated.")
  private boolean program;

  @Option(names = "--plan", description = "Print the training plan: the program as it will run.")
  private boolean plan;

  ExplainCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    ChosenStores stores = ChosenStores.of(configurationOptions.read());
    Configuration configuration = stores.configuration();
    Engine engine = configuration.engine().open();
    EpisodePlans plans = EpisodePlans.of(configuration.episodes(), engine);
    NotJudged.requireTraining(configuration.tasks());
    stores.tell(console);
    if (program) {
      console.out().print(plans.program().text());
    }
    if (plan) {
      console.out().print(plans.training().text());
    }
    if (!program && !plan) {
      console.out().print(new Explanation(configuration, plans, engine).text());
    }
  }
}
