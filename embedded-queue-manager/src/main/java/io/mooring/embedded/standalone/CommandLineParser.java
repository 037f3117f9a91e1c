package io.mooring.embedded.standalone;

import io.mooring.embedded.definition.ObjectName;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a command line, from left to right: {@code --queue-manager} begins a queue manager, and the options behind it are
 * about that one. Not thread-safe; for one command line.
 */
final class CommandLineParser {
    static final String USAGE = """
            Usage: java -jar mooring-embedded-queue-manager-VERSION-standalone.jar OPTION...

            Runs queue managers for tests, which IBM MQ clients connect to. Messages are kept in memory.

            For each queue manager:
              --queue-manager NAME        begins a queue manager; the options behind it, to the next one, are about it
              --port N                    listen on this port, 0 for a free one (1414)
              --mqsc FILE                 run these MQSC commands first; may be repeated
              --user NAME:PASSWORD        let in only users who are named so; may be repeated (everybody)
              --tls-keystore FILE         certificates, PKCS #12 or JKS
              --tls-password-file FILE    its first line is the password of the key store

            Several queue managers are a cluster named UNIFORM: messages go from one to another.

            For all of them, anywhere:
              --address ADDRESS           listen on this address (loopback, which only this machine reaches)
              --until-eof                 end when standard input does, or at END (run until SIGTERM)
              --help, --version           say so, and end

            Standard output has a line for each queue manager when it is ready, 'QM1 listening on 127.0.0.1:1414', and
            then the answers to the MQSC commands on standard input; 'use QM2' chooses the queue manager they go to,
            endmqm and strmqm end and start it. The log goes to standard error.

            Exit code: 0 after --until-eof, 143 after SIGTERM, 1 if a queue manager cannot be started, 2 for a wrong
            command line.
            """;

    private static final int HIGHEST_PORT = 65_535;

    private final List<String> arguments;
    private final List<QueueManagerArguments> done = new ArrayList<>();
    private int next;
    private @Nullable QueueManagerArguments current;
    private @Nullable Path keyStore;
    private @Nullable Path passwordFile;
    private InetAddress address = InetAddress.getLoopbackAddress();
    private boolean untilEndOfInput;

    private CommandLineParser(List<String> arguments) {
        this.arguments = arguments;
    }

    /**
     * Reads a command line.
     *
     * @throws UsageException with a sentence that names what is wrong
     */
    static CommandLine parse(List<String> arguments) throws UsageException {
        if (arguments.contains("--help")) {
            return new CommandLine.Help();
        }
        if (arguments.contains("--version")) {
            return new CommandLine.Version();
        }
        return new CommandLineParser(arguments).run();
    }

    private CommandLine.Run run() throws UsageException {
        while (next < arguments.size()) {
            option(arguments.get(next++));
        }
        finish();
        if (done.isEmpty()) {
            throw new UsageException("No queue manager is named; --queue-manager QM1 would name one.");
        }
        return new CommandLine.Run(done, address, untilEndOfInput);
    }

    private void option(String option) throws UsageException {
        switch (option) {
            case "--queue-manager" -> begin(value(option));
            case "--port" -> current = current(option).withPort(port(value(option)));
            case "--mqsc" -> current = current(option).withScript(Path.of(value(option)));
            case "--user" -> current = current(option).withUser(user(value(option)));
            case "--tls-keystore" -> {
                current(option);
                keyStore = Path.of(value(option));
            }
            case "--tls-password-file" -> {
                current(option);
                passwordFile = Path.of(value(option));
            }
            case "--address" -> address = address(value(option));
            case "--until-eof" -> untilEndOfInput = true;
            default -> throw new UsageException("'" + option + "' is not an option; --help names them all.");
        }
    }

    private void begin(String name) throws UsageException {
        finish();
        if (!ObjectName.isValid(name, ObjectName.MAXIMUM_LENGTH)) {
            throw new UsageException("'" + name + "' is not a queue manager name: " + ObjectName.RULE + ", and at most "
                    + ObjectName.MAXIMUM_LENGTH + " of them.");
        }
        current = QueueManagerArguments.named(name);
    }

    /** Ends the queue manager whose options are over. */
    private void finish() throws UsageException {
        QueueManagerArguments finished = current;
        if (finished == null) {
            return;
        }
        if (keyStore != null && passwordFile != null) {
            finished = finished.withTls(new QueueManagerArguments.KeyStoreFiles(keyStore, passwordFile));
        } else if (keyStore != null || passwordFile != null) {
            throw new UsageException("--tls-keystore and --tls-password-file belong together; queue manager "
                    + finished.name() + " has one of them only.");
        }
        for (QueueManagerArguments other : done) {
            if (other.name().equals(finished.name())) {
                throw new UsageException("Queue manager " + finished.name() + " is named twice.");
            }
            if (other.port() == finished.port() && other.port() != 0) {
                throw new UsageException("Queue managers " + other.name() + " and " + finished.name()
                        + " cannot both listen on port " + other.port() + "; --port gives one of them another.");
            }
        }
        done.add(finished);
        keyStore = null;
        passwordFile = null;
    }

    private QueueManagerArguments current(String option) throws UsageException {
        return Optional.ofNullable(current)
                .orElseThrow(() ->
                        new UsageException(option + " is about a queue manager; it comes after --queue-manager NAME."));
    }

    private String value(String option) throws UsageException {
        if (next == arguments.size() || arguments.get(next).startsWith("--")) {
            throw new UsageException(option + " needs a value behind it; --help shows which.");
        }
        return arguments.get(next++);
    }

    private static int port(String text) throws UsageException {
        try {
            int number = Integer.parseInt(text);
            if (number >= 0 && number <= HIGHEST_PORT) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The sentence below is for this, too.
        }
        throw new UsageException("--port is '" + text + "'; it is a number from 0, for a free one, to 65535.");
    }

    private static QueueManagerArguments.User user(String text) throws UsageException {
        int colon = text.indexOf(':');
        if (colon <= 0 || colon == text.length() - 1) {
            // Not the value: it may be a password.
            throw new UsageException("--user needs a name and a password with a colon between them, app:secret.");
        }
        return new QueueManagerArguments.User(text.substring(0, colon), text.substring(colon + 1));
    }

    private static InetAddress address(String text) throws UsageException {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new UsageException(
                    "--address is '" + text + "', which is no address and no host that is known here.");
        }
    }
}
