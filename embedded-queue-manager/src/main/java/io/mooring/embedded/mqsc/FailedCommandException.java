package io.mooring.embedded.mqsc;

import java.util.List;

/** A valid command that cannot be carried out here; nothing was changed. */
final class FailedCommandException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String firstLine;

    /**
     * A command that was refused.
     *
     * @param firstLine the AMQ message
     * @param explanation a sentence that names the thing and what would do
     */
    FailedCommandException(String firstLine, String explanation) {
        super(explanation);
        this.firstLine = firstLine;
    }

    /** The answer. */
    List<String> lines() {
        return List.of(firstLine, "   " + getMessage());
    }
}
