package dev.kindling.storage;

import dev.kindling.fault.Require;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Blocks of files. When they have more bytes than the cache may hold, those leave that were not
 * used for longest. A block that several threads want at once is read once. Any thread may use it.
 */
public final class BlockCache implements AutoCloseable {

  static final int BLOCK_BYTES = 64 << 10;

  private static final float LOAD_FACTOR = 0.75f;
  private static final int READERS = 8;
  private static final int MOST_WAITING = 1024;
  private static final long IDLE_SECONDS = 10;

  private record BlockKey(FileBytes file, long number) {}

  private final Map<BlockKey, CompletableFuture<byte[]>> blocks =
      new LinkedHashMap<>(16, LOAD_FACTOR, true);
  private final ThreadPoolExecutor readers;
  private long capacity;
  private long held;
  private long loads;

  /**
   * @param capacity how many bytes it may hold; with 0 nothing is kept
   */
  public BlockCache(long capacity) {
    this.capacity = Require.notNegative("capacity", capacity);
    var waiting = new ArrayBlockingQueue<Runnable>(MOST_WAITING);
    this.readers =
        new ThreadPoolExecutor(
            READERS, READERS, IDLE_SECONDS, TimeUnit.SECONDS, waiting, BlockCache::daemon);
    readers.allowCoreThreadTimeOut(true);
    // A block that finds no room is no loss: whoever wants it reads it.
    readers.setRejectedExecutionHandler((reads, full) -> {});
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "kindling-read-ahead");
    thread.setDaemon(true);
    return thread;
  }

  public synchronized long capacity() {
    return capacity;
  }

  /** How many bytes it may hold from now on. */
  public synchronized void resize(long bytes) {
    capacity = Require.notNegative("capacity", bytes);
    evict();
  }

  /** How many bytes it holds. */
  public synchronized long held() {
    return held;
  }

  /** How many blocks were read from files. */
  public synchronized long loads() {
    return loads;
  }

  void read(FileBytes file, long position, byte[] target, int offset, int length)
      throws IOException {
    if (capacity() == 0) {
      file.read(position, target, offset, length);
      return;
    }
    int done = 0;
    while (done < length) {
      long at = position + done;
      byte[] block = block(new BlockKey(file, at / BLOCK_BYTES));
      int start = (int) (at % BLOCK_BYTES);
      int part = Math.min(length - done, block.length - start);
      if (part <= 0) {
        throw new DamageException(
            "expected %s to reach position %d but it ends before".formatted(file.name(), at));
      }
      System.arraycopy(block, start, target, offset + done, part);
      done += part;
    }
  }

  /** Has a thread of its own do reads that will be wanted; drops them if many wait already. */
  public void readAhead(Runnable reads) {
    readers.execute(reads);
  }

  private byte[] block(BlockKey key) throws IOException {
    CompletableFuture<byte[]> own = new CompletableFuture<>();
    CompletableFuture<byte[]> known;
    synchronized (this) {
      known = blocks.get(key);
      if (known == null) {
        blocks.put(key, own);
      }
    }
    return known == null ? load(key, own) : await(known);
  }

  private static byte[] await(CompletableFuture<byte[]> block) throws IOException {
    try {
      return block.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof DamageException damage) {
        throw new DamageException(damage.getMessage(), e);
      }
      throw new IOException(e.getCause().getMessage(), e);
    }
  }

  private byte[] load(BlockKey key, CompletableFuture<byte[]> own) throws IOException {
    long start = key.number() * BLOCK_BYTES;
    try {
      byte[] block = new byte[(int) Math.max(0, Math.min(BLOCK_BYTES, key.file().bytes() - start))];
      key.file().read(start, block, 0, block.length);
      keep(key, own, block);
      own.complete(block);
      return block;
    } catch (IOException | RuntimeException | Error e) {
      forget(key, own);
      own.completeExceptionally(e);
      throw e;
    }
  }

  private synchronized void keep(BlockKey key, CompletableFuture<byte[]> own, byte[] block) {
    loads++;
    if (blocks.get(key) == own) {
      held += block.length;
      own.complete(block);
      evict();
    }
  }

  private synchronized void forget(BlockKey key, CompletableFuture<byte[]> own) {
    blocks.remove(key, own);
  }

  /** Blocks that are still being read stay. */
  private void evict() {
    Iterator<CompletableFuture<byte[]>> oldest = blocks.values().iterator();
    while (held > capacity && oldest.hasNext()) {
      CompletableFuture<byte[]> block = oldest.next();
      if (block.isDone()) {
        held -= block.join().length;
        oldest.remove();
      }
    }
  }

  /** Forgets the blocks of one file. */
  synchronized void forget(FileBytes file) {
    blocks
        .entrySet()
        .removeIf(
            entry -> {
              if (entry.getKey().file() != file || !entry.getValue().isDone()) {
                return false;
              }
              held -= entry.getValue().join().length;
              return true;
            });
  }

  /** Stops reading ahead and lets go of all blocks. */
  @Override
  public synchronized void close() {
    readers.shutdownNow();
    blocks.clear();
    held = 0;
    capacity = 0;
  }
}
