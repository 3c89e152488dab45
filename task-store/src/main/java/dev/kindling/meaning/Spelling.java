package dev.kindling.meaning;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which texts a setting takes. The record's constructor refuses all others. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Spelling {

  /** A regular expression of the whole text, as Java and JSON Schema read it alike. */
  String pattern();

  /** The same for people, as the end of "it takes". */
  String takes();
}
