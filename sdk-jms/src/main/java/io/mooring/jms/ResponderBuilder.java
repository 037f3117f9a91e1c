package io.mooring.jms;

import io.mooring.MqException;
import io.mooring.client.ConsumeTrouble;
import io.mooring.jms.internal.ibm.FactoryKind;
import io.mooring.jms.internal.ibm.IbmFactories;
import io.mooring.jms.internal.respond.OpenResponder;
import io.mooring.jms.internal.respond.RespondSettings;
import java.util.function.Consumer;
import javax.jms.BytesMessage;
import javax.jms.Connection;
import javax.jms.JMSException;
import javax.jms.Message;

/**
 * Settings of a responder yet to be opened, which the last call says how to answer with; see {@link
 * MooringConnectionFactory#responderBuilder}. Used by one thread.
 */
public final class ResponderBuilder {
    private final ConnectionMaker maker;
    private RespondSettings settings;

    ResponderBuilder(ConnectionMaker maker, String queue) {
        this.maker = maker;
        this.settings = RespondSettings.of(queue);
    }

    /**
     * How many sessions receive and handle requests at the same time, over one connection; default 1. The order is kept only
     * with one.
     *
     * @param threads 1 to 1000
     * @throws IllegalArgumentException if it is another number
     */
    public ResponderBuilder threads(int threads) {
        settings = settings.withThreads(threads);
        return this;
    }

    /**
     * A queue for requests that were backed out too often, for a queue that names none itself (BOQNAME) or says not how often
     * (BOTHRESH). The queue is on each queue manager that the connection may come to. Default: only what the request's queue
     * says counts.
     *
     * @throws IllegalArgumentException if it is the queue of the requests, or has no name
     */
    public ResponderBuilder backoutQueue(String queue) {
        settings = settings.withBackoutQueue(queue);
        return this;
    }

    /**
     * How often a request is backed out before it is put to {@link #backoutQueue}; default 5. Where the queue's own BOTHRESH
     * is lower, that counts.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public ResponderBuilder backoutThreshold(int threshold) {
        settings = settings.withBackoutThreshold(threshold);
        return this;
    }

    /** Whether replies are persistent; default: as their requests are. */
    public ResponderBuilder persistentReplies(boolean persistent) {
        settings = settings.withPersistentReplies(persistent);
        return this;
    }

    /**
     * Hears of each request that was not answered, on the thread that had it, before that goes on; what it throws is logged.
     * Default: it is only logged.
     */
    public ResponderBuilder onTrouble(Consumer<ConsumeTrouble> hook) {
        settings = settings.withTroubleHook(hook);
        return this;
    }

    /**
     * Opens a responder that answers with a text.
     *
     * @throws MqException if it cannot connect, or the queue manager refuses to open the queue
     */
    public Responder answeringText(RequestHandler<String> handler) {
        return answering(request -> {
            String text = handler.handle(request);
            return text == null ? null : request.session().createTextMessage(text);
        });
    }

    /**
     * Opens a responder that answers with bytes.
     *
     * @throws MqException if it cannot connect, or the queue manager refuses to open the queue
     */
    public Responder answeringBytes(RequestHandler<byte[]> handler) {
        return answering(request -> {
            byte[] bytes = handler.handle(request);
            if (bytes == null) {
                return null;
            }
            BytesMessage reply = request.session().createBytesMessage();
            reply.writeBytes(bytes);
            return reply;
        });
    }

    /**
     * Opens a responder that answers with a message made by {@link Request#session}, with whatever properties it has. A
     * correlation id that the handler has set is kept.
     *
     * @throws MqException if it cannot connect, or the queue manager refuses to open the queue
     */
    public Responder answering(RequestHandler<Message> handler) {
        try {
            Connection connection = maker.connection(FactoryKind.UNIFIED, factory -> {
                IbmFactories.tellAllExceptions(factory);
                return factory.createConnection();
            });
            return OpenResponder.open(connection, settings, maker.telemetry(), maker.census(settings.queue()), handler);
        } catch (JMSException e) {
            throw new MqException("A responder on " + settings.queue() + " could not be opened.", e);
        }
    }
}
