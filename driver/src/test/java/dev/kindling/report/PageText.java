package dev.kindling.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What every page keeps to, whatever run it tells of. */
public record PageText(String html) {
  private static final Pattern TAG = Pattern.compile("<(/?)([a-z0-9]+)((?: [^<>]*)?)>");
  private static final Pattern ATTRIBUTE = Pattern.compile(" ([a-zA-Z0-9-]+)=\"([^\"]*)\"");
  private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");
  private static final Pattern LABELS = Pattern.compile(" aria-labelledby=\"([^\"]*)\"");
  private static final Set<String> WITHOUT_END = Set.of("meta", "img");

  /** Every text of the page without its elements, in their order. */
  public String text() {
    return html.replaceAll("(?s)<style>.*?</style>", "")
        .replaceAll("<[^>]*>", " ")
        .replace("&#39;", "'")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .replaceAll("\\s+", " ");
  }

  public long count(String pattern) {
    return Pattern.compile(pattern).matcher(html).results().count();
  }

  public void requireSound() {
    elementsAreNested();
    nothingIsFetchedAndNothingRuns();
    picturesAreToldInWords();
    tablesAreLabelled();
    headingsAreInOrder();
  }

  private List<MatchResult> tags() {
    return TAG.matcher(html.replaceAll("(?s)<style>.*?</style>", "<style></style>"))
        .results()
        .toList();
  }

  private void elementsAreNested() {
    List<String> open = new ArrayList<>();
    for (MatchResult tag : tags()) {
      if (!tag.group(1).isEmpty()) {
        assertThat(open.remove(open.size() - 1)).isEqualTo(tag.group(2));
      } else if (!WITHOUT_END.contains(tag.group(2))) {
        open.add(tag.group(2));
      }
    }
    assertThat(open).isEmpty();
  }

  private void nothingIsFetchedAndNothingRuns() {
    assertThat(html).doesNotContain("<script", "<link", "<iframe", "@import", "url(");
    for (MatchResult tag : tags()) {
      ATTRIBUTE
          .matcher(tag.group(3))
          .results()
          .forEach(attribute -> isHarmless(attribute.group(1), attribute.group(2)));
      assertThat(ATTRIBUTE.matcher(tag.group(3)).replaceAll("")).isEmpty();
    }
  }

  private static void isHarmless(String name, String value) {
    assertThat(name).doesNotStartWith("on").isNotIn("href", "style", "srcset", "action");
    if (name.equals("src")) {
      assertThat(value).startsWith("data:image/png;base64,");
    }
  }

  private void picturesAreToldInWords() {
    List<String> ids = ID.matcher(html).results().map(id -> id.group(1)).toList();
    assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
    for (MatchResult tag : tags()) {
      if (tag.group(1).isEmpty() && tag.group(2).equals("svg")) {
        assertThat(tag.group(3)).contains("role=\"img\"");
        String labels = LABELS.matcher(tag.group(3)).results().toList().get(0).group(1);
        assertThat(ids).contains(labels.split(" "));
      }
      if (tag.group(2).equals("img")) {
        assertThat(tag.group(3)).containsPattern(" alt=\"[a-z][^\"]+\"");
      }
    }
    assertThat(html).doesNotContainPattern("<(title|desc)[^>]*></");
  }

  private void tablesAreLabelled() {
    assertThat(count("<table>")).isEqualTo(count("<table><caption>[^<]"));
    assertThat(count("<th ")).isEqualTo(count("<th scope=\"(row|col)\""));
    assertThat(html).doesNotContain("<th>");
  }

  private void headingsAreInOrder() {
    assertThat(html).startsWith("<!doctype html>\n<html lang=\"en\">");
    assertThat(count("<h1")).isEqualTo(1);
    int before = 0;
    for (MatchResult tag : tags()) {
      if (tag.group(1).isEmpty() && tag.group(2).matches("h[1-6]")) {
        int level = tag.group(2).charAt(1) - '0';
        assertThat(level).isLessThanOrEqualTo(before + 1);
        before = level;
      }
    }
  }
}
