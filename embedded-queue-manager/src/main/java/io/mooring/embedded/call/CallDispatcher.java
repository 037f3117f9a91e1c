package io.mooring.embedded.call;

import io.mooring.embedded.fault.Fault;
import io.mooring.embedded.mqi.MqiException;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.mqi.Verb;
import io.mooring.embedded.wire.SegmentType;
import io.mooring.embedded.wire.WireReader;
import io.mooring.embedded.wire.structure.ApiHeader;
import io.mooring.embedded.wire.structure.ObjectDescriptor;
import io.mooring.embedded.wire.structure.Spi;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives each call to the handler of its verb, after the faults have had their say. Has no state. */
public final class CallDispatcher {
    private static final Logger log = LoggerFactory.getLogger(CallDispatcher.class);

    private final Map<SegmentType, CallHandler> handlers = new EnumMap<>(SegmentType.class);

    /** Knows all verbs but MQCONN, which makes the connection that the others work on. */
    public CallDispatcher() {
        handlers.put(SegmentType.MQDISC, UnitOfWorkCalls::disconnect);
        handlers.put(SegmentType.MQCMIT, UnitOfWorkCalls::commit);
        handlers.put(SegmentType.MQBACK, UnitOfWorkCalls::backOut);
        handlers.put(SegmentType.MQOPEN, OpenCall::open);
        handlers.put(SegmentType.MQCLOSE, CloseCall::close);
        handlers.put(SegmentType.MQPUT, PutCall::put);
        handlers.put(SegmentType.MQPUT1, PutCall::put1);
        handlers.put(SegmentType.MQGET, GetCall::get);
        handlers.put(SegmentType.MQINQ, InquireCall::inquire);
        handlers.put(SegmentType.MQSET, SetCall::set);
        handlers.put(SegmentType.MQSTAT, StatCall::stat);
        handlers.put(SegmentType.SPI, SpiCall::spi);
        handlers.put(SegmentType.MQSUB, CallDispatcher::refusePublishSubscribe);
        handlers.put(SegmentType.MQSUBRQ, CallDispatcher::refusePublishSubscribe);
    }

    /** Executes a call and answers it, now or, for a get that waits, later. */
    public void dispatch(Connection connection, SegmentType type, int request, WireReader body) {
        int handle = ApiHeader.read(body).handle();
        synchronized (connection) {
            if (connection.isClosed()) {
                return;
            }
            Verb verb = verb(type, body);
            String queue = aboutQueue(connection, type, handle, body);
            Fault.Effect fault = connection
                    .environment()
                    .faults()
                    .at(verb, connection.client().applicationName(), queue);
            if (fault instanceof Fault.Effect.LoseConnection lose && !lose.processed()) {
                connection.port().lose();
                return;
            }
            delay(connection.environment(), fault);
            Reply reply = new Reply(
                    connection, type, verb, request, handle, body, queue, fault instanceof Fault.Effect.LoseConnection);
            if (type == SegmentType.MQPUT || type == SegmentType.MQPUT1) {
                PutCall.prepare(type, body, reply);
            }
            if (fault instanceof Fault.Effect.Fail fail) {
                reply.fail(fail.reasonCode());
                return;
            }
            execute(connection, type, reply);
        }
    }

    private void execute(Connection connection, SegmentType type, Reply reply) {
        CallHandler handler = handlers.get(type);
        try {
            if (handler == null) {
                refuseXa(connection, type, reply);
                return;
            }
            if (connection.pendingGet() != null) {
                throw new MqiException(Reason.CALL_IN_PROGRESS);
            }
            handler.handle(connection, reply);
        } catch (MqiException failed) {
            reply.fail(failed.reasonCode());
        }
    }

    static void delay(Environment environment, Fault.@Nullable Effect fault) {
        if (fault instanceof Fault.Effect.Delay delay) {
            try {
                boolean ended = environment.ended().await(delay.duration().toNanos(), TimeUnit.NANOSECONDS);
                log.debug("{}: call delayed by {}{}", environment.name(), delay.duration(), ended ? ", cut short" : "");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Verb verb(SegmentType type, WireReader body) {
        if (type.isXaCall()) {
            return Verb.XA;
        }
        if (type == SegmentType.SPI) {
            boolean opens = body.length() >= Spi.FIELDS && body.peekInt32(ApiHeader.LENGTH) == Spi.OPEN;
            return opens ? Verb.MQOPEN : Verb.SPI;
        }
        return Verb.valueOf(type.name());
    }

    private static String aboutQueue(Connection connection, SegmentType type, int handle, WireReader body) {
        if (type != SegmentType.MQOPEN && type != SegmentType.MQPUT1 && type != SegmentType.SPI) {
            return connection.queueName(handle);
        }
        int descriptor = type == SegmentType.SPI ? SpiCall.OBJECT_DESCRIPTOR : ApiHeader.LENGTH;
        int at = body.position();
        String name = ObjectDescriptor.peekName(body, descriptor);
        body.position(at);
        return name;
    }

    private static void refusePublishSubscribe(Connection connection, Reply reply) {
        log.warn(
                "{}: {} asked for a subscription; publish/subscribe is not supported by the embedded queue manager: {}",
                connection.environment().name(),
                connection.client().applicationName(),
                Reason.describe(Reason.PUBSUB_INHIBITED.code()));
        throw new MqiException(Reason.PUBSUB_INHIBITED);
    }

    private static void refuseXa(Connection connection, SegmentType type, Reply reply) {
        log.warn(
                "{}: {} called {}; XA is not supported by the embedded queue manager: {}",
                connection.environment().name(),
                connection.client().applicationName(),
                type,
                Reason.describe(Reason.ENVIRONMENT_ERROR.code()));
        reply.fail(Reason.ENVIRONMENT_ERROR.code());
    }
}
