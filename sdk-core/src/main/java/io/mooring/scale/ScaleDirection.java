package io.mooring.scale;

/** Whether there should be more instances, fewer, or as many as there are. */
public enum ScaleDirection {
    /** More. */
    OUT,
    /** As many. */
    STAY,
    /** Fewer. */
    IN
}
