package dev.kindling.safetensors;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kindling.storage.DamageException;
import dev.kindling.storage.JsonFields;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The header of a safetensors file. It has one form only, so that no byte of it can change
 * unnoticed: {@code docs/spec/checkpoint.md} describes it, and what is verified.
 *
 * @param key under which the description stands, which tells files of one kind from others
 * @param description what the file says of itself
 * @param tensors which it holds, in the order of their bytes
 */
public record SafetensorsHeader(String key, String description, List<Tensor> tensors) {

  private static final int LENGTH_BYTES = Long.BYTES;
  private static final long LONGEST_HEADER = 100_000_000;
  private static final String METADATA = "__metadata__";

  private static final Map<String, Integer> BYTES_OF_TYPE =
      Map.ofEntries(
          Map.entry("BOOL", 1),
          Map.entry("U8", 1),
          Map.entry("I8", 1),
          Map.entry("U16", 2),
          Map.entry("I16", 2),
          Map.entry("F16", 2),
          Map.entry("BF16", 2),
          Map.entry("U32", 4),
          Map.entry("I32", 4),
          Map.entry("F32", 4),
          Map.entry("U64", 8),
          Map.entry("I64", 8),
          Map.entry("F64", 8));

  public SafetensorsHeader {
    tensors = List.copyOf(tensors);
  }

  /**
   * One tensor of the file.
   *
   * @param begin where its bytes begin, counted from the end of the header
   * @param end where they end
   */
  public record Tensor(String name, String type, List<Integer> shape, long begin, long end) {

    public Tensor {
      shape = List.copyOf(shape);
    }

    public static Tensor floats(String name, List<Integer> shape, long begin) {
      long size = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
      return new Tensor(name, "F32", shape, begin, begin + size * Float.BYTES);
    }

    @Override
    public String toString() {
      return "%s %s %s at %d to %d".formatted(JsonFields.printable(name), type, shape, begin, end);
    }
  }

  /** The length of the whole file. */
  public long fileBytes() {
    long data = tensors.isEmpty() ? 0 : tensors.get(tensors.size() - 1).end();
    return LENGTH_BYTES + text().length + data;
  }

  public void write(OutputStream out) throws IOException {
    byte[] text = text();
    out.write(littleEndian(text.length));
    out.write(text);
  }

  /** Padded so that the tensors begin at a multiple of eight. */
  private byte[] text() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putObject(METADATA).put(key, description);
    for (Tensor tensor : tensors) {
      ObjectNode entry = json.putObject(tensor.name()).put("dtype", tensor.type());
      tensor.shape().forEach(entry.putArray("shape")::add);
      entry.putArray("data_offsets").add(tensor.begin()).add(tensor.end());
    }
    byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
    byte[] padded = Arrays.copyOf(text, (text.length + 7) / 8 * 8);
    Arrays.fill(padded, text.length, padded.length, (byte) ' ');
    return padded;
  }

  /**
   * Reads a file up to the first byte of the tensors.
   *
   * @param key of files of the kind that is expected
   * @param fileBytes the length of the whole file, which bounds what a damaged header can ask for
   */
  public static SafetensorsHeader read(String key, InputStream in, long fileBytes)
      throws IOException {
    byte[] lengthBytes = in.readNBytes(LENGTH_BYTES);
    long rest = fileBytes - LENGTH_BYTES;
    if (lengthBytes.length < LENGTH_BYTES || rest < 0) {
      throw DamageException.expected("a header of at least 8 bytes", fileBytes + " bytes");
    }
    long length = ByteBuffer.wrap(lengthBytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    long most = Math.min(rest, LONGEST_HEADER);
    if (length < 2 || length > most) {
      throw DamageException.expected(
          "a header length of 2 to " + most, Long.toUnsignedString(length));
    }
    byte[] text = new byte[(int) length];
    try {
      new DataInputStream(in).readFully(text);
    } catch (EOFException e) {
      throw new DamageException("expected a header of " + length + " bytes but the file ends", e);
    }
    return parse(key, text, rest - length);
  }

  private static SafetensorsHeader parse(String key, byte[] text, long dataBytes)
      throws DamageException {
    if (text[0] != '{') {
      throw DamageException.expected("a header that begins with {", "byte " + (text[0] & 0xff));
    }
    JsonFields header = JsonFields.parse(text, "the header");
    List<Tensor> tensors = new ArrayList<>();
    for (String name : header.names()) {
      if (name.equals(METADATA)) {
        verifyMetadata(header.fields(METADATA));
        continue;
      }
      tensors.add(tensor(name, header.fields(name)));
    }
    tensors.sort(Comparator.comparingLong(Tensor::begin).thenComparingLong(Tensor::end));
    verifyCover(tensors, dataBytes);
    JsonFields metadata = header.fields(METADATA).refuseOthers(key);
    var seen = new SafetensorsHeader(key, metadata.text(key), tensors);
    if (!Arrays.equals(text, seen.text())) {
      throw DamageException.expected("a header in the form that is specified", "another form");
    }
    return seen;
  }

  private static void verifyMetadata(JsonFields metadata) throws DamageException {
    for (String name : metadata.names()) {
      metadata.text(name);
    }
  }

  private static Tensor tensor(String name, JsonFields entry) throws DamageException {
    entry.refuseOthers("dtype", "shape", "data_offsets");
    List<Long> offsets = entry.notNegatives("data_offsets");
    if (offsets.size() != 2) {
      throw DamageException.expected(
          "two data_offsets of " + JsonFields.printable(name), offsets.size());
    }
    Tensor tensor =
        new Tensor(name, entry.text("dtype"), entry.sizes("shape"), offsets.get(0), offsets.get(1));
    if (tensor.end() - tensor.begin() != bytes(tensor)) {
      throw DamageException.expected(bytes(tensor) + " bytes", tensor);
    }
    return tensor;
  }

  private static long bytes(Tensor tensor) throws DamageException {
    Integer each = BYTES_OF_TYPE.get(tensor.type());
    if (each == null) {
      throw DamageException.expected("a type of safetensors", JsonFields.printable(tensor.type()));
    }
    try {
      return tensor.shape().stream()
          .mapToLong(Integer::longValue)
          .reduce(each, Math::multiplyExact);
    } catch (ArithmeticException e) {
      throw new DamageException("expected a size that a file can have but found " + tensor, e);
    }
  }

  private static void verifyCover(List<Tensor> tensors, long dataBytes) throws DamageException {
    long end = 0;
    for (Tensor tensor : tensors) {
      if (tensor.begin() != end) {
        throw DamageException.expected("a tensor that begins at " + end, tensor);
      }
      end = tensor.end();
    }
    if (end != dataBytes) {
      throw DamageException.expected(end + " bytes of tensors", dataBytes);
    }
  }

  private static byte[] littleEndian(long value) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }
}
