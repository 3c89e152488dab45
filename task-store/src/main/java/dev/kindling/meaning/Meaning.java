package dev.kindling.meaning;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a setting is for, as the reference says it: of a component of a record what the key means,
 * of a record what its kind is, of a constant what choosing it does. Whole sentences in plain text.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE, ElementType.FIELD})
public @interface Meaning {

  String value();

  /** A value that one might write, as YAML; the default where that says enough. */
  String example() default "";
}
