package dev.kindling.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Everything that is read or told apart stands out from what it is on. */
class ReportColoursTest {
  private static final Pattern SCHEME = Pattern.compile(":root \\{([^}]*)\\}");
  private static final Pattern COLOUR = Pattern.compile("--([a-z0-9]+): #([0-9a-f]{6});");
  private static final List<String> GROUNDS = List.of("paper", "wash");
  private static final double LEAST = 4.5;

  private static List<Map<String, Integer>> schemes() {
    return SCHEME
        .matcher(ReportPage.style())
        .results()
        .map(scheme -> colours(scheme.group(1)))
        .toList();
  }

  private static Map<String, Integer> colours(String text) {
    Map<String, Integer> colours = new LinkedHashMap<>();
    COLOUR
        .matcher(text)
        .results()
        .forEach(colour -> colours.put(colour.group(1), Integer.parseInt(colour.group(2), 16)));
    return colours;
  }

  /** Relative luminance, as the web's accessibility guidelines define it. */
  private static double luminance(int colour) {
    return .2126 * linear(colour >> 16) + .7152 * linear(colour >> 8) + .0722 * linear(colour);
  }

  private static double linear(int channel) {
    double share = (channel & 255) / 255.;
    return share <= .04045 ? share / 12.92 : Math.pow((share + .055) / 1.055, 2.4);
  }

  private static double contrast(int one, int other) {
    double light = Math.max(luminance(one), luminance(other));
    double dark = Math.min(luminance(one), luminance(other));
    return (light + .05) / (dark + .05);
  }

  @Test
  void contrastIsAsTheGuidelinesDefineIt() {
    assertThat(contrast(0xffffff, 0x000000)).isEqualTo(21);
    assertThat(contrast(0x767676, 0xffffff)).isBetween(4.5, 4.6);
  }

  @Test
  void whatIsReadStandsOutInTheLightInTheDarkAndOnPaper() {
    assertThat(schemes()).hasSize(3);
    for (Map<String, Integer> scheme : schemes()) {
      assertThat(scheme).hasSize(13).containsKeys("paper", "wash", "rule", "ink", "soft", "bad");
      for (String ground : GROUNDS) {
        scheme.forEach(
            (name, colour) -> {
              if (!GROUNDS.contains(name) && !name.equals("rule")) {
                assertThat(contrast(colour, scheme.get(ground)))
                    .as("%s on %s of %s", name, ground, scheme)
                    .isGreaterThanOrEqualTo(LEAST);
              }
            });
      }
    }
  }

  @Test
  void noTwoPhasesHaveTheSameColour() {
    Pattern phase = Pattern.compile("rect\\.p\\d+ \\{ fill: var\\(--([a-z0-9]+)\\); \\}");
    List<String> fills =
        phase.matcher(ReportPage.style()).results().map(rule -> rule.group(1)).toList();
    assertThat(fills).as("and what is in no phase").hasSize(MetricLines.PHASES.size() + 1);
    for (Map<String, Integer> scheme : schemes()) {
      assertThat(fills).extracting(scheme::get).doesNotContainNull().doesNotHaveDuplicates();
    }
  }

  @Test
  void rulesTakeTheirColoursFromTheSchemes() {
    String rules = SCHEME.matcher(ReportPage.style()).replaceAll("");
    assertThat(rules).doesNotContainPattern("#[0-9a-fA-F]{3,6}|rgb\\(|hsl\\(");
    Pattern used = Pattern.compile("var\\(--([a-z0-9]+)\\)");
    assertThat(used.matcher(rules).results().map(use -> use.group(1)))
        .isSubsetOf(schemes().get(0).keySet());
  }
}
