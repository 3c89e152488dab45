package dev.kindling.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import dev.kindling.fault.Fault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * The oneDNN objects of one executable, which are freed when it closes, the last made first. Or
 * their descriptions alone, by which is found what memory they would take.
 */
final class Native implements AutoCloseable {
  private static final String ALONG_ROWS = "jit:";
  private static final long ARGUMENT_BYTES = 16;

  private final boolean makes;
  private final Need room;
  private final Memory memory;
  private final Deque<Runnable> releases = new ArrayDeque<>();
  private final Map<Integer, Pointer> ones = new HashMap<>();
  private final List<String> implementations = new ArrayList<>();
  private long packedBytes;
  private long scratchBytes;
  private long ownBytes;
  private final dnnl_engine engine = new dnnl_engine();
  private final dnnl_stream stream = new dnnl_stream();
  private final dnnl_primitive_attr attributes = new dnnl_primitive_attr();

  private Native(boolean makes, Need room, Memory memory) {
    this.makes = makes;
    this.room = room;
    this.memory = memory;
    check(dnnl_engine_create(engine, dnnl_cpu, 0), "an engine");
    releases.push(() -> dnnl_engine_destroy(engine));
    check(dnnl_stream_create(stream, engine, dnnl_stream_default_flags), "a stream");
    releases.push(() -> dnnl_stream_destroy(stream));
    check(dnnl_primitive_attr_create(attributes), "attributes");
    releases.push(() -> dnnl_primitive_attr_destroy(attributes));
    check(
        dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user),
        "memory that kernels write to while they run");
  }

  /** Kernels that write to the parts of {@code memory} that {@code room} leaves for them. */
  static Native making(Need room, Memory memory) {
    return new Native(true, room, memory);
  }

  /** No kernels, but what they would take. */
  static Native describing() {
    return new Native(false, new Need(0, 0, 0, 0), Memory.nowhere());
  }

  static void check(int status, String what) {
    if (status != dnnl_success) {
      throw new IllegalStateException("oneDNN gave status " + status + " for " + what);
    }
  }

  dnnl_engine engine() {
    return engine;
  }

  /** Those that every kernel is described with. */
  dnnl_primitive_attr attributes() {
    return attributes;
  }

  dnnl_memory_desc layout(long[] dimensions, long[] strides) {
    var layout = new dnnl_memory_desc();
    check(
        dnnl_memory_desc_create_with_strides(
            layout, dimensions.length, dimensions, dnnl_f32, strides),
        "a layout");
    releases.push(() -> dnnl_memory_desc_destroy(layout));
    return layout;
  }

  dnnl_memory_desc rowMajor(long... dimensions) {
    long[] strides = new long[dimensions.length];
    long stride = 1;
    for (int axis = dimensions.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= dimensions[axis];
    }
    return layout(dimensions, strides);
  }

  dnnl_memory memory(dnnl_memory_desc layout, Pointer data) {
    var object = new dnnl_memory();
    if (makes) {
      check(dnnl_memory_create(object, layout, engine, data), "a memory object");
      releases.push(() -> dnnl_memory_destroy(object));
    }
    return object;
  }

  /** A kernel that runs the described primitive on {@code arguments}. */
  Kernel kernel(dnnl_primitive_desc description, Argument... arguments) {
    return kernel(primitive(description), arguments);
  }

  /** A primitive, and the memory that it writes to while it runs, if it does. */
  record Primitive(dnnl_primitive primitive, Optional<Argument> scratch) {}

  /** The described primitive, ready to run on any arguments of its layouts. */
  Primitive primitive(dnnl_primitive_desc description) {
    var primitive = new dnnl_primitive();
    if (makes) {
      check(dnnl_primitive_create(primitive, description), "a primitive");
      releases.push(() -> dnnl_primitive_destroy(primitive));
      implementations.add(implementation(description));
    }
    Optional<Argument> scratch = scratch(description);
    dnnl_primitive_desc_destroy(description);
    return new Primitive(primitive, scratch);
  }

  private Optional<Argument> scratch(dnnl_primitive_desc description) {
    dnnl_memory_desc layout =
        dnnl_primitive_desc_query_md(description, dnnl_query_scratchpad_md, 0);
    long bytes = layout == null ? 0 : dnnl_memory_desc_get_size(layout);
    if (bytes == 0) {
      return Optional.empty();
    }
    scratchBytes = Math.max(scratchBytes, bytes);
    requireDescribed(bytes, room.scratchBytes());
    Pointer data = memory.at(room.scratchOffset());
    return Optional.of(new Argument(DNNL_ARG_SCRATCHPAD, memory(layout, data)));
  }

  private void requireDescribed(long bytes, long described) {
    if (makes && bytes > described) {
      throw new IllegalStateException(
          "a kernel needs %d bytes while it runs, but %d were described"
              .formatted(bytes, described));
    }
  }

  Kernel kernel(Primitive made, Argument... arguments) {
    List<Argument> all = new ArrayList<>(List.of(arguments));
    made.scratch().ifPresent(all::add);
    int count = all.size();
    if (!makes) {
      ownBytes += count * ARGUMENT_BYTES;
      return () -> {};
    }
    var list = new dnnl_exec_arg_t(zeros(count * ARGUMENT_BYTES));
    for (int i = 0; i < count; i++) {
      list.position(i).arg(all.get(i).name()).memory(all.get(i).memory());
    }
    list.position(0);
    dnnl_primitive primitive = made.primitive();
    return () -> check(dnnl_primitive_execute(primitive, stream, count, list), "an execution");
  }

  /**
   * A description whose kernels go along rows if {@code rows} says so and the library has such
   * kernels for the same instructions, otherwise the library's first choice.
   */
  dnnl_primitive_desc preferred(Supplier<dnnl_primitive_desc> description, boolean rows) {
    dnnl_primitive_desc first = description.get();
    if (!rows) {
      return first;
    }
    String name = implementation(first);
    String wanted = ALONG_ROWS + name.substring(name.lastIndexOf(':') + 1);
    dnnl_primitive_desc other = description.get();
    boolean found = implementation(other).equals(wanted);
    while (!found && dnnl_primitive_desc_next_impl(other) == dnnl_success) {
      found = implementation(other).equals(wanted);
    }
    dnnl_primitive_desc_destroy(found ? first : other);
    return found ? other : first;
  }

  /** Keeps a description that others refer to until the end. */
  dnnl_primitive_desc kept(dnnl_primitive_desc description) {
    releases.push(() -> dnnl_primitive_desc_destroy(description));
    return description;
  }

  /** What the library calls the kernels of its primitives, in the order in which they were made. */
  List<String> implementations() {
    return List.copyOf(implementations);
  }

  /** The library's name for a description's kernels, such as {@code jit:avx512_core}. */
  private static String implementation(dnnl_primitive_desc description) {
    try (var name = new PointerPointer<BytePointer>(1)) {
      check(
          dnnl_primitive_desc_query(description, dnnl_query_impl_info_str, 0, name),
          "an implementation's name");
      return name.get(BytePointer.class, 0).getString();
    }
  }

  /** A reorder from one layout to another. */
  Primitive reorder(dnnl_memory_desc from, dnnl_memory_desc to) {
    var description = new dnnl_primitive_desc();
    check(
        dnnl_reorder_primitive_desc_create(description, from, engine, to, engine, attributes),
        "a reorder");
    return primitive(description);
  }

  /** A layout that the primitive chooses. */
  dnnl_memory_desc anyLayout(long... dimensions) {
    var layout = new dnnl_memory_desc();
    check(
        dnnl_memory_desc_create_with_tag(
            layout, dimensions.length, dimensions, dnnl_f32, dnnl_format_tag_any),
        "a layout");
    releases.push(() -> dnnl_memory_desc_destroy(layout));
    return layout;
  }

  /** The layout that a primitive has chosen; a copy, which outlives the description. */
  dnnl_memory_desc chosen(dnnl_primitive_desc description, int what) {
    var layout = new dnnl_memory_desc();
    check(
        dnnl_memory_desc_clone(layout, dnnl_primitive_desc_query_md(description, what, 0)),
        "a layout");
    releases.push(() -> dnnl_memory_desc_destroy(layout));
    return layout;
  }

  /**
   * Memory for convolution kernels as the library wants them. Programs run kernel by kernel, so all
   * that ask for it share one place.
   */
  Pointer packed(long bytes) {
    packedBytes = Math.max(packedBytes, bytes);
    requireDescribed(bytes, room.packedBytes());
    return memory.at(room.packedOffset());
  }

  /** The most that was asked for at a time by {@link #packed}. */
  long packedBytes() {
    return packedBytes;
  }

  /** The most that a kernel writes to while it runs. */
  long scratchBytes() {
    return scratchBytes;
  }

  /**
   * Memory that is allocated and freed by hand. JavaCPP's own allocation counts the whole process's
   * memory against the heap's limit, and refuses when there are large arenas.
   */
  private Pointer zeros(long bytes) {
    Pointer block = Pointer.calloc(1, bytes);
    if (block == null || block.isNull()) {
      throw Fault.resources(
          "a kernel needs %d bytes of native memory, which this machine does not give; lower"
                  .formatted(bytes)
              + " tasks-per-shard");
    }
    releases.push(() -> Pointer.free(block));
    ownBytes += bytes;
    return block;
  }

  /** {@code count} ones, to be read only. */
  Pointer ones(int count) {
    return ones.computeIfAbsent(count, this::newOnes);
  }

  private Pointer newOnes(int count) {
    if (!makes) {
      ownBytes += (long) count * Float.BYTES;
      return memory.at(0);
    }
    var ones = new FloatPointer(zeros((long) count * Float.BYTES));
    for (int i = 0; i < count; i++) {
      ones.put(i, 1);
    }
    return ones;
  }

  /** What is held until the end, without the library's own. */
  long ownBytes() {
    return ownBytes;
  }

  /** What a primitive calls an argument, and where that lies. */
  record Argument(int name, dnnl_memory memory) {}

  @Override
  public void close() {
    while (!releases.isEmpty()) {
      releases.pop().run();
    }
  }
}
