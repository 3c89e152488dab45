package dev.kindling.fault;

import java.util.regex.Pattern;

/** Names and passwords in addresses, as {@code s3a://key:secret@bucket}, which nobody is shown. */
public final class Credentials {

  /** A password may hold a slash; what has digits up to a slash is a port, and no password. */
  private static final Pattern IN_ADDRESS =
      Pattern.compile("://[^/:@\\s\"']*:(?![0-9]*(?:[/\\s\"']|$))[^@\\s\"']*@");

  private Credentials() {}

  /** Whether an address holds a password. */
  public static boolean areIn(String address) {
    return IN_ADDRESS.matcher(address).find();
  }

  /** A text without those of any address in it. */
  public static String hidden(String text) {
    return IN_ADDRESS.matcher(text).replaceAll("://***@");
  }
}
