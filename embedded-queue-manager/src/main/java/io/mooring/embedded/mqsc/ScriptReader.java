package io.mooring.embedded.mqsc;

import io.mooring.embedded.mqsc.Statement.Problem;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads commands from a script or a console, one at a time, and never further than the line that ends the command.
 *
 * <pre>
 *   * a comment: an asterisk in the first column, also between continuation lines
 *   DEFINE QLOCAL(A) +          goes on with the first character of the next line that is not blank
 *     MAXDEPTH(10) -            goes on with the first column of the next line
 *   DESCR('x')
 *   DEFINE QLOCAL(B); DEFINE QLOCAL(C);
 * </pre>
 *
 * Not for use by several threads.
 */
final class ScriptReader {
  /** Characters of a command, continuation lines together; longer ones are skipped and reported. */
  static final int MAXIMUM_COMMAND_LENGTH = 32_767;

  /** Characters of a line that are kept: so many that a command stays too long without its continuation mark. */
  private static final int LONGEST_LINE = MAXIMUM_COMMAND_LENGTH + 2;

  private final Reader reader;
  private final Deque<Statement> ready = new ArrayDeque<>();
  private int lineNumber;
  private boolean continued;
  private boolean skipNextBlanks;

  // The command that is being put together.
  private final StringBuilder text = new StringBuilder();
  private NavigableMap<Integer, Integer> lines = new TreeMap<>();
  private boolean quoted;
  private boolean tooLong;

  ScriptReader(Reader reader) {
    this.reader = reader;
  }

  /** The next command, or nothing at the end of the input. */
  Optional<Statement> next() throws IOException {
    while (ready.isEmpty()) {
      Optional<String> next = readLine();
      if (next.isEmpty()) {
        finish(continued ? Problem.UNEXPECTED_END_OF_INPUT : Problem.NONE);
        break;
      }
      String line = next.get();
      if (line.startsWith("*")) {
        continue;
      }
      boolean skipBlanks = skipNextBlanks;
      String content = line.stripTrailing();
      skipNextBlanks = content.endsWith("+");
      continued = skipNextBlanks || content.endsWith("-");
      if (continued) {
        content = content.substring(0, content.length() - 1);
      }
      add(skipBlanks ? content.stripLeading() : content);
      if (!continued) {
        finish(Problem.NONE);
      }
    }
    return Optional.ofNullable(ready.poll());
  }

  /** Splits a line at the semicolons that are not quoted; the last part may go on in the next line. */
  private void add(String content) {
    lines.put(text.length(), lineNumber);
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      if (c == ';' && !quoted) {
        finish(Problem.NONE);
        lines.put(0, lineNumber);
      } else if (text.length() == MAXIMUM_COMMAND_LENGTH) {
        tooLong = true;
      } else {
        quoted ^= c == '\'';
        text.append(c);
      }
    }
  }

  private void finish(Problem problem) {
    if (!text.toString().isBlank()) {
      ready.add(new Statement(text.toString().strip(), strippedLines(), tooLong ? Problem.TOO_LONG : problem));
    }
    text.setLength(0);
    lines = new TreeMap<>();
    quoted = false;
    tooLong = false;
  }

  /** The line numbers moved back by the blanks that the command began with. */
  private NavigableMap<Integer, Integer> strippedLines() {
    int blanks = text.length() - text.toString().stripLeading().length();
    NavigableMap<Integer, Integer> moved = new TreeMap<>();
    lines.forEach((offset, number) -> moved.put(Math.max(0, offset - blanks), number));
    return moved;
  }

  /** A line without its end; of a line that is too long the beginning, which is still too long for a command. */
  private Optional<String> readLine() throws IOException {
    int c = reader.read();
    if (c < 0) {
      return Optional.empty();
    }
    lineNumber++;
    StringBuilder line = new StringBuilder();
    for (; c >= 0 && c != '\n'; c = reader.read()) {
      if (line.length() < LONGEST_LINE) {
        line.append((char) c);
      }
    }
    return Optional.of(line.toString());
  }
}
