package dev.kindling.setting;

import dev.kindling.meaning.Kinds;
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
    return "a list%s, each %s".formatted(size(list), list.each().accept(this));
  }

  private static String size(Takes.Items list) {
    if (list.most() == Integer.MAX_VALUE) {
      return list.least() == 0 ? "" : " of at least " + list.least();
    }
    return " of %d to %d".formatted(list.least(), list.most());
  }

  @Override
  public String section(Takes.OneSection section) {
    return "a section";
  }

  @Override
  public String kinds(Takes.AnyKind kinds) {
    return kinds.records().stream()
        .map(Kinds::name)
        .collect(Collectors.joining(", ", "a section of kind ", ""));
  }
}
