package io.mooring.embedded.mqsc;

import io.mooring.embedded.admin.Administration;
import io.mooring.embedded.admin.AdministrationException;
import io.mooring.embedded.admin.EndMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The control commands of the console, as one would type them in a shell: endmqm, strmqm, dspmq. */
final class ControlCommands {
    private static final Set<String> NAMES = Set.of("endmqm", "strmqm", "dspmq");
    private static final String ENDMQM_USAGE = "Usage: endmqm [-c | -w | -i | -r] [QMNAME]";

    /** Where the second column of dspmq begins. */
    private static final int COLUMN = 58;

    private final List<Administration> queueManagers;

    ControlCommands(List<Administration> queueManagers) {
        this.queueManagers = queueManagers;
    }

    static boolean isControlCommand(String firstWord) {
        return NAMES.contains(firstWord);
    }

    /**
     * Carries out a control command.
     *
     * @param words the command and its arguments
     * @param current the queue manager that is meant if none is named
     * @return what to print
     */
    List<String> run(List<String> words, Administration current) {
        List<String> arguments = words.subList(1, words.size());
        return switch (words.get(0)) {
            case "endmqm" -> end(arguments, current);
            case "strmqm" -> start(arguments, current);
            default -> display(arguments);
        };
    }

    private List<String> end(List<String> arguments, Administration current) {
        List<String> options =
                arguments.stream().filter(word -> word.startsWith("-")).toList();
        List<String> names =
                arguments.stream().filter(word -> !word.startsWith("-")).toList();
        boolean reconnect = options.contains("-r");
        long ways = options.stream()
                .filter(option -> !option.equals("-r"))
                .distinct()
                .count();
        if (!Set.of("-c", "-w", "-i", "-r").containsAll(options) || ways > 1 || names.size() > 1) {
            return List.of(ENDMQM_USAGE);
        }
        Optional<Administration> queueManager = named(names, current);
        if (queueManager.isEmpty()) {
            return List.of(Message.QUEUE_MANAGER_UNKNOWN.text());
        }
        Administration ending = queueManager.get();
        if (!ending.running() && !ending.quiescing()) {
            return List.of(Message.QUEUE_MANAGER_NOT_AVAILABLE.text());
        }
        EndMode mode = reconnect ? EndMode.RECONNECT : options.contains("-i") ? EndMode.IMMEDIATE : EndMode.QUIESCE;
        List<String> lines = new ArrayList<>();
        lines.add(
                mode == EndMode.QUIESCE
                        ? "Quiesce request accepted. The queue manager will stop when all outstanding work is complete."
                        : "IBM MQ queue manager '" + ending.name() + "' ending.");
        try {
            ending.end(mode);
        } catch (AdministrationException e) {
            return Refusals.lines(e, ending.name());
        }
        if (!ending.running()) {
            lines.add("IBM MQ queue manager '" + ending.name() + "' ended.");
        }
        return lines;
    }

    private List<String> start(List<String> arguments, Administration current) {
        if (arguments.size() > 1 || arguments.stream().anyMatch(word -> word.startsWith("-"))) {
            return List.of("Usage: strmqm [QMNAME]");
        }
        Optional<Administration> queueManager = named(arguments, current);
        if (queueManager.isEmpty()) {
            return List.of(Message.QUEUE_MANAGER_UNKNOWN.text());
        }
        Administration starting = queueManager.get();
        if (starting.running()) {
            return List.of("IBM MQ queue manager '" + starting.name() + "' is running already.");
        }
        try {
            starting.start();
        } catch (AdministrationException e) {
            return Refusals.lines(e, starting.name());
        }
        return List.of(
                "IBM MQ queue manager '" + starting.name() + "' starting.",
                "IBM MQ queue manager '" + starting.name() + "' started.");
    }

    private List<String> display(List<String> arguments) {
        if (!arguments.isEmpty()) {
            return List.of("Usage: dspmq");
        }
        return queueManagers.stream()
                .map(queueManager -> {
                    String name = "QMNAME(" + queueManager.name() + ")";
                    return name + " ".repeat(Math.max(1, COLUMN - name.length())) + "STATUS(" + status(queueManager)
                            + ")";
                })
                .toList();
    }

    private static String status(Administration queueManager) {
        if (queueManager.quiescing()) {
            return "Quiescing";
        }
        return queueManager.running() ? "Running" : "Ended";
    }

    private Optional<Administration> named(List<String> names, Administration current) {
        return names.isEmpty() ? Optional.of(current) : named(names.get(0));
    }

    /** The queue manager of this name, in the case in which it was given. */
    Optional<Administration> named(String name) {
        return queueManagers.stream()
                .filter(queueManager -> queueManager.name().equals(name))
                .findFirst();
    }
}
