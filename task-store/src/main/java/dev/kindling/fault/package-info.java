/**
 * What can go wrong, said in one sentence. A condition comes in. A {@link dev.kindling.fault.Fault}
 * goes out, which knows what kind of trouble it is and so how the program ends, or, from {@link
 * dev.kindling.fault.Require}, the checked value itself. {@link dev.kindling.fault.Causes} are what
 * lies behind what others threw.
 */
package dev.kindling.fault;
