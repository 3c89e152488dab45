package dev.kindling.process;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A class of tests that launch processes. It may ask for the {@link ReferenceRun}, and runs beside
 * other such classes, since processes spend much of their time waiting.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ReferenceRun.Shared.class)
@Execution(ExecutionMode.CONCURRENT)
@interface LaunchesProcesses {}
