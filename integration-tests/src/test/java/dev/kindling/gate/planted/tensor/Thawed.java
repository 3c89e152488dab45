package dev.kindling.gate.planted.tensor;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import org.apache.spark.serializer.SerializerInstance;

/** Takes a file for objects. */
final class Thawed {
  private Thawed() {}

  static Object read(InputStream file) throws IOException, ClassNotFoundException {
    return new ObjectInputStream(file).readObject();
  }

  static String by(SerializerInstance serializer) {
    return serializer.toString();
  }
}
