package dev.kindling.task;

import dev.kindling.meaning.Family;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Which tasks to learn from. Settings travel to executors, which open their own source. */
@Family
public interface TaskSettings extends Serializable {

  TaskSource open(Split split);

  /** The same, with each of its stores chosen anew, in the order in which they stand. */
  default TaskSettings withStores(UnaryOperator<StoreChoice> choose) {
    return this;
  }

  /** The same, with nothing made of what is stored but what it is: what models are judged on. */
  default TaskSettings unaugmented() {
    return this;
  }

  /** The stores that it reads, in the order in which they stand. */
  default List<StoreChoice> stores() {
    List<StoreChoice> stores = new ArrayList<>();
    withStores(
        store -> {
          stores.add(store);
          return store;
        });
    return stores;
  }

  /** The parts of a mixture; empty for other kinds. */
  default List<MixturePart> parts() {
    return List.of();
  }
}
