package io.mooring.samples.demo;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What the command line says.
 *
 * @param help whether to show how it is used, and nothing else
 * @param brief whether to play the short form
 * @param report where to write the report
 * @param ccdt the channel table of the user's own queue managers
 * @param queueManager what clients ask for in it
 * @param user whom to connect as
 * @param queues what the names of the queues begin with
 */
record Options(
        boolean help,
        boolean brief,
        Path report,
        Optional<Path> ccdt,
        Optional<String> queueManager,
        Optional<String> user,
        String queues) {
    /** Where the password is taken from, if it is there. */
    static final String PASSWORD_VARIABLE = "MOORING_DEMO_PASSWORD";

    static final String USAGE = """
            Shows what Mooring does while queue managers move, die and come back, in about 40 seconds.

              ./mvnw -q -Pdemo verify                              on three queue managers in this process
              ./mvnw -q -Pdemo verify -Ddemo.arguments="--ccdt FILE --queue-manager NAME --user U"
                                                                   on your own; nothing is killed there

              --ccdt FILE            channel table (JSON) of your queue managers
              --queue-manager NAME   what clients ask for in it: QM1, or *ANY_QM for any of a group
              --user U               whom to connect as; the password comes from MOORING_DEMO_PASSWORD, or is asked for
              --queues PREFIX        the queues PREFIX.REQUEST, .REPLY, .RAW.REQUEST and .RAW.REPLY, which have to be there
                                     on each queue manager, and empty; DEMO without this
              --report FILE          where to write the report; demo.html without this
              --brief                a few seconds only
              --help                 this

            Exit code: 0 all promises were kept, 1 one was broken or the demo could not be played, 2 wrong arguments.
            NO_COLOR in the environment leaves out colours.
            """;

    /** A command line that cannot be understood; the message is a sentence for the user. */
    static final class Misunderstood extends Exception {
        private static final long serialVersionUID = 1;

        Misunderstood(String sentence) {
            super(sentence);
        }
    }

    /**
     * Reads a command line.
     *
     * @throws Misunderstood if it is wrong
     */
    static Options of(String... arguments) throws Misunderstood {
        Options options = new Options(
                false, false, Path.of("demo.html"), Optional.empty(), Optional.empty(), Optional.empty(), "DEMO");
        Deque<String> words = new ArrayDeque<>(List.of(arguments));
        while (!words.isEmpty()) {
            options = options.with(words.pop(), words);
        }
        options.check();
        return options;
    }

    private Options with(String option, Deque<String> words) throws Misunderstood {
        return switch (option) {
            case "--help", "-h" -> new Options(true, brief, report, ccdt, queueManager, user, queues);
            case "--brief" -> new Options(help, true, report, ccdt, queueManager, user, queues);
            case "--report" ->
                new Options(help, brief, Path.of(value(option, words)), ccdt, queueManager, user, queues);
            case "--ccdt" ->
                new Options(
                        help, brief, report, Optional.of(Path.of(value(option, words))), queueManager, user, queues);
            case "--queue-manager" ->
                new Options(help, brief, report, ccdt, Optional.of(value(option, words)), user, queues);
            case "--user" ->
                new Options(help, brief, report, ccdt, queueManager, Optional.of(value(option, words)), queues);
            case "--queues" -> new Options(help, brief, report, ccdt, queueManager, user, value(option, words));
            default ->
                throw new Misunderstood("There is no option '" + option + "'; --help names those that there are.");
        };
    }

    private static String value(String option, Deque<String> words) throws Misunderstood {
        String value = words.poll();
        if (value == null || value.isBlank() || value.startsWith("--")) {
            throw new Misunderstood(option + " needs a value; --help says which.");
        }
        return value;
    }

    private void check() throws Misunderstood {
        if (help) {
            return;
        }
        if (ccdt.isPresent() != queueManager.isPresent()) {
            throw new Misunderstood("--ccdt says where queue managers are and --queue-manager which of them; give both,"
                    + " or neither for queue managers in this process.");
        }
        if (user.isPresent() && ccdt.isEmpty()) {
            throw new Misunderstood("--user is for your own queue managers; give --ccdt and --queue-manager as well.");
        }
        if (!queues.matches("[A-Za-z0-9._/%]{1,36}")) {
            throw new Misunderstood("--queues '" + queues
                    + "' cannot begin the name of a queue; give 1 to 36 letters, digits and . / _ %.");
        }
    }
}
