package dev.kindling.setting;

import dev.kindling.meaning.Kinds;
import dev.kindling.meaning.Meaning;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** All there is to say of a record of settings. */
public record DescribedKind(String name, String meaning, List<DescribedKey> keys) {

  /** What its annotations say; one without a meaning is a bug. */
  public static DescribedKind of(Class<?> record) {
    Meaning meaning = record.getAnnotation(Meaning.class);
    if (meaning == null) {
      throw new IllegalStateException(record.getSimpleName() + " has no @Meaning");
    }
    Object defaults = Records.defaults(record);
    List<DescribedKey> keys =
        Arrays.stream(record.getRecordComponents())
            .map(component -> DescribedKey.of(component, defaults))
            .toList();
    return new DescribedKind(Kinds.name(record), meaning.value(), keys);
  }

  public Optional<DescribedKey> key(String key) {
    return keys.stream().filter(one -> one.name().equals(key)).findFirst();
  }
}
