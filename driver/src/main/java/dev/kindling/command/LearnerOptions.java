package dev.kindling.command;

import dev.kindling.config.LearnerChoice;
import dev.kindling.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The arguments that name a learner without a configuration. */
final class LearnerOptions {
  @Option(
      names = "--learner",
      paramLabel = "KIND",
      description = "A kind of learner, with its default settings; kindling learners lists them.")
  private String kind;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Replaces a default of that learner, as learner.order=1; may be given several times.")
  private List<String> overrides = new ArrayList<>();

  /** The learner that was named. */
  Optional<LearnerChoice> choice() {
    if (kind == null && !overrides.isEmpty()) {
      throw Fault.usage("--set replaces settings of a learner; name one with --learner KIND");
    }
    return Optional.ofNullable(kind).map(name -> new LearnerChoice(name, overrides));
  }
}
