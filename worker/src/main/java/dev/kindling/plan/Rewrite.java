package dev.kindling.plan;

import dev.kindling.program.Program;

/** A change of a program that keeps its meaning. */
interface Rewrite {
  Program apply(Program program);
}
