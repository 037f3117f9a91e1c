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
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * What a client has between MQCONN and MQDISC: open objects, a unit of work, perhaps a get that waits. Its monitor guards
 * all of it; the methods say nothing about it where the dispatcher holds it already. A thread that writes to a client which
 * does not read holds it for long, so what others ask about a connection does not need it.
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
    private final Map<Integer, OpenObject> objects = new ConcurrentSkipListMap<>();
    private int lastHandle = FIRST_HANDLE - 1;
    private final ConsumerTurns turns = new ConsumerTurns();
    private final AsynchronousPuts asynchronousPuts = new AsynchronousPuts();
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
    public ConnectionStatus status() {
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
    public List<HandleStatus> handles() {
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
    public boolean isIdle() {
        return unitOfWork.isEmpty();
    }

    /** Ends the get that waits, if there is one, with a reason. */
    public void endWait(Reason reason) {
        PendingGet.endWaitOf(this, reason.code());
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

    /** Whether it has ended. */
    public boolean isClosed() {
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

    /** A writer for the answer at hand, empty. */
    WireWriter scratch() {
        scratch.reset();
        return scratch;
    }

    /** Checks that one more object may be open, before anything is opened or made for it. */
    void requireHandle() {
        if (objects.size() >= environment.attributes().get().number(QueueManagerAttributes.MAXHANDS)) {
            throw new MqiException(Reason.HANDLE_NOT_AVAILABLE);
        }
    }

    int add(OpenObject object) {
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

    /** What became of puts that wanted no answer. */
    AsynchronousPuts asynchronousPuts() {
        return asynchronousPuts;
    }

    /** Whose turn it is to deliver a message of the unit of work. */
    ConsumerTurns turns() {
        return turns;
    }

    /** The unit of work has ended: there is room in the next one. */
    void unitOfWorkEnded() {
        for (OpenObject object : objects.values()) {
            if (object instanceof OpenQueue queue && queue.consumer() != null) {
                queue.consumer().unitOfWorkEnded();
            }
        }
    }

    /**
     * The client's listeners wait.
     *
     * @param arrived how many messages they had been sent when the client said so; if there are more, it is out of date
     */
    void unitOfWorkAllowed(int arrived) {
        if (arrived != deliveredMessages) {
            return;
        }
        for (OpenObject object : objects.values()) {
            if (object instanceof OpenQueue queue && queue.consumer() != null) {
                queue.consumer().unitOfWorkAllowed();
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
