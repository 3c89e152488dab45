/**
 * What can go wrong, said in one sentence. A condition goes in; out comes a {@link
 * dev.kindling.fault.Fault} that knows which kind of trouble it is and so how the program ends, or,
 * from {@link dev.kindling.fault.Require}, the checked value itself.
 */
package dev.kindling.fault;
