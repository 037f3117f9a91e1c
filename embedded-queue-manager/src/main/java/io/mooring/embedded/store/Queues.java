package io.mooring.embedded.store;

import io.mooring.embedded.admin.AdministrationException;
import io.mooring.embedded.definition.AttributeValues;
import io.mooring.embedded.definition.ObjectName;
import io.mooring.embedded.definition.QueueAttributes;
import io.mooring.embedded.definition.QueueDefinition;
import io.mooring.embedded.definition.QueueType;
import io.mooring.embedded.mqi.MqiException;
import io.mooring.embedded.mqi.Reason;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * All queue definitions of a queue manager, and the local queues among them. Safe for use by many threads; changes of
 * definitions exclude each other.
 */
public final class Queues {
    /** Values of the attribute DEFTYPE (MQQDT_*). */
    public static final int PERMANENT_DYNAMIC = 2;

    public static final int TEMPORARY_DYNAMIC = 3;

    private final InstantSource clock;
    private final Map<String, QueueDefinition> others = new ConcurrentSkipListMap<>();
    private final Map<String, LocalQueue> locals = new ConcurrentSkipListMap<>();

    /** None yet. */
    public Queues(InstantSource clock) {
        this.clock = clock;
    }

    /** The definition with a name, or null. */
    public @Nullable QueueDefinition definition(String name) {
        LocalQueue local = locals.get(name);
        return local == null ? others.get(name) : local.definition();
    }

    /** The local queue with a name, or null. */
    public @Nullable LocalQueue local(String name) {
        return locals.get(name);
    }

    /** The local queues whose names match, by name. */
    public List<LocalQueue> locals(String pattern) {
        return locals.values().stream()
                .filter(queue -> ObjectName.matches(pattern, queue.name()))
                .toList();
    }

    /** The definitions whose names match, by name. */
    public List<QueueDefinition> definitions(String pattern) {
        Map<String, QueueDefinition> all = new ConcurrentSkipListMap<>(others);
        locals.values().forEach(queue -> all.put(queue.name(), queue.definition()));
        return all.values().stream()
                .filter(definition -> ObjectName.matches(pattern, definition.name()))
                .toList();
    }

    /** Defines a queue; see {@link io.mooring.embedded.admin.Administration#define(QueueDefinition, boolean)}. */
    public synchronized void define(QueueDefinition definition, boolean replace) {
        QueueDefinition present = definition(definition.name());
        if (present != null && present.type() != definition.type()) {
            throw new AdministrationException(
                    Reason.PCF_OBJECT_WRONG_TYPE,
                    "queue " + definition.name() + " exists as "
                            + present.type().mqscName() + "; delete it first");
        }
        if (present != null && !replace) {
            throw new AdministrationException(
                    Reason.PCF_OBJECT_ALREADY_EXISTS,
                    "queue " + definition.name() + " exists already; REPLACE would change it");
        }
        store(definition);
    }

    /**
     * Makes a dynamic queue from a model.
     *
     * @throws MqiException OBJECT_ALREADY_EXISTS if there is a queue with the name
     */
    public synchronized LocalQueue createDynamic(QueueDefinition model, String name) {
        if (definition(name) != null) {
            throw new MqiException(Reason.OBJECT_ALREADY_EXISTS);
        }
        AttributeValues values = model.values();
        if (values.number(QueueAttributes.DEFTYPE) != PERMANENT_DYNAMIC) {
            values = values.with(QueueAttributes.DEFTYPE, TEMPORARY_DYNAMIC);
        }
        return makeLocal(new QueueDefinition(name, QueueType.LOCAL, values));
    }

    /** Changes attributes of a queue. */
    public synchronized void alter(String name, AttributeValues changes) {
        QueueDefinition present = require(name);
        QueueDefinition changed = present;
        for (var change : changes.set().entrySet()) {
            changed = changed.with(change.getKey(), change.getValue());
        }
        store(changed);
    }

    /** Deletes a queue; see {@link io.mooring.embedded.admin.Administration#deleteQueue(String, boolean)}. */
    public synchronized void delete(String name, boolean purge) {
        require(name);
        LocalQueue local = locals.get(name);
        if (local != null) {
            synchronized (local) {
                if (local.isOpen()) {
                    throw new AdministrationException(
                            Reason.PCF_OBJECT_OPEN,
                            "queue " + name + " is open; it can be deleted when nobody has it open");
                }
                if (local.uncommitted() > 0 || (local.hasMessages() && !purge)) {
                    throw new AdministrationException(
                            Reason.Q_NOT_EMPTY, "queue " + name + " has messages; PURGE would delete them with it");
                }
                local.delete();
            }
        }
        locals.remove(name);
        others.remove(name);
    }

    /** Deletes a dynamic queue without asking whether it is empty or open. */
    public synchronized void deleteDynamic(LocalQueue queue) {
        if (locals.remove(queue.name(), queue)) {
            queue.delete();
        }
    }

    /** Removes all messages of a queue; see {@link io.mooring.embedded.admin.Administration#clearQueue(String)}. */
    public int clear(String name) {
        require(name);
        LocalQueue local = locals.get(name);
        if (local == null) {
            throw new AdministrationException(
                    Reason.PCF_Q_WRONG_TYPE, "queue " + name + " is not local; it has no messages");
        }
        synchronized (local) {
            if (local.isOpen()) {
                throw new AdministrationException(
                        Reason.PCF_OBJECT_OPEN,
                        "queue " + name + " is open; it can be cleared when nobody has it open");
            }
            if (local.uncommitted() > 0) {
                throw new AdministrationException(
                        Reason.Q_NOT_EMPTY,
                        "queue " + name + " has messages in open units of work; commit or back out first");
            }
            return local.clear();
        }
    }

    /** What the end of the queue manager does to queues: temporary ones go, of the others only persistent messages stay. */
    public synchronized void endOfQueueManager() {
        for (LocalQueue queue : List.copyOf(locals.values())) {
            if (queue.definition().number(QueueAttributes.DEFTYPE) == TEMPORARY_DYNAMIC) {
                deleteDynamic(queue);
            } else {
                queue.dropNonPersistent();
            }
        }
    }

    /** Ends all gets that wait with a reason; consumers go on. */
    public void endWaits(int reasonCode) {
        locals.values().forEach(queue -> queue.endWaits(reasonCode));
    }

    private QueueDefinition require(String name) {
        QueueDefinition present = definition(name);
        if (present == null) {
            throw new AdministrationException(Reason.UNKNOWN_OBJECT_NAME, "queue " + name + " does not exist");
        }
        return present;
    }

    private void store(QueueDefinition definition) {
        if (definition.type() != QueueType.LOCAL) {
            others.put(definition.name(), definition);
            return;
        }
        LocalQueue present = locals.get(definition.name());
        if (present == null) {
            makeLocal(definition);
        } else {
            present.definition(definition);
        }
    }

    private LocalQueue makeLocal(QueueDefinition definition) {
        LocalQueue queue = new LocalQueue(definition, clock);
        locals.put(definition.name(), queue);
        return queue;
    }
}
