package io.mooring.embedded.standalone;

import io.mooring.embedded.EmbeddedCluster;
import io.mooring.embedded.EmbeddedClusterBuilder;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.EmbeddedQueueManagerBuilder;
import io.mooring.embedded.Startable;
import io.mooring.embedded.mqsc.MqscConsole;
import io.mooring.embedded.mqsc.MqscInterpreter;
import io.mooring.embedded.mqsc.MqscResult;
import io.mooring.embedded.tls.Tls;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * The program, with its streams as arguments. {@link #run} blocks until the program is over; a signal to the JVM closes
 * the queue managers in a shutdown hook.
 */
final class Program {
    /** It did what it was asked to. */
    static final int DONE = 0;

    /** A queue manager could not be started. */
    static final int FAILED = 1;

    /** The command line is wrong. */
    static final int WRONG_USAGE = 2;

    private final InputStream input;
    private final PrintStream output;
    private final PrintStream messages;

    /**
     * A program that has not begun.
     *
     * @param input has MQSC commands
     * @param output takes what others may read: ready lines, answers to commands
     * @param messages takes what is for people
     */
    Program(InputStream input, PrintStream output, PrintStream messages) {
        this.input = input;
        this.output = output;
        this.messages = messages;
    }

    /** Runs it to its end and answers the exit code. */
    int run(List<String> arguments) {
        try {
            CommandLine commandLine = CommandLineParser.parse(arguments);
            if (commandLine instanceof CommandLine.Help) {
                output.print(CommandLineParser.USAGE);
                return DONE;
            }
            if (commandLine instanceof CommandLine.Version) {
                output.println("Mooring embedded queue manager " + version());
                return DONE;
            }
            return run((CommandLine.Run) commandLine);
        } catch (UsageException wrong) {
            messages.println(wrong.getMessage());
            return WRONG_USAGE;
        }
    }

    private int run(CommandLine.Run asked) {
        warn(asked);
        try (Built built = build(asked)) {
            Runtime.getRuntime().addShutdownHook(new Thread(built::close, "end of program"));
            built.all().start();
            for (EmbeddedQueueManager ready : built.each()) {
                output.println(ready.name() + " listening on " + hostAndPort(asked.address(), ready.port()));
            }
            output.flush();
            converse(built.each(), asked.untilEndOfInput());
            return DONE;
        } catch (FailedStartException failed) {
            messages.println(failed.getMessage());
            return FAILED;
        } catch (UncheckedIOException e) {
            messages.println(sentence(e));
            return FAILED;
        } catch (IOException e) {
            messages.println("The standard streams cannot be used any more: " + e.getMessage());
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private void converse(List<EmbeddedQueueManager> queueManagers, boolean untilEndOfInput)
            throws IOException, InterruptedException {
        new MqscConsole(
                        queueManagers.stream()
                                .map(EmbeddedQueueManager::administration)
                                .toList(),
                        new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8)),
                        output)
                .run();
        if (!untilEndOfInput) {
            new CountDownLatch(1).await(); // the shutdown hook ends the program
        }
    }

    private Built build(CommandLine.Run asked) throws FailedStartException {
        List<QueueManagerArguments> arguments = asked.queueManagers();
        Built built;
        if (arguments.size() == 1) {
            EmbeddedQueueManagerBuilder builder =
                    EmbeddedQueueManager.named(arguments.get(0).name());
            settings(arguments.get(0), asked.address()).accept(builder);
            EmbeddedQueueManager only = builder.build();
            built = new Built(only, List.of(only));
        } else {
            EmbeddedClusterBuilder builder = EmbeddedCluster.of(
                    arguments.stream().map(QueueManagerArguments::name).toArray(String[]::new));
            for (QueueManagerArguments one : arguments) {
                builder.with(one.name(), settings(one, asked.address()));
            }
            EmbeddedCluster cluster = builder.build();
            built = new Built(cluster, cluster.queueManagers());
        }
        for (int i = 0; i < arguments.size(); i++) {
            for (Path script : arguments.get(i).scripts()) {
                run(script, built.each().get(i));
            }
        }
        return built;
    }

    private static Consumer<EmbeddedQueueManagerBuilder> settings(QueueManagerArguments arguments, InetAddress address)
            throws FailedStartException {
        Optional<Tls> tls = arguments.tls().isEmpty()
                ? Optional.empty()
                : Optional.of(tls(arguments.name(), arguments.tls().get()));
        return builder -> {
            builder.address(address).port(arguments.port());
            arguments.users().forEach(user -> builder.user(user.name(), user.password()));
            tls.ifPresent(builder::tls);
        };
    }

    /** Runs all commands of a file, so that all mistakes in it are seen at once. */
    private void run(Path script, EmbeddedQueueManager queueManager) throws FailedStartException {
        boolean failed = false;
        try {
            for (MqscResult result : new MqscInterpreter(queueManager.administration()).runScript(script)) {
                String place = script + ", line " + result.line() + ": ";
                result.warnings().forEach(warning -> messages.println(place + "Warning: " + warning));
                if (!result.ok()) {
                    failed = true;
                    messages.println(place + result.command());
                    result.lines().forEach(messages::println);
                }
            }
        } catch (IOException e) {
            throw new FailedStartException("The MQSC file " + script + " cannot be read: " + e);
        }
        if (failed) {
            throw new FailedStartException(
                    "Queue manager " + queueManager.name() + " is not started: commands in " + script + " failed.");
        }
    }

    private static Tls tls(String queueManager, QueueManagerArguments.KeyStoreFiles files) throws FailedStartException {
        try (BufferedReader reader = Files.newBufferedReader(files.passwordFile(), StandardCharsets.UTF_8)) {
            String password = Objects.requireNonNullElse(reader.readLine(), "");
            return Tls.keyStore(files.keyStore(), password.toCharArray());
        } catch (IOException e) {
            throw new FailedStartException("The password file " + files.passwordFile() + " of queue manager "
                    + queueManager + " cannot be read: " + e);
        } catch (IllegalArgumentException e) {
            throw new FailedStartException("Queue manager " + queueManager + " has no certificates: " + e.getMessage());
        }
    }

    private void warn(CommandLine.Run asked) {
        messages.println("*** For tests only: messages are kept in memory and are gone when this program ends. ***");
        if (!asked.address().isLoopbackAddress()) {
            messages.println("*** Listening on " + asked.address().getHostAddress()
                    + ": other machines can connect, not only this one. ***");
            asked.queueManagers().stream()
                    .filter(queueManager -> queueManager.users().isEmpty())
                    .forEach(open -> messages.println(
                            "*** " + open.name() + " lets everybody in without a password; --user changes that. ***"));
        }
    }

    private static String hostAndPort(InetAddress address, int port) {
        String host = address.getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private static String sentence(UncheckedIOException e) {
        String cause = e.getCause() == null ? "" : " (" + e.getCause().getMessage() + ")";
        return e.getMessage() + cause + ".";
    }

    private static String version() {
        return Objects.requireNonNullElse(
                Program.class.getPackage().getImplementationVersion(), "of a build without a version");
    }

    /**
     * What the command line asks for, built.
     *
     * @param all starts and ends everything
     * @param each queue manager, in the order of the command line
     */
    private record Built(Startable all, List<EmbeddedQueueManager> each) implements AutoCloseable {
        @Override
        public void close() {
            all.close();
        }
    }

    /** A queue manager cannot be started; the message is a sentence for the one who tried. */
    private static final class FailedStartException extends Exception {
        private static final long serialVersionUID = 1L;

        FailedStartException(String message) {
            super(message);
        }
    }
}
