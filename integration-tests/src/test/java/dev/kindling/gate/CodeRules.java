package dev.kindling.gate;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.nio.Buffer;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.fs.FileSystem;

/** What every class of the main code keeps to. */
final class CodeRules {

  private CodeRules() {}

  /** Enums are left out: one with constant bodies has subclasses. */
  static ArchRule concreteClassesAreFinal() {
    return classes()
        .that(are(describe("concrete", CodeRules::isConcrete)))
        .should()
        .haveModifier(JavaModifier.FINAL)
        .as("concrete classes are final")
        .allowEmptyShould(true);
  }

  static ArchRule staticFieldsAreFinal() {
    return fields()
        .that(are(STATIC))
        .should()
        .beFinal()
        .as("static fields are final")
        .allowEmptyShould(true);
  }

  /** What a field declared as an interface (List, Map) holds is not seen here. */
  static ArchRule staticFieldsAreImmutable() {
    return fields()
        .that(are(STATIC))
        .should()
        .haveRawType(describe("an immutable type", type -> !isMutable(type)))
        .as("static fields hold no arrays, collections of a mutable class, or atomics")
        .allowEmptyShould(true);
  }

  static ArchRule namesCarryMeaning() {
    return noClasses()
        .should()
        .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Factory|Impl)")
        .as("no class is named Util, Utils, Helper, Manager, Factory or Impl")
        .allowEmptyShould(true);
  }

  static ArchRule randomnessComesFromKeys() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Random.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(ThreadLocalRandom.class)
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(StrictMath.class, "random")
        .as("random numbers come from keys, not from java.util.Random or Math.random")
        .allowEmptyShould(true);
  }

  /** Standard output belongs to the command line. */
  static ArchRule onlyCommandsPrint() {
    return noClasses()
        .that()
        .resideOutsideOfPackage("dev.kindling.command..")
        .should()
        .accessField(System.class, "out")
        .as("only dev.kindling.command prints to System.out")
        .allowEmptyShould(true);
  }

  static ArchRule oneWayToSum() {
    return noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.kindling.storage.Sha256")
        .should()
        .callMethod(MessageDigest.class, "getInstance", String.class)
        .as("checksums come from dev.kindling.storage.Sha256")
        .allowEmptyShould(true);
  }

  static ArchRule oneStorageLayer() {
    return noClasses()
        .that()
        .resideOutsideOfPackage("dev.kindling.storage")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(FileSystem.class)
        .as("Hadoop's file systems are used by way of dev.kindling.storage")
        .allowEmptyShould(true);
  }

  /** Spark's own wires are Spark's; a file is never taken for objects. */
  static ArchRule nothingIsReadAsJavaObjects() {
    return noClasses()
        .should()
        .callCodeUnitWhere(describe("reads objects", CodeRules::readsObjects))
        .orShould()
        .beAssignableTo(ObjectInputStream.class)
        .as("nothing is read by Java's deserialisation outside Spark's own wires")
        .allowEmptyShould(true);
  }

  static ArchRule serializersAreOfWires() {
    return noClasses()
        .that()
        .resideOutsideOfPackage("dev.kindling.cluster")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.spark.serializer..")
        .as("Spark's serializers are used by dev.kindling.cluster alone")
        .allowEmptyShould(true);
  }

  private static boolean readsObjects(JavaCall<?> call) {
    JavaClass owner = call.getTargetOwner();
    boolean reads = OBJECT_READS.contains(call.getName());
    return (reads && owner.isAssignableTo(ObjectInputStream.class))
        || OBJECT_READERS.contains(owner.getFullName());
  }

  private static final Set<String> OBJECT_READS =
      Set.of("<init>", "readObject", "readUnshared", "readObjectOverride");

  private static final Set<String> OBJECT_READERS =
      Set.of(
          "java.beans.XMLDecoder",
          "org.apache.commons.lang3.SerializationUtils",
          "org.apache.spark.util.Utils$");

  private static final DescribedPredicate<JavaField> STATIC =
      describe(
          "static",
          field ->
              field.getModifiers().contains(JavaModifier.STATIC)
                  && !field.getModifiers().contains(JavaModifier.SYNTHETIC));

  private static boolean isConcrete(JavaClass type) {
    return !type.isInterface()
        && !type.isEnum()
        && !type.isAnonymousClass()
        && !type.getModifiers().contains(JavaModifier.ABSTRACT)
        && !type.getModifiers().contains(JavaModifier.SYNTHETIC)
        && !type.isAssignableTo(Enum.class);
  }

  private static boolean isMutable(JavaClass type) {
    boolean isCollection = type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
    return type.isArray()
        || (isCollection && !type.isInterface())
        || type.isAssignableTo(ThreadLocal.class)
        || type.isAssignableTo(Buffer.class)
        || type.isAssignableTo(StringBuilder.class)
        || type.getPackageName().equals(AtomicBoolean.class.getPackageName());
  }
}
