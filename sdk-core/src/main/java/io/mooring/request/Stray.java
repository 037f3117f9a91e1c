package io.mooring.request;

import io.mooring.CorrelationId;

/** A reply for which no request waits. */
record Stray<R>(StrayReply kind, CorrelationId key, R reply) {}
