package io.mooring.embedded.mqsc;

import io.mooring.embedded.admin.Administration;
import io.mooring.embedded.admin.AdministrationException;
import io.mooring.embedded.definition.QueueType;
import io.mooring.embedded.mqsc.MqscResult.Outcome;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Carries out MQSC commands on one queue manager.
 *
 * <p>A command is understood as a whole before anything is changed, and then is one step of {@link Administration}: it
 * happens or it does not. The one exception is STOP CHANNEL with STATUS(INACTIVE), which stops and starts. Whatever the
 * command, the answer is a result, not an exception.
 *
 * <p>Whether the queue manager runs is for {@link Administration} to mind, so that a script can define what there is
 * before it starts.
 *
 * <p>This class is not thread-safe: one for each console or script.
 */
public final class MqscInterpreter {
    private static final Set<String> ENDING = Set.of("END", "EXIT", "QUIT");

    /** Carries out one kind of command. */
    @FunctionalInterface
    private interface Handler {
        Answer run(Arguments arguments) throws SyntaxException, FailedCommandException;
    }

    private final Map<String, Handler> handlers = new HashMap<>();

    /** An interpreter for a queue manager; displayed times are in the system's time zone. */
    public MqscInterpreter(Administration administration) {
        this(administration, ZoneId::systemDefault);
    }

    MqscInterpreter(Administration administration, ZoneId zone) {
        this(administration, () -> zone);
    }

    private MqscInterpreter(Administration administration, Supplier<ZoneId> zone) {
        Times times = new Times(zone);
        QueueCommands queues = new QueueCommands(administration);
        QueueDisplays queueDisplays = new QueueDisplays(administration, times);
        for (QueueType type : QueueType.values()) {
            handlers.put("DEFINE " + type.mqscName(), arguments -> queues.define(type, arguments));
            handlers.put("ALTER " + type.mqscName(), arguments -> queues.alter(type, arguments));
            handlers.put("DELETE " + type.mqscName(), arguments -> queues.delete(type, arguments));
            handlers.put("DISPLAY " + type.mqscName(), arguments -> queueDisplays.queues(type, arguments));
        }
        handlers.put("CLEAR QLOCAL", queues::clear);
        handlers.put("DISPLAY QUEUE", queueDisplays::queues);
        handlers.put("DISPLAY QSTATUS", queueDisplays::status);
        ChannelCommands channels = new ChannelCommands(administration);
        handlers.put("DEFINE CHANNEL", channels::define);
        handlers.put("ALTER CHANNEL", channels::alter);
        handlers.put("DELETE CHANNEL", channels::delete);
        handlers.put("START CHANNEL", channels::start);
        handlers.put("STOP CHANNEL", channels::stop);
        ChannelDisplays channelDisplays = new ChannelDisplays(administration, times);
        handlers.put("DISPLAY CHANNEL", channelDisplays::channels);
        handlers.put("DISPLAY CHSTATUS", channelDisplays::status);
        handlers.put("DISPLAY CONN", channelDisplays::connections);
        QueueManagerCommands queueManager = new QueueManagerCommands(administration);
        handlers.put("ALTER QMGR", queueManager::alter);
        handlers.put("PING QMGR", queueManager::ping);
        handlers.put("SUSPEND QMGR", queueManager::suspend);
        handlers.put("RESUME QMGR", queueManager::resume);
        QueueManagerDisplays queueManagerDisplays = new QueueManagerDisplays(administration);
        handlers.put("DISPLAY QMGR", queueManagerDisplays::queueManager);
        handlers.put("DISPLAY CLUSQMGR", queueManagerDisplays::clusterQueueManagers);
    }

    /**
     * Carries out one whole command, which may have continuation lines and comments.
     *
     * @return its result; a syntax error if there is no command or more than one
     */
    public MqscResult run(String oneCommand) {
        ScriptReader script = new ScriptReader(new StringReader(oneCommand));
        try {
            Optional<Statement> statement = script.next();
            Optional<Statement> another = script.next();
            if (statement.isPresent() && another.isEmpty()) {
                return run(statement.get());
            }
            return new MqscResult(
                    1,
                    oneCommand.strip(),
                    Outcome.SYNTAX_ERROR,
                    List.of(
                            Message.SYNTAX_ERROR.text(),
                            oneCommand.strip(),
                            "   " + (statement.isEmpty() ? "There is no command." : "There is more than one command.")),
                    List.of());
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be read", e);
        }
    }

