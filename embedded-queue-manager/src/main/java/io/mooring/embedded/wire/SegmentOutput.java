package io.mooring.embedded.wire;

import java.io.IOException;

/** Where finished segments go: one socket, or a test's array. */
@FunctionalInterface
public interface SegmentOutput {
    /** Takes bytes of whole segments; returns when they are handed on. */
    void write(byte[] bytes, int offset, int length) throws IOException;
}
