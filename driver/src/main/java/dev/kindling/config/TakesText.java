package dev.kindling.config;

import java.util.stream.Collectors;

/** What a key takes, for people. */
final class TakesText implements Takes.Cases<String> {

  @Override
  public String numbers(Takes.Numeric numbers) {
    return (numbers.whole() ? "a whole number" : "a number") + numbers.range().text();
  }

  @Override
  public String texts(Takes.Texts texts) {
    return texts.takes();
  }

  @Override
  public String choice(Takes.Choice choice) {
    return choice.words().stream()
        .map(Takes.Choice.Word::name)
        .collect(Collectors.joining(", ", "one of ", ""));
  }

  @Override
  public String list(Takes.Items list) {
    String least = list.least() == 0 ? "" : " of at least %d,".formatted(list.least());
    return "a list,%s each %s".formatted(least, list.each().accept(this));
  }

  @Override
  public String section(Takes.OneSection section) {
    return "a section";
  }

  @Override
  public String kinds(Takes.AnyKind kinds) {
    return kinds.records().stream()
        .map(Names::kind)
        .collect(Collectors.joining(", ", "a section of kind ", ""));
  }
}
