package io.mooring.embedded.wire.structure;

import io.mooring.embedded.wire.WireReader;
import io.mooring.embedded.wire.WireWriter;

/**
 * The defaults of a queue that an open tells the client: four numbers at the end of {@code FOPA} (MQOPEN) and {@code LPOO}
 * (SPI open).
 *
 * @param persistence default persistence
 * @param putResponse default put response type: 1 synchronous, 2 asynchronous
 * @param readAhead default read ahead: 0 no, 1 yes, 2 disabled
 * @param propertyControl MQPROP_*
 */
public record OpenDefaults(int persistence, int putResponse, int readAhead, int propertyControl) {
    /** What an object has that is no queue. */
    public static final OpenDefaults NONE = new OpenDefaults(0, 1, 0, 0);

    /** Length of the whole structure FOPA: identifier, version, length, four numbers. */
    public static final int FOPA_LENGTH = 28;

    private static final int IDENTIFIER_VERSION_LENGTH = 12;

    /** Writes a FOPA: the begin of the one that the client sent, and the defaults. */
    public void writeFopa(WireWriter out, WireReader request, int offset) {
        out.copy(request, offset, IDENTIFIER_VERSION_LENGTH);
        write(out);
    }

    /** Writes the four numbers. */
    public void write(WireWriter out) {
        out.int32(persistence).int32(putResponse).int32(readAhead).int32(propertyControl);
    }
}
