package io.mooring.embedded.pcf;

import io.mooring.embedded.admin.Administration;
import java.util.List;

/**
 * One command of the command server.
 *
 * @param signature the parameters that it takes
 * @param action what it does
 */
record Command(Signature signature, Action action) {
    /** The answer of a command that only does something. */
    static final List<List<PcfParameter>> DONE = List.of(List.of());

    /** What a command does. */
    @FunctionalInterface
    interface Action {
        /**
         * Does it.
         *
         * @return the parameters of each answer, at least one
         * @throws PcfException if it is refused
         * @throws io.mooring.embedded.admin.AdministrationException if the queue manager refuses it
         */
        List<List<PcfParameter>> run(CommandRequest request, Administration administration);
    }
}
