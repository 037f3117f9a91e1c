package io.mooring.embedded.standalone;

import java.net.InetAddress;
import java.util.List;

/** What a command line asks for. */
sealed interface CommandLine {
    /** The way to write it. */
    record Help() implements CommandLine {}

    /** The version of the program. */
    record Version() implements CommandLine {}

    /**
     * Queue managers.
     *
     * @param queueManagers at least one, with different names and ports
     * @param address on which all of them listen
     * @param untilEndOfInput whether the program ends when its standard input does
     */
    record Run(List<QueueManagerArguments> queueManagers, InetAddress address, boolean untilEndOfInput)
            implements CommandLine {
        public Run {
            queueManagers = List.copyOf(queueManagers);
        }
    }
}
