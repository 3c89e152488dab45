package dev.kindling.engine.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import dev.kindling.fault.Fault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/** The oneDNN objects of one executable, which are freed when it closes, the last made first. */
final class Native implements AutoCloseable {
  private static final int CACHE_LINE = 64;
  private static final String ALONG_ROWS = "jit:";
  private static final long ARGUMENT_BYTES = 16;

  private final Deque<Runnable> releases = new ArrayDeque<>();
  private final Map<Long, Pointer> scratch = new HashMap<>();
  private final Map<Integer, Pointer> ones = new HashMap<>();
  private final List<String> implementations = new ArrayList<>();
  private long allocatedBytes;
  private final dnnl_engine engine = new dnnl_engine();
  private final dnnl_stream stream = new dnnl_stream();

  Native() {
    check(dnnl_engine_create(engine, dnnl_cpu, 0), "an engine");
    releases.push(() -> dnnl_engine_destroy(engine));
    check(dnnl_stream_create(stream, engine, dnnl_stream_default_flags), "a stream");
    releases.push(() -> dnnl_stream_destroy(stream));
  }

  static void check(int status, String what) {
    if (status != dnnl_success) {
      throw new IllegalStateException("oneDNN gave status " + status + " for " + what);
    }
  }

  dnnl_engine engine() {
    return engine;
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
    var memory = new dnnl_memory();
    check(dnnl_memory_create(memory, layout, engine, data), "a memory object");
    releases.push(() -> dnnl_memory_destroy(memory));
    return memory;
  }

  /** A kernel that runs the described primitive on {@code arguments}. */
  Kernel kernel(dnnl_primitive_desc description, Argument... arguments) {
    return kernel(primitive(description), arguments);
  }

  /** The described primitive, ready to run on any arguments of its layouts. */
  dnnl_primitive primitive(dnnl_primitive_desc description) {
    var primitive = new dnnl_primitive();
    check(dnnl_primitive_create(primitive, description), "a primitive");
    releases.push(() -> dnnl_primitive_destroy(primitive));
    implementations.add(implementation(description));
    dnnl_primitive_desc_destroy(description);
    return primitive;
  }

  Kernel kernel(dnnl_primitive primitive, Argument... arguments) {
    var list = new dnnl_exec_arg_t(zeros(arguments.length * ARGUMENT_BYTES));
    for (int i = 0; i < arguments.length; i++) {
      list.position(i).arg(arguments[i].name()).memory(arguments[i].memory());
    }
    list.position(0);
    int count = arguments.length;
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
  dnnl_primitive reorder(dnnl_memory_desc from, dnnl_memory_desc to) {
    var description = new dnnl_primitive_desc();
    check(
        dnnl_reorder_primitive_desc_create(description, from, engine, to, engine, null),
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
   * Memory for a kernel's own use while it runs. Kernels run one after the other, so all that ask
   * for one size share one block.
   */
  Pointer scratch(long bytes) {
    return scratch.computeIfAbsent(bytes, this::block);
  }

  private Pointer block(long bytes) {
    Pointer block = zeros(bytes + CACHE_LINE);
    long start = -block.address() & (CACHE_LINE - 1);
    return new BytePointer(block).position(start);
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
    allocatedBytes += bytes;
    return block;
  }

  /** {@code count} ones, to be read only. */
  Pointer ones(int count) {
    return ones.computeIfAbsent(count, this::newOnes);
  }

  private Pointer newOnes(int count) {
    var ones = new FloatPointer(zeros((long) count * Float.BYTES));
    for (int i = 0; i < count; i++) {
      ones.put(i, 1);
    }
    return ones;
  }

  /** The memory taken so far, without the library's own, which is about a tenth of a megabyte. */
  long allocatedBytes() {
    return allocatedBytes;
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
