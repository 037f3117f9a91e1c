package io.mooring.embedded.call;

import io.mooring.embedded.wire.structure.Notification;
import io.mooring.embedded.wire.structure.RequestMessages;

/** What a client says about its consumers outside of calls: credit, start and stop. Has no state. */
public final class Consumption {
    private Consumption() {}

    /** The client asks for messages of a queue. */
    public static void requested(Connection connection, RequestMessages request, int requestId) {
        synchronized (connection) {
            if (connection.isClosed() || !(connection.objectOrNull(request.handle()) instanceof OpenQueue queue)) {
                return; // closed in the meantime
            }
            Consumer consumer = queue.consumer();
            if (consumer == null) {
                consumer = new Consumer(connection, queue, request);
                queue.consumer(consumer);
            }
            consumer.requested(request, requestId);
        }
    }

    /** The client sends news; only the start and the stop of the consumption, and that its listeners wait, mean something here. */
    public static void notified(Connection connection, Notification news, int requestId, boolean wantsAnswer) {
        synchronized (connection) {
            if (news.code() == Notification.CONNECTION_STATE) {
                connection.consumptionStarted(news.value() == Notification.STARTED);
                answer(connection, news, requestId, wantsAnswer, Notification.CONNECTION_STATE_REPLY);
            } else if (news.code() == Notification.UNIT_OF_WORK_ALLOWED) {
                connection.unitOfWorkAllowed(news.value());
            } else if (news.code() == Notification.QUEUE_STATE) {
                answer(connection, news, requestId, wantsAnswer, Notification.QUEUE_STATE_REPLY);
            }
        }
    }

    /**
     * Tells the consumers of a connection something, soon; only those that have asked for messages, others would not stand
     * it.
     */
    public static void notifyConsumers(Connection connection, int code, int value) {
        // Not on the caller's thread: a client that does not read must not hold up what tells all clients.
        connection.port().later(() -> tellConsumers(connection, code, value));
    }

    private static void tellConsumers(Connection connection, int code, int value) {
        synchronized (connection) {
            for (int handle : connection.consumingHandles()) {
                connection.port().notify(1, new Notification(handle, code, value));
            }
        }
    }

    private static void answer(Connection connection, Notification news, int requestId, boolean wantsAnswer, int code) {
        if (wantsAnswer) {
            connection.port().notify(requestId, new Notification(news.handle(), code, news.value()));
        }
    }
}