    /**
     * Carries out the commands of a script, to its end or to END; one that fails does not keep the others from being
     * carried out.
     *
     * @return a result for each command, in order
     * @throws IOException if the script cannot be read; what was read before has been carried out
     */
    public List<MqscResult> runScript(Reader script) throws IOException {
        List<MqscResult> results = new ArrayList<>();
        ScriptReader reader = new ScriptReader(script);
        for (Optional<Statement> next = reader.next(); next.isPresent() && !isEnd(next.get()); next = reader.next()) {
            results.add(run(next.get()));
        }
        return results;
    }

    /**
     * Carries out the commands of a file in UTF-8, see {@link #runScript(Reader)}.
     *
     * @throws IOException if the file cannot be read
     */
    public List<MqscResult> runScript(Path script) throws IOException {
        try (Reader reader = Files.newBufferedReader(script, StandardCharsets.UTF_8)) {
            return runScript(reader);
        }
    }

    /** Whether a command ends the script or console. */
    static boolean isEnd(Statement statement) {
        return ENDING.contains(Words.upper(statement.text()));
    }

    /** Carries out one command of a script. */
    MqscResult run(Statement statement) {
        String name = "";
        try {
            check(statement);
            List<Parameter> words = CommandParser.parse(statement.text());
            Parameter first = words.get(0);
            String verb = Vocabulary.verb(first.keyword());
            if (!Vocabulary.isVerb(first.keyword())) {
                throw SyntaxException.in(first, first.keyword() + " is not an MQSC command.");
            }
            first.checkBare();
            if (words.size() == 1) {
                throw SyntaxException.in(first, verb + " needs an object, for example " + verb + " QLOCAL(Q1).");
            }
            Parameter object = words.get(1);
            name = object.hasValue() ? object.values().get(0).folded() : object.keyword();
            String action = verb + " " + Vocabulary.object(object.keyword());
            Arguments arguments = new Arguments(action, object, words.subList(2, words.size()));
            Handler handler = handlers.get(action);
            if (handler == null) {
                return notCarriedOut(statement, verb, object);
            }
            Answer answer = handler.run(arguments);
            return result(statement, Outcome.DONE, answer.lines(), arguments.warnings());
        } catch (SyntaxException e) {
            return result(statement, Outcome.SYNTAX_ERROR, lines(e, statement), List.of());
        } catch (FailedCommandException e) {
            return result(statement, Outcome.FAILED, e.lines(), List.of());
        } catch (AdministrationException e) {
            return result(statement, Outcome.FAILED, Refusals.lines(e, name), List.of());
        }
    }

    private static void check(Statement statement) throws SyntaxException {
        switch (statement.problem()) {
            case TOO_LONG ->
                throw new SyntaxException(
                        Message.COMMAND_TOO_LONG,
                        0,
                        "A command has at most " + ScriptReader.MAXIMUM_COMMAND_LENGTH + " characters.");
            case UNEXPECTED_END_OF_INPUT ->
                throw new SyntaxException(
                        Message.UNEXPECTED_END_OF_INPUT,
                        statement.text().length(),
                        "The last line ends with a continuation mark, but none follows.");
            case NONE -> {
                // Its words will show.
            }
        }
    }

    private static MqscResult notCarriedOut(Statement statement, String verb, Parameter object)
            throws SyntaxException, FailedCommandException {
        String name = Vocabulary.object(object.keyword());
        if (Vocabulary.isPublishSubscribe(verb, name)) {
            throw new FailedCommandException(
                    Message.REFUSED.about(verb + " " + name), "The embedded queue manager has no publish/subscribe.");
        }
        if (!Vocabulary.isIgnored(verb, name)) {
            throw SyntaxException.in(object, verb + " " + name + " is not an MQSC command that is known here.");
        }
        return result(
                statement,
                Outcome.IGNORED,
                List.of(),
                List.of(verb + " " + name + " is ignored: it means nothing to the embedded queue manager."));
    }

    private static List<String> lines(SyntaxException e, Statement statement) {
        int end = Math.min(e.offset(), statement.text().length());
        String where = "   Line " + statement.lineAt(Math.max(0, end - 1)) + ": " + e.sentence();
        return e.kind() == Message.COMMAND_TOO_LONG
                ? List.of(e.kind().text(), where)
                : e.kind() == Message.SYNTAX_ERROR
                        ? List.of(e.kind().text(), statement.text().substring(0, end), where)
                        : List.of(
                                e.kind().text(),
                                Message.SYNTAX_ERROR.text(),
                                statement.text().substring(0, end),
                                where);
    }

    private static MqscResult result(Statement statement, Outcome outcome, List<String> lines, List<String> warnings) {
        return new MqscResult(statement.line(), statement.text(), outcome, lines, warnings);
    }
}
