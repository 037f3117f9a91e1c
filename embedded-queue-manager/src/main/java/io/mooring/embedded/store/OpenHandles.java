package io.mooring.embedded.store;

import io.mooring.embedded.mqi.MqiException;
import io.mooring.embedded.mqi.OpenOptions;
import io.mooring.embedded.mqi.Reason;

/** How many handles have a queue open, and whether one has it alone. Guarded by the queue's monitor. */
final class OpenHandles {
    private int input;
    private int output;
    private boolean exclusive;

    /** One more, unless somebody's exclusive input, or the wish for it, stands against it. */
    void open(int options, boolean shareable) {
        boolean wantsExclusive = (options & OpenOptions.INPUT_EXCLUSIVE) != 0;
        if (isInput(options)) {
            if (input > 0 && (exclusive || wantsExclusive || !shareable)) {
                throw new MqiException(Reason.OBJECT_IN_USE);
            }
            exclusive = wantsExclusive;
            input++;
        }
        if ((options & OpenOptions.OUTPUT) != 0) {
            output++;
        }
    }

    void close(int options) {
        if (isInput(options)) {
            input--;
            exclusive = exclusive && input > 0;
        }
        if ((options & OpenOptions.OUTPUT) != 0) {
            output--;
        }
    }

    int input() {
        return input;
    }

    int output() {
        return output;
    }

    private static boolean isInput(int options) {
        return (options & (OpenOptions.INPUT_EXCLUSIVE | OpenOptions.INPUT_SHARED)) != 0;
    }
}
