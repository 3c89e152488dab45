package dev.kindling.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * One page of HTML on one run or several, which needs no other file, no network and no script.
 *
 * @param made when and by which version it was made, in a sentence
 */
public record ReportPage(List<RunFiles> runs, String made) {
  public static final String NAME = "report.html";

  static final String STYLE = "report.css";

  public ReportPage {
    runs = List.copyOf(runs);
  }

  public String html() {
    String title = runs.size() == 1 ? runs.get(0).name() : runs.size() + " runs";
    var out = new Markup();
    out.trusted("<!doctype html>\n").open("html", "lang", "en").open("head").line();
    out.open("meta", "charset", "utf-8").line();
    out.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    out.open("meta", "name", "color-scheme", "content", "light dark").line();
    out.element("title", title + " · Kindling").line();
    out.open("style").trusted(style()).close("style").close("head").line();
    out.open("body").open("main").line();
    out.open("header").element("p", "Kindling · training report", "class", "kicker");
    out.element("h1", title).close("header").line();
    if (runs.size() == 1) {
      new RunView(runs.get(0), "", 2).add(out);
    } else {
      several(out);
    }
    out.element("footer", made).line();
    out.close("main").close("body").close("html").line();
    return out.toString();
  }

  private void several(Markup out) {
    out.open("section").element("h2", "Side by side").line();
    new SideBySide(runs).add(out);
    out.close("section").line();
    for (int i = 0; i < runs.size(); i++) {
      out.open("article").element("h2", runs.get(i).name()).line();
      new RunView(runs.get(i), "r" + (i + 1) + "-", 3).add(out);
      out.close("article").line();
    }
  }

  static String style() {
    try (InputStream in = ReportPage.class.getResourceAsStream(STYLE)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
