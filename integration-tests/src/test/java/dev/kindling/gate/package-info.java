/**
 * Gates over the whole repository: fences between packages, rules for code, size budgets. Compiled
 * classes and sources of every module come in; violations go out, each naming its place.
 */
package dev.kindling.gate;
