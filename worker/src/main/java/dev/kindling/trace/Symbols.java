package dev.kindling.trace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Symbols by name, in an order: parameters, their gradients, or what else has one symbol for each.
 * A name is that of its group, a point, and the rest: {@code head.weight} lies in the group {@code
 * head}. Arithmetic is symbol by symbol, between sets of the same names.
 */
public final class Symbols {
  private final Map<String, Symbol> symbols;

  private Symbols(Map<String, Symbol> symbols) {
    this.symbols = Collections.unmodifiableMap(new LinkedHashMap<>(symbols));
  }

  public static Symbols of(Map<String, Symbol> symbols) {
    return new Symbols(symbols);
  }

  public static Symbols none() {
    return new Symbols(Map.of());
  }

  public Symbol get(String name) {
    Symbol symbol = symbols.get(name);
    if (symbol == null) {
      throw new IllegalArgumentException(
          "no symbol is named %s; there are %s".formatted(name, symbols.keySet()));
    }
    return symbol;
  }

  public Set<String> names() {
    return symbols.keySet();
  }

  public List<Symbol> values() {
    return List.copyOf(symbols.values());
  }

  public Map<String, Symbol> asMap() {
    return symbols;
  }

  public boolean isEmpty() {
    return symbols.isEmpty();
  }

  /** Those of one group, without the group's name. */
  public Symbols group(String group) {
    String prefix = group + ".";
    Map<String, Symbol> members = new LinkedHashMap<>();
    symbols.forEach(
        (name, symbol) -> {
          if (name.startsWith(prefix)) {
            members.put(name.substring(prefix.length()), symbol);
          }
        });
    return new Symbols(members);
  }

  /** These as a group of that name. */
  public Symbols in(String group) {
    Map<String, Symbol> members = new LinkedHashMap<>();
    symbols.forEach((name, symbol) -> members.put(group + "." + name, symbol));
    return new Symbols(members);
  }

  /** Those of these names, in the order of the names. */
  public Symbols these(Collection<String> names) {
    Map<String, Symbol> members = new LinkedHashMap<>();
    names.forEach(name -> members.put(name, get(name)));
    return new Symbols(members);
  }

  /** All but those of these names. */
  public Symbols without(Collection<String> names) {
    Map<String, Symbol> rest = new LinkedHashMap<>(symbols);
    rest.keySet().removeAll(names);
    return new Symbols(rest);
  }

  /** These, with those of {@code others} in the places of those of the same names, or after all. */
  public Symbols and(Symbols others) {
    Map<String, Symbol> both = new LinkedHashMap<>(symbols);
    both.putAll(others.symbols);
    return new Symbols(both);
  }

  /** The same names for {@code values}, which come in the order of these. */
  public Symbols named(Collection<Symbol> values) {
    if (values.size() != symbols.size()) {
      throw new IllegalArgumentException(
          "%d symbols do not fit the names %s".formatted(values.size(), symbols.keySet()));
    }
    List<Symbol> ordered = new ArrayList<>(values);
    Map<String, Symbol> renamed = new LinkedHashMap<>();
    symbols.keySet().forEach(name -> renamed.put(name, ordered.get(renamed.size())));
    return new Symbols(renamed);
  }

  public Symbols map(UnaryOperator<Symbol> function) {
    return named(symbols.values().stream().map(function).collect(Collectors.toList()));
  }

  /** What {@code function} makes of each symbol and the one of the same name among others. */
  public Symbols with(Symbols others, BinaryOperator<Symbol> function) {
    if (!symbols.keySet().equals(others.symbols.keySet())) {
      throw new IllegalArgumentException(
          "symbols %s do not go with %s".formatted(symbols.keySet(), others.symbols.keySet()));
    }
    Map<String, Symbol> results = new LinkedHashMap<>();
    symbols.forEach((name, one) -> results.put(name, function.apply(one, others.get(name))));
    return new Symbols(results);
  }

  public Symbols plus(Symbols others) {
    return with(others, Symbol::plus);
  }

  public Symbols minus(Symbols others) {
    return with(others, Symbol::minus);
  }

  /** The products, number by number. */
  public Symbols times(Symbols others) {
    return with(others, Symbol::times);
  }

  public Symbols times(double factor) {
    return map(symbol -> symbol.times(factor));
  }

  /** The same symbols as constants for differentiation. */
  public Symbols stopGradient() {
    return map(Symbol::stopGradient);
  }

  @Override
  public String toString() {
    return symbols.toString();
  }
}
