package dev.kindling.report;

import java.util.ArrayList;
import java.util.List;

/** A table with a caption; the first cell of a row says what the row is of. */
final class PageTable {
  private final String caption;
  private final List<String> head;
  private final List<List<String>> rows = new ArrayList<>();
  private final List<String> swatches = new ArrayList<>();

  PageTable(String caption, List<String> head) {
    this.caption = caption;
    this.head = List.copyOf(head);
  }

  PageTable row(List<String> cells) {
    return row("", cells);
  }

  /** A row that begins with the colour of what it tells of. */
  PageTable row(String swatch, List<String> cells) {
    swatches.add(swatch);
    rows.add(List.copyOf(cells));
    return this;
  }

  /** In a frame of its own, within which a wide table is moved sideways. */
  void add(Markup out) {
    out.open("div", "class", "scroll", "role", "region", "aria-label", caption, "tabindex", "0");
    out.open("table").element("caption", caption);
    if (!head.isEmpty()) {
      out.open("thead").open("tr");
      head.forEach(cell -> out.element("th", cell, "scope", "col"));
      out.close("tr").close("thead");
    }
    out.open("tbody").line();
    for (int i = 0; i < rows.size(); i++) {
      row(out, swatches.get(i), rows.get(i));
    }
    out.close("tbody").close("table").close("div").line();
  }

  private static void row(Markup out, String swatch, List<String> cells) {
    out.open("tr").open("th", "scope", "row");
    if (!swatch.isEmpty()) {
      out.open("span", "class", "swatch " + swatch).close("span");
    }
    out.say(cells.get(0)).close("th");
    cells.stream().skip(1).forEach(cell -> out.element("td", cell));
    out.close("tr").line();
  }
}
