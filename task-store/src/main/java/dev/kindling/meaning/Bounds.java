package dev.kindling.meaning;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which numbers a setting takes, or each number of its list or in its text. The record's
 * constructor refuses all others; a bound of NaN is none.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Bounds {

  /** The least that is taken. */
  double least() default Double.NaN;

  /** What all that is taken is above. */
  double above() default Double.NaN;

  /** The most that is taken. */
  double most() default Double.NaN;

  /** What all that is taken is below. */
  double below() default Double.NaN;

  /** How many numbers a list must have. */
  int leastItems() default 0;

  /** How many numbers a list may have. */
  int mostItems() default Integer.MAX_VALUE;

  /** The key beside this one whose value is the least that is taken. */
  String leastIs() default "";

  /** The key beside this one whose value all that is taken is above. */
  String aboveIs() default "";

  /** The key beside this one whose value all that is taken is below. */
  String belowIs() default "";
}
