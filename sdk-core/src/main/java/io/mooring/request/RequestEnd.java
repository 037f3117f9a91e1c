package io.mooring.request;

/** How a request ended; each ends exactly once. */
public enum RequestEnd {
    /** Its reply came in time. */
    REPLY,
    /** No reply came within its time. */
    TIMEOUT,
    /** Nobody can know whether the request was put. */
    IN_DOUBT,
    /** The requester was closed, the request could not be put, or its caller gave it up. */
    CLOSED
}
