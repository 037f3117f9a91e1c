package io.mooring.embedded.call;

import io.mooring.embedded.admin.ConnectionStatus;
import io.mooring.embedded.admin.HandleStatus;
import io.mooring.embedded.definition.QueueManagerAttributes;
import io.mooring.embedded.mqi.Byte24;
import io.mooring.embedded.mqi.MqiException;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.store.UnitOfWork;
import io.mooring.embedded.wire.WireWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a client has between MQCONN and MQDISC: open objects, a unit of work, perhaps a get that waits. Its monitor guards
 * all of it; the methods say nothing about it where the dispatcher holds it already.
 */
public final class Connection {
    private static final int FIRST_HANDLE = 2;

    private final Environment environment;
    private final Byte24 id;
    private final Client client;
    private final ClientPort port;
    private final Instant connectedAt;
    private final UnitOfWork unitOfWork;
    private final WireWriter scratch = new WireWriter(600);
    private final Map<Integer, OpenObject> objects = new TreeMap<>();
    private int lastHandle = FIRST_HANDLE - 1;
    private final AsyncPuts asyncPuts = new AsyncPuts();
    private @Nullable PendingGet pendingGet;
    private boolean consumptionStarted;
    private int deliveredMessages;
    private volatile boolean closed;

    Connection(Environment environment, Client client, ClientPort port) {
        this.environment = environment;
        this.id = environment.identifiers().connection();
        this.client = client;
        this.port = port;
        this.connectedAt = environment.clock().instant();
        this.unitOfWork = new UnitOfWork(environment.attributes().get().number(QueueManagerAttributes.MAXUMSGS));
    }

    /** Its id. */
    public Byte24 id() {
        return id;
    }

    /** Who it is. */
    public Client client() {
        return client;
    }

    /** What DISPLAY CONN shows. */
    public synchronized ConnectionStatus status() {
        return new ConnectionStatus(
                id,
                client.applicationName(),
                client.user(),
                client.channel(),
                client.connectionName(),
                client.productId(),
                client.reconnectable(),
                !unitOfWork.isEmpty(),
                connectedAt);
    }

    /** The queues that it has open. */
    public synchronized List<HandleStatus> handles() {
        ConnectionStatus status = status();
        List<HandleStatus> handles = new ArrayList<>();
        for (OpenObject object : objects.values()) {
            if (object instanceof OpenQueue queue) {
                handles.add(new HandleStatus(queue.name(), status, queue.options()));
            }
        }
        return handles;
    }

    /** Whether it is at a point where a move costs nothing: no open unit of work. */
    public synchronized boolean isIdle() {
        return unitOfWork.isEmpty();
    }

    /** Ends it: backs out, closes what is open, ends its waits. The second time it does nothing. */
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        environment.connections().remove(this);
        if (pendingGet != null) {
            pendingGet.abandon();
            pendingGet = null;
        }
        for (OpenObject object : List.copyOf(objects.values())) {
            if (object instanceof OpenQueue queue) {
                queue.stopConsuming();
            }
        }
        unitOfWork.backOut();
        for (OpenObject object : List.copyOf(objects.values())) {
            object.closed(environment);
        }
        objects.clear();
    }

    boolean isClosed() {
        return closed;
    }

    Environment environment() {
        return environment;
    }

    ClientPort port() {
        return port;
    }

    UnitOfWork unitOfWork() {
        return unitOfWork;
    }

    AsyncPuts asyncPuts() {
        return asyncPuts;
    }

    /** A writer for the answer at hand, empty. */
    WireWriter scratch() {
        scratch.reset();
        return scratch;
    }

    int add(OpenObject object) {
        if (objects.size() >= environment.attributes().get().number(QueueManagerAttributes.MAXHANDS)) {
            object.closed(environment);
            throw new MqiException(Reason.HANDLE_NOT_AVAILABLE);
        }
        lastHandle++;
        objects.put(lastHandle, object);
        return lastHandle;
    }

    OpenObject object(int handle) {
        OpenObject object = objects.get(handle);
        if (object == null) {
            throw new MqiException(Reason.HOBJ_ERROR);
        }
        return object;
    }

    @Nullable
    OpenObject objectOrNull(int handle) {
        return objects.get(handle);
    }

    OpenQueue queue(int handle, Reason ifNoQueue) {
        if (object(handle) instanceof OpenQueue queue) {
            return queue;
        }
        throw new MqiException(ifNoQueue);
    }

    void remove(int handle) {
        objects.remove(handle);
    }

    @Nullable
    PendingGet pendingGet() {
        return pendingGet;
    }

    void pendingGet(@Nullable PendingGet pending) {
        pendingGet = pending;
    }

    boolean consumptionStarted() {
        return consumptionStarted;
    }

    void consumptionStarted(boolean started) {
        consumptionStarted = started;
        for (OpenObject object : objects.values()) {
            if (object instanceof OpenQueue queue && queue.consumer() != null) {
                queue.consumer().connectionStateChanged();
            }
        }
    }

    int nextGlobalIndex() {
        return ++deliveredMessages;
    }

    /** Name of the queue behind a handle, for records and faults; empty if there is none. */
    String queueName(int handle) {
        return objects.get(handle) instanceof OpenQueue queue ? queue.name() : "";
    }

    /** The handles of queues that messages are delivered from. */
    List<Integer> consumingHandles() {
        List<Integer> handles = new ArrayList<>();
        objects.forEach((handle, object) -> {
            if (object instanceof OpenQueue queue && queue.consumer() != null) {
                handles.add(handle);
            }
        });
        return handles;
    }
}
