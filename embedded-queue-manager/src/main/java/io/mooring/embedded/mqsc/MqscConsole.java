package io.mooring.embedded.mqsc;

import io.mooring.embedded.admin.Administration;
import java.io.Flushable;
import java.io.IOException;
import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A console in the manner of runmqsc: reads commands line by line, answers each at once, and sums up at the end.
 *
 * <p>Beside MQSC it understands {@code endmqm [-c|-w|-i|-r] [QMNAME]}, {@code strmqm [QMNAME]} and {@code dspmq}, of
 * which the name is optional; {@code use QMNAME}, which says to which queue manager the following commands go (at first
 * to the first one); and {@code end}, which ends the console and no queue manager.
 *
 * <p>This class is not thread-safe; {@link #run()} blocks its thread while it waits for input.
 */
public final class MqscConsole {
    private static final Logger LOG = LoggerFactory.getLogger(MqscConsole.class);

    /** Why a console came to its end. */
    public enum Ending {
        /** Somebody typed {@code end}, {@code exit} or {@code quit}. */
        COMMAND,
        /** There was no more input. */
        END_OF_INPUT
    }

    private final Map<String, MqscInterpreter> interpreters = new LinkedHashMap<>();
    private final ControlCommands controlCommands;
    private final ScriptReader input;
    private final Appendable output;
    private Administration current;
    private MqscSummary summary = new MqscSummary(0, 0, 0);

    /**
     * A console for one or several queue managers.
     *
     * @param queueManagers at least one; {@code use} chooses among them
     * @param input read as it comes, best buffered; not closed
     * @param output written line by line, flushed after each answer if it can be; not closed
     * @throws IllegalArgumentException if there is no queue manager
     */
    public MqscConsole(List<? extends Administration> queueManagers, Reader input, Appendable output) {
        if (queueManagers.isEmpty()) {
            throw new IllegalArgumentException("a console needs at least one queue manager");
        }
        queueManagers.forEach(queueManager -> interpreters.put(queueManager.name(), new MqscInterpreter(queueManager)));
        this.controlCommands = new ControlCommands(List.copyOf(queueManagers));
        this.input = new ScriptReader(input);
        this.output = output;
        this.current = queueManagers.get(0);
    }

    /**
     * Reads and answers commands until somebody types {@code end} or there is no more input.
     *
     * @throws IOException if the input cannot be read or the output cannot be written
     */
    public Ending run() throws IOException {
        print(List.of("Starting MQSC for queue manager " + current.name() + "."));
        Ending ending = Ending.END_OF_INPUT;
        for (Optional<Statement> next = input.next(); next.isPresent(); next = input.next()) {
            if (MqscInterpreter.isEnd(next.get())) {
                ending = Ending.COMMAND;
                break;
            }
            answer(next.get());
        }
        print(summary.lines());
        return ending;
    }

    private void answer(Statement statement) throws IOException {
        try {
            List<String> words = List.of(statement.text().split("\\s+"));
            if (ControlCommands.isControlCommand(words.get(0))) {
                print(controlCommands.run(words, current));
            } else if (words.get(0).equalsIgnoreCase("use")) {
                print(List.of(use(words)));
            } else {
                mqsc(statement);
            }
        } catch (RuntimeException e) {
            // A mistake of ours should not take the console away from the one who needs it to look into it.
            LOG.error("{}: the command '{}' failed unexpectedly", current.name(), statement.text(), e);
            print(List.of(Message.REFUSED.about("unexpected"), "   " + e));
        }
    }

    private String use(List<String> words) {
        Optional<Administration> chosen = words.size() == 2 ? controlCommands.named(words.get(1)) : Optional.empty();
        if (chosen.isEmpty()) {
            return "Usage: use QMNAME, one of " + String.join(", ", interpreters.keySet());
        }
        current = chosen.get();
        return "Commands go to queue manager " + current.name() + ".";
    }

    private void mqsc(Statement statement) throws IOException {
        MqscInterpreter interpreter = interpreters.get(current.name());
        if (interpreter == null || !(current.running() || current.quiescing())) {
            MqscResult refused = new MqscResult(
                    statement.line(),
                    statement.text(),
                    MqscResult.Outcome.FAILED,
                    List.of(
                            Message.QUEUE_MANAGER_NOT_AVAILABLE.text(),
                            "   " + current.name() + " does not run; strmqm starts it."),
                    List.of());
            report(refused);
            return;
        }
        report(interpreter.run(statement));
    }

    private void report(MqscResult result) throws IOException {
        summary = summary.plus(result);
        print(result.lines());
        print(result.warnings().stream().map(warning -> "Warning: " + warning).toList());
    }

    private void print(List<String> lines) throws IOException {
        for (String line : lines) {
            output.append(line).append(System.lineSeparator());
        }
        if (output instanceof Flushable flushable) {
            flushable.flush();
        }
    }
}
