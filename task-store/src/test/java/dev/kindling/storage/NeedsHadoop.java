package dev.kindling.storage;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.DisabledForJreRange;

/**
 * A test that opens one of Hadoop's file systems, which the Hadoop of Spark 3.5 refuses from Java
 * 24 on.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@DisabledForJreRange(
    minVersion = 24,
    disabledReason = "Hadoop asks for Subject.getSubject, which Java 24 and later refuse")
public @interface NeedsHadoop {}
