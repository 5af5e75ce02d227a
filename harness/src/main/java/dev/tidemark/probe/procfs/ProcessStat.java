package dev.tidemark.probe.procfs;

import java.io.IOException;

/**
 * One line of {@code /proc/<pid>/stat}.
 *
 * @param state one letter, {@code Z} for a zombie
 * @param cpuTicks processor time used so far, by the process and its kernel's calls
 * @param startTicks since boot, as printed; tells a process from a later one of the same id
 */
record ProcessStat(char state, long cpuTicks, long threads, String startTicks) {

  /** The name of the program, in parentheses, may itself hold blanks and parentheses. */
  static ProcessStat parse(String line) throws IOException {
    String[] fields = line.substring(line.lastIndexOf(')') + 1).strip().split(" ", -1);
    try {
      return new ProcessStat(
          fields[0].charAt(0),
          Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
          Long.parseLong(fields[17]),
          fields[19]);
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw new IOException("its stat line has an unknown form", e);
    }
  }

  boolean dead() {
    return state == 'Z' || state == 'X';
  }
}
