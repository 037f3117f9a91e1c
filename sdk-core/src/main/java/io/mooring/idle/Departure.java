package io.mooring.idle;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to leave: look, step aside, count twice, then leave or come back. The argument why enough stay is with
 * {@link IdleShutdown}. Holds no state; the thread that calls it is the only one that calls the source.
 */
record Departure(IdleShutdown settings, ActivitySource source, BooleanSupplier cancelled) {
    private static final Outcome LEFT = new Outcome(End.LEFT, "enough readers stay and no messages wait");

    /** How an attempt ended, and why, as the rest of a log line. */
    record Outcome(End end, String because, @Nullable Throwable failure) {
        Outcome(End end, String because) {
            this(end, because, null);
        }
    }

    /** How an attempt can end. */
    enum End {
        /** The source has ended. */
        LEFT,
        /** The source reads on. */
        STAYED,
        /** The source should read on, but could not open the queue again: {@link #comeBack} has to be called again. */
        ASIDE
    }

    Outcome attempt() {
        Count before;
        try {
            before = Count.of(source.census().take());
        } catch (RuntimeException e) {
            return new Outcome(End.STAYED, "the readers could not be counted", e);
        }
        if (before.hasMessages()) {
            return new Outcome(End.STAYED, "messages are waiting (" + before + ")");
        }
        // Our own handles are among them. With a floor of zero nobody has to be there.
        if (settings.floor() > 0 && before.readers() <= settings.floor()) {
            return new Outcome(End.STAYED, tooFew(before, "with this one"));
        }
        try {
            source.pause();
            String objection = objection();
            return objection.isEmpty() ? LEFT : comeBack(objection, null);
        } catch (Throwable e) { // An Error too: whatever it was, the queue must not stay without us.
            return comeBack("stepping aside, counting or what is to be done before failed", e);
        }
    }

    /** Opens the queue again, or says that it could not. */
    Outcome comeBack(String because, @Nullable Throwable failure) {
        try {
            source.resume();
            return new Outcome(End.STAYED, because, failure);
        } catch (Throwable e) {
            return new Outcome(End.ASIDE, because, e);
        }
    }

    /** Why not to leave, asked while we stand aside; empty if nothing speaks against it. */
    private String objection() {
        Duration idle = source.idleFor();
        if (idle.compareTo(settings.idle()) < 0) {
            return "a message came at the last moment";
        }
        Count count =
                Count.of(source.census().take()).and(Count.of(source.census().take()));
        if (count.hasMessages()) {
            return "messages are waiting (" + count + ")";
        }
        if (count.readers() < settings.floor()) {
            return tooFew(count, "without this one");
        }
        if (cancelled.getAsBoolean()) {
            return "the watch was closed";
        }
        settings.beforeLeaving().run();
        return "";
    }

    private String tooFew(Count count, String whoseCount) {
        return count.readers() + " reader(s) are certain " + whoseCount + ", " + settings.floor() + " have to stay ("
                + count + ")"
                + (count.isComplete() ? "" : "; what is not known counts as none");
    }
}
