package dev.kindling.draft;

import dev.kindling.reference.Wrapped;
import dev.kindling.setting.DescribedKey;
import dev.kindling.setting.DescribedKind;
import java.util.Map;

/** Writes a draft as YAML, each key after what it means. */
record DraftText(DescribedKind root) {

  private static final String KIND = "kind";
  private static final String REST =
      "What is left out has its default: `kindling reference` tells every key.";

  String text(Draft draft, String schema) {
    StringBuilder text = new StringBuilder("# yaml-language-server: $schema=" + schema + "\n");
    draft.remarks().forEach(remark -> text.append(Wrapped.text(remark, "# ")));
    text.append(Wrapped.text(REST, "# "));
    draft
        .tree()
        .forEach(
            (name, value) -> {
              text.append('\n');
              append(text, root.key(name).orElseThrow(), value, "");
            });
    return text.toString();
  }

  private static DescribedKind kind(DescribedKey key, Map<?, ?> section) {
    return key.section()
        .or(
            () ->
                key.kinds().stream()
                    .filter(one -> one.name().equals(section.get(KIND)))
                    .findFirst())
        .orElseThrow();
  }

  private static void append(StringBuilder text, DescribedKey key, Object value, String indent) {
    text.append(Wrapped.text(key.meaning(), indent + "# "));
    if (!(value instanceof Map<?, ?> section)) {
      text.append(indent).append(key.line(value));
      return;
    }
    text.append(indent).append(key.name()).append(":\n");
    DescribedKind kind = kind(key, section);
    for (Map.Entry<?, ?> entry : section.entrySet()) {
      String name = (String) entry.getKey();
      if (name.equals(KIND)) {
        text.append(Wrapped.text(kind.meaning(), indent + "  # "));
        text.append(indent).append("  kind: ").append(entry.getValue()).append('\n');
        continue;
      }
      append(text, kind.key(name).orElseThrow(), entry.getValue(), indent + "  ");
    }
  }
}
