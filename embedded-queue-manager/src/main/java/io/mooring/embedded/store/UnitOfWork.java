package io.mooring.embedded.store;

import io.mooring.embedded.mqi.MqiException;
import io.mooring.embedded.mqi.Reason;
import java.util.ArrayList;
import java.util.List;

/** What one connection put and got and has not committed yet. Guarded by that connection. */
public final class UnitOfWork {
    private record Part(LocalQueue queue, QueuedMessage message, boolean isPut) {}

    private final List<Part> parts = new ArrayList<>();
    private volatile boolean empty = true; // whoever displays a connection asks without a lock
    private boolean spoilt;
    private int limit;

    /**
     * An empty one.
     *
     * @param limit how many messages it may have (MAXUMSGS)
     */
    public UnitOfWork(int limit) {
        this.limit = limit;
    }

    /** Sets how many messages it may have. */
    public void limit(int messages) {
        limit = messages;
    }

    /** Whether there is nothing to commit. */
    public boolean isEmpty() {
        return empty;
    }

    /**
     * Checks that one more message may join.
     *
     * @throws MqiException SYNCPOINT_LIMIT_REACHED
     */
    public void requireRoom() {
        if (parts.size() >= limit) {
            throw new MqiException(Reason.SYNCPOINT_LIMIT_REACHED);
        }
    }

    void addPut(LocalQueue queue, QueuedMessage message) {
        parts.add(new Part(queue, message, true));
        empty = false;
    }

    void addGet(LocalQueue queue, QueuedMessage message) {
        parts.add(new Part(queue, message, false));
        empty = false;
    }

    /** Something of it has failed and nobody was told: it will not be committed. */
    public void spoil() {
        spoilt = true;
    }

    /**
     * Makes the puts available and the gets final.
     *
     * @return false if it was backed out instead, because it was spoilt
     */
    public boolean commit() {
        if (spoilt) {
            backOut();
            return false;
        }
        for (Part part : takeParts()) {
            if (part.isPut) {
                part.queue.commitPut(part.message);
            } else {
                part.queue.commitGet();
            }
        }
        return true;
    }

    /** Drops the puts and puts the messages that were got back to their places, each with one more backout. */
    public void backOut() {
        for (Part part : takeParts()) {
            if (part.isPut) {
                part.queue.backOutPut();
            } else {
                part.queue.backOutGet(part.message);
            }
        }
    }

    private List<Part> takeParts() {
        List<Part> all = List.copyOf(parts);
        parts.clear();
        empty = true;
        spoilt = false;
        return all;
    }
}
