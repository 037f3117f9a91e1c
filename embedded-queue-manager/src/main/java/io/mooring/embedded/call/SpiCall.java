package io.mooring.embedded.call;

import io.mooring.embedded.mqi.Byte24;
import io.mooring.embedded.mqi.MqiException;
import io.mooring.embedded.mqi.OpenOptions;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.wire.WireReader;
import io.mooring.embedded.wire.WireWriter;
import io.mooring.embedded.wire.structure.ObjectDescriptor;
import io.mooring.embedded.wire.structure.Spi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls of the SPI that a client makes: which there are, open, reserve message ids, end a wait. */
final class SpiCall {
    /** LPOO behind the SPI frame: identifier, version, open options, lpi options, four defaults. */
    private static final int OPEN_OPTIONS_LENGTH = 32;

    /** LPI options: save the identity context, save the origin context; a JMS consumer asks for both to requeue messages. */
    private static final int SAVE_CONTEXT = 0x1 | 0x2;

    static final int OBJECT_DESCRIPTOR = Spi.FIELDS + OPEN_OPTIONS_LENGTH;

    private static final Logger log = LoggerFactory.getLogger(SpiCall.class);
    private static final int STRUCTURE_HEADER = 12;
    private static final int RESERVATION = 1000;

    /**
     * The byte of an id, counted from 1, in which the client's counter begins. It takes as many bytes as the granted number
     * needs: two here, the last ones.
     */
    private static final int COUNTER_OFFSET = Byte24.LENGTH - 1;

    private SpiCall() {}

    static void spi(Connection connection, Reply reply) {
        Spi spi = Spi.read(reply.body());
        switch (spi.verb()) {
            case Spi.QUERY -> query(spi, reply);
            case Spi.OPEN -> open(spi, connection, reply);
            case Spi.RESERVE -> reserve(spi, connection, reply);
            case Spi.SUBSCRIBE -> CallDispatcher.refusePublishSubscribe(connection, reply);
            case Spi.NOTIFY -> endWait(spi, connection, reply);
            default -> {
                log.warn(
                        "{}: {} called SPI verb {}, which the embedded queue manager does not have",
                        connection.environment().name(),
                        connection.client().applicationName(),
                        spi.verb());
                throw new MqiException(Reason.FUNCTION_NOT_SUPPORTED);
            }
        }
    }

    /** Verb, and the highest versions of its structures, of each call that there is; version 1 everywhere. */
    private static void query(Spi spi, Reply reply) {
        int[] verbs = {Spi.QUERY, Spi.RESERVE, Spi.NOTIFY, Spi.OPEN};
        WireWriter out = reply.begin();
        spi.writeAnswer(out, reply.body(), STRUCTURE_HEADER + 4 + verbs.length * 20);
        out.int32(verbs.length);
        for (int verb : verbs) {
            out.int32(verb).int32(1).int32(1).int32(1).int32(0);
        }
        reply.send(out);
    }

    private static void open(Spi spi, Connection connection, Reply reply) {
        WireReader in = reply.body();
        in.require(OPEN_OPTIONS_LENGTH, "LPOO");
        int optionsAt = in.position();
        in.skip(8);
        int openOptions = in.int32();
        if ((in.int32() & SAVE_CONTEXT) != 0) {
            openOptions |= OpenOptions.SAVE_ALL_CONTEXT;
        }
        in.position(optionsAt + OPEN_OPTIONS_LENGTH);
        ObjectDescriptor descriptor = ObjectDescriptor.read(in);
        OpenObject object = Opening.openForHandle(connection, descriptor, openOptions);
        WireWriter out = reply.begin(0, 0, connection.add(object));
        // With the selector behind it: the client reads it again, from whatever stands there.
        int selectorAt = descriptor.offset() + descriptor.length();
        int selectorLength = in.length() - selectorAt;
        spi.writeAnswer(out, in, STRUCTURE_HEADER + OPEN_OPTIONS_LENGTH + descriptor.length() + selectorLength);
        out.copy(in, optionsAt, OPEN_OPTIONS_LENGTH - 16);
        Opening.defaults(object).write(out);
        OpenCall.writeDescriptor(
                out, reply, descriptor, object, connection.environment().name());
        out.copy(in, selectorAt, selectorLength);
        reply.send(out);
    }

    private static void reserve(Spi spi, Connection connection, Reply reply) {
        WireReader in = reply.body();
        in.require(8, "SPRI");
        in.skip(4);
        int wanted = in.int32();
        if (wanted < 1) {
            throw new MqiException(Reason.OPTIONS_ERROR);
        }
        int granted = RESERVATION; // whatever is wanted: the counter's length depends on it
        Byte24 first = connection.environment().identifiers().reserve(granted);
        WireWriter out = reply.begin();
        spi.writeAnswer(out, in, STRUCTURE_HEADER + 8 + Byte24.LENGTH);
        out.int32(granted).int32(COUNTER_OFFSET).byte24(first);
        reply.send(out);
    }

    /** Another conversation of the client waits in MQGET; this ends that wait with the reason that the client names. */
    private static void endWait(Spi spi, Connection connection, Reply reply) {
        WireReader in = reply.body();
        in.require(8 + Byte24.LENGTH, "SPNI");
        in.skip(4);
        int reasonCode = in.int32();
        Byte24 id = in.byte24();
        Connection waiting = connection.environment().connections().find(id);
        if (waiting != null && waiting != connection) {
            // Not under our own monitor's protection: the other one's pending get ends itself under its own.
            connection.port().later(() -> PendingGet.endWaitOf(waiting, reasonCode));
        }
        WireWriter out = reply.begin();
        spi.writeAnswer(out, in, STRUCTURE_HEADER);
        reply.send(out);
    }
}
