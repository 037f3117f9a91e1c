package io.mooring.embedded.call;

import io.mooring.embedded.definition.AttributeValues;
import io.mooring.embedded.fault.FaultPlan;
import io.mooring.embedded.record.CallRecorder;
import io.mooring.embedded.routing.Router;
import io.mooring.embedded.store.Identifiers;
import io.mooring.embedded.store.PutTimes;
import io.mooring.embedded.store.Queues;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/**
 * What calls work on: the parts of one queue manager, from its start to its end.
 *
 * @param name name of the queue manager
 * @param id its QMID
 * @param queues its queues
 * @param router where puts go
 * @param identifiers makes message and connection ids
 * @param putTimes formats put date and time
 * @param clock tells the time
 * @param attributes its attributes, as they are at each call
 * @param timer ends waits; its tasks only end waits and queue further work
 * @param authentication who may connect
 * @param connections all connections
 * @param faults what is to go wrong
 * @param recorder what happened
 * @param state whether it is quiescing
 * @param ended opens when it ends, so that delayed calls end too
 */
public record Environment(
        String name,
        String id,
        Queues queues,
        Router router,
        Identifiers identifiers,
        PutTimes putTimes,
        InstantSource clock,
        Supplier<AttributeValues> attributes,
        ScheduledExecutorService timer,
        Authentication authentication,
        Connections connections,
        FaultPlan faults,
        CallRecorder recorder,
        RunState state,
        CountDownLatch ended) {}
