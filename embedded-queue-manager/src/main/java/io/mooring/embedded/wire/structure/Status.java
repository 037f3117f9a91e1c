package io.mooring.embedded.wire.structure;

import io.mooring.embedded.wire.StatusCode;
import io.mooring.embedded.wire.WireWriter;

/** The body of a STATUS segment that says why the channel ends: length 12, code, value. */
public final class Status {
    private static final int LENGTH = 12;

    private Status() {}

    /** Writes it. */
    public static void write(WireWriter out, StatusCode code) {
        write(out, code.code());
    }

    /** Writes it with any code, for example one that a fault names. */
    public static void write(WireWriter out, int code) {
        out.int32(LENGTH).int32(code).int32(0);
    }
}
