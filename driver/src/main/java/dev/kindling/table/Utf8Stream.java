package dev.kindling.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Text of any character set as UTF-8. All that is sound comes before the exception that tells of
 * bytes that are none.
 */
final class Utf8Stream extends InputStream {
  private static final int BUFFER = 1 << 14;

  private final InputStream in;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
  private final CharBuffer chars = CharBuffer.allocate(BUFFER);
  private ByteBuffer ready = ByteBuffer.allocate(0);
  private CoderResult wrong = CoderResult.UNDERFLOW;
  private boolean ended;
  private boolean flushed;

  Utf8Stream(InputStream in, Charset charset) {
    this.in = in;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  @Override
  public int read() throws IOException {
    return fill() ? ready.get() & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    if (!fill()) {
      return -1;
    }
    int some = Math.min(length, ready.remaining());
    ready.get(target, from, some);
    return some;
  }

  private boolean fill() throws IOException {
    while (!ready.hasRemaining()) {
      if (wrong.isError()) {
        wrong.throwException();
      }
      if (flushed) {
        return false;
      }
      decode();
    }
    return true;
  }

  private void decode() throws IOException {
    bytes.compact();
    int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
    ended |= read < 0;
    bytes.position(bytes.position() + Math.max(0, read)).flip();
    chars.clear();
    CoderResult result = decoder.decode(bytes, chars, ended);
    if (result.isUnderflow() && ended) {
      result = decoder.flush(chars);
      flushed = result.isUnderflow();
    }
    wrong = result.isError() ? result : CoderResult.UNDERFLOW;
    ready = encoded(chars.flip());
  }

  private static ByteBuffer encoded(CharBuffer some) throws IOException {
    return StandardCharsets.UTF_8.newEncoder().encode(some);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
