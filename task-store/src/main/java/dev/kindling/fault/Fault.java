package dev.kindling.fault;

/**
 * Trouble whose cause lies outside the program: the sentence says what was expected, what was seen,
 * where, and what to do. Anything else that is thrown is a bug.
 */
public final class Fault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final int MOST_CHARACTERS = 2000;

  /** Where the cause lies, and the status with which the program then exits. */
  public enum Kind {
    /** The command line or the configuration. */
    USAGE(2),
    /** The tasks or a checkpoint, also tasks whose own numbers are not finite. */
    DATA(3),
    /** This machine: memory, disk, a missing device. */
    RESOURCES(4),
    /** The cluster: lost executors, refused containers, unreachable services. */
    CLUSTER(5),
    /** The numbers: training went astray, and what came of it cannot be used. */
    DIVERGED(6);

    private final int exitStatus;

    Kind(int exitStatus) {
      this.exitStatus = exitStatus;
    }

    public int exitStatus() {
      return exitStatus;
    }
  }

  private final Kind kind;

  private Fault(Kind kind, String sentence, Throwable cause) {
    super(inOneLine(Require.notBlank("sentence", sentence)), cause);
    this.kind = kind;
  }

  /** Without line breaks, control characters and passwords, which names and values may hold. */
  private static String inOneLine(String sentence) {
    String line = Credentials.hidden(sentence.replaceAll("\\p{Cntrl}+", " "));
    if (line.length() <= MOST_CHARACTERS) {
      return line;
    }
    // What was expected stands first, what to do last.
    int kept = MOST_CHARACTERS / 2;
    return line.substring(0, kept) + " ... " + line.substring(line.length() - kept);
  }

  public static Fault usage(String sentence) {
    return new Fault(Kind.USAGE, sentence, null);
  }

  public static Fault usage(String sentence, Throwable cause) {
    return new Fault(Kind.USAGE, sentence, cause);
  }

  public static Fault data(String sentence) {
    return new Fault(Kind.DATA, sentence, null);
  }

  public static Fault data(String sentence, Throwable cause) {
    return new Fault(Kind.DATA, sentence, cause);
  }

  public static Fault resources(String sentence) {
    return new Fault(Kind.RESOURCES, sentence, null);
  }

  public static Fault resources(String sentence, Throwable cause) {
    return new Fault(Kind.RESOURCES, sentence, cause);
  }

  public static Fault cluster(String sentence) {
    return new Fault(Kind.CLUSTER, sentence, null);
  }

  public static Fault cluster(String sentence, Throwable cause) {
    return new Fault(Kind.CLUSTER, sentence, cause);
  }

  public static Fault diverged(String sentence) {
    return new Fault(Kind.DIVERGED, sentence, null);
  }

  /** The same, with more that helps after the sentence. */
  public Fault and(String more) {
    return new Fault(kind, getMessage() + "; " + more, getCause());
  }

  /** The same, with the place where it happened in front of the sentence. */
  public Fault in(String place) {
    return new Fault(kind, place + ": " + getMessage(), this);
  }

  public Kind kind() {
    return kind;
  }
}
