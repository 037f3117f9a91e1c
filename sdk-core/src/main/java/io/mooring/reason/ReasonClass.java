package io.mooring.reason;

/** What kind of trouble a reason code means, which is what a program decides by. */
public enum ReasonClass {
    /** No trouble: the call did what it should, or a warning tells a detail of it. */
    NONE,
    /** The link to the queue manager is lost or could not be made; connecting again, or elsewhere, may help. */
    CONNECTION_GONE,
    /** The queue manager or the channel asks us to leave; finish the work in hand and connect elsewhere. */
    QUIESCING,
    /** IBM's client gave up reconnecting; this connection is of no use any more, make a new one. */
    RECONNECT_FAILED,
    /** Nobody can know whether the call took effect; find out before repeating it. */
    IN_DOUBT,
    /** The unit of work was undone as a whole; run it again from its beginning. */
    BACKED_OUT,
    /** There was nothing to get in the time given; no trouble for most programs. */
    NO_MESSAGE,
    /** Identity, authority or TLS was refused; the same attempt will fail again until somebody changes one of them. */
    SECURITY,
    /** A name, a definition or a setting does not fit; somebody has to change it here or on the queue manager. */
    CONFIGURATION,
    /** Something is full or exhausted: a queue, a disk, a limit; it may pass, or an administrator makes room. */
    RESOURCE,
    /** An administrator has stopped puts or gets on the queue; wait until they are allowed again. */
    INHIBITED,
    /** Somebody else uses the object in a way that excludes us; try later. */
    IN_USE,
    /** This one message is the trouble: too big, in a format or an encoding that does not fit; others may pass. */
    MESSAGE,
    /** The program made a call that is not valid here or now; the program has to be changed. */
    USAGE,
    /** The queue manager or the client met a defect of its own; its error logs and first-failure records tell more. */
    INTERNAL,
    /** Mooring does not know the code. */
    UNKNOWN;

    /** Whether the link that answered so should be given up for a new one. */
    public boolean endsLink() {
        return this == CONNECTION_GONE || this == QUIESCING;
    }
}
