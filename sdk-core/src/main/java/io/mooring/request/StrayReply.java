package io.mooring.request;

/** What a reply is for which no request waits. */
public enum StrayReply {
    /** Its request had ended before: by timeout, in doubt, or because the requester gave it up. */
    LATE,
    /** Its request has had a reply already. */
    DUPLICATE,
    /** No request of this requester is known that it answers; it may be too old, or somebody else's. */
    UNKNOWN
}
