package dev.kindling.setting;

import java.util.List;

/** What a key takes. */
public sealed interface Takes {

  <T> T accept(Cases<T> visitor);

  /** A case for each. */
  interface Cases<T> {
    T numbers(Numeric numbers);

    T texts(Texts texts);

    T choice(Choice choice);

    T list(Items list);

    T section(OneSection section);

    T kinds(AnyKind kinds);
  }

  /**
   * Numbers.
   *
   * @param whole whether only whole ones
   */
  record Numeric(boolean whole, NumberRange range) implements Takes {
    @Override
    public <T> T accept(Cases<T> visitor) {
      return visitor.numbers(this);
    }
  }

  /**
   * Texts.
   *
   * @param pattern a regular expression of the whole text; empty for any
   * @param takes the same for people
   * @param least the least of those texts that are numbers
   */
  record Texts(String pattern, String takes, long least) implements Takes {
    @Override
    public <T> T accept(Cases<T> visitor) {
      return visitor.texts(this);
    }
  }

  /** One of several words. */
  record Choice(List<Word> words) implements Takes {
    @Override
    public <T> T accept(Cases<T> visitor) {
      return visitor.choice(this);
    }

    /**
     * A word that may be chosen.
     *
     * @param meaning empty where the word says it
     */
    public record Word(String name, String meaning) {}
  }

  /** A list of such. */
  record Items(Takes each, int least, int most) implements Takes {
    @Override
    public <T> T accept(Cases<T> visitor) {
      return visitor.list(this);
    }
  }

  /** A section with the keys of a record. */
  record OneSection(Class<?> record) implements Takes {
    @Override
    public <T> T accept(Cases<T> visitor) {
      return visitor.section(this);
    }
  }

  /**
   * A section whose {@code kind} chooses among records.
   *
   * @param standard the kind where none is chosen
   * @param like the section that says what is left out of this one; empty for defaults
   */
  record AnyKind(List<Class<?>> records, Class<?> standard, String like) implements Takes {
    @Override
    public <T> T accept(Cases<T> visitor) {
      return visitor.kinds(this);
    }
  }
}
