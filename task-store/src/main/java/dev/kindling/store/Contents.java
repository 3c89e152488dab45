package dev.kindling.store;

import java.io.Serializable;

/** What the records of a store are. */
public sealed interface Contents extends Serializable permits ExampleContents, TaskContents {}
