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

    /** Some editors begin a file in UTF-8 with it; it is no part of the first command. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /**
     * One line of the script.
     *
     * @param text its first characters, as many as a command may have, without blanks at the end
     * @param cut whether there is more than blanks behind them
     * @param last the last character of the whole line that is not blank, or a blank
     */
    private record Line(String text, boolean cut, char last) {}

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
            Optional<Line> next = readLine();
            if (next.isEmpty()) {
                finish(continued ? Problem.UNEXPECTED_END_OF_INPUT : Problem.NONE);
                break;
            }
            Line line = next.get();
            String content = line.text();
            if (content.startsWith("*")) {
                continue;
            }
            boolean skipBlanks = skipNextBlanks;
            skipNextBlanks = line.last() == '+';
            continued = skipNextBlanks || line.last() == '-';
            if (continued && !line.cut()) {
                content = content.substring(0, content.length() - 1);
            }
            add(skipBlanks ? content.stripLeading() : content);
            tooLong |= line.cut();
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
            quoted ^= c == '\'';
            if (c == ';' && !quoted) {
                finish(Problem.NONE);
                lines.put(0, lineNumber);
            } else if (text.length() == MAXIMUM_COMMAND_LENGTH) {
                tooLong = true;
            } else {
                text.append(c);
            }
        }
    }

    private void finish(Problem problem) {
        if (tooLong || !text.toString().isBlank()) {
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

    private Optional<Line> readLine() throws IOException {
        int c = reader.read();
        if (c < 0) {
            return Optional.empty();
        }
        lineNumber++;
        StringBuilder line = new StringBuilder();
        boolean cut = false;
        char last = ' ';
        if (lineNumber == 1 && c == BYTE_ORDER_MARK) {
            c = reader.read();
        }
        for (; c >= 0 && c != '\n'; c = reader.read()) {
            if (!Character.isWhitespace(c)) {
                last = (char) c;
            }
            if (line.length() < MAXIMUM_COMMAND_LENGTH) {
                line.append((char) c);
            } else {
                cut |= !Character.isWhitespace(c);
            }
        }
        return Optional.of(new Line(line.toString().stripTrailing(), cut, last));
    }
}
