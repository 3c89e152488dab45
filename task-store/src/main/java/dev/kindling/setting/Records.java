package dev.kindling.setting;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/** Reflection over records of settings; what fails here is a bug in such a record. */
final class Records {

  private static final String DEFAULTS = "defaults";

  private Records() {}

  static Object read(RecordComponent component, Object record) {
    Method accessor = component.getAccessor();
    accessor.setAccessible(true);
    try {
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }

  /** Whether it is a record of which some keys may be left out. */
  static boolean hasDefaults(Class<?> type) {
    return type.isRecord()
        && Arrays.stream(type.getDeclaredMethods())
            .anyMatch(method -> method.getName().equals(DEFAULTS));
  }

  /** A record's defaults, which stand in this one place. */
  static Object defaults(Class<?> type) {
    try {
      Method defaults = type.getDeclaredMethod(DEFAULTS);
      defaults.setAccessible(true);
      return defaults.invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + " has no usable static defaults()", e);
    }
  }

  /**
   * @throws IllegalArgumentException as the record's own constructor does
   */
  static Object construct(Class<?> type, List<Object> arguments) {
    Class<?>[] parameters =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(parameters);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments.toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      throw new IllegalStateException(type.getName() + " cannot be constructed", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + " cannot be constructed", e);
    }
  }
}
