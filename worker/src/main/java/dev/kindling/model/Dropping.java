package dev.kindling.model;

import dev.kindling.trace.Symbol;
import java.util.function.Supplier;

/**
 * Where a model's dropout takes what is random from, in one look at some examples.
 *
 * @param keys of the tasks, {@code [tasks, 8]}, asked for only by models that drop something
 * @param purpose of this look, another for each
 */
public record Dropping(Supplier<Symbol> keys, String purpose) {}
