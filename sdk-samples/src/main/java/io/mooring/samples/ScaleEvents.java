package io.mooring.samples;

import io.mooring.client.MqClient;
import io.mooring.client.MqQueue;
import io.mooring.message.MqMessage;
import io.mooring.scale.BacklogListener;
import io.mooring.scale.BacklogMonitor;
import io.mooring.scale.ScaleAdvice;
import io.mooring.scale.ScaleAdvisor;
import io.mooring.scale.ScaleAlarm;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * A scaling hook that raises an event for each change of the advice and for each alarm: a message on the queue OPS.EVENTS, with
 * a sentence for people and properties for programs. Whoever runs instances reads them, and so does whoever is on call.
 *
 * <p>Needs a channel table that names each queue manager, {@code +inq} on ORDERS, and OPS.EVENTS with {@code +put}.
 */
public final class ScaleEvents {
    private ScaleEvents() {}

    /** Raises events until the program is stopped. */
    public static void main(String[] args) throws InterruptedException {
        run(System.getenv(), Duration.ofSeconds(10), Duration.ofMinutes(1), System.out::println);
    }

    static void run(Map<String, String> environment, Duration beat, Duration alarmAfter, Consumer<String> out)
            throws InterruptedException {
        var table = Environment.channelTable(environment);
        var identity = Environment.identity(environment, "order-events");

        // A put may wait for a queue manager. The monitor's thread must not, so another one puts.
        ExecutorService puts = Executors.newSingleThreadExecutor();
        try (MqClient client = MqClient.builder()
                .channelTable(table)
                .queueManager(environment.getOrDefault("MOORING_QUEUE_MANAGER", "*ANY_QM"))
                .as(identity)
                .connect()) {
            MqQueue events = client.queue("OPS.EVENTS");
            Consumer<MqMessage> raise = event -> puts.execute(() -> {
                events.put(event);
                out.accept(event.text());
            });
            try (BacklogMonitor backlog = BacklogMonitor.over(table, identity)
                    .queue("ORDERS")
                    .every(beat)
                    .alarmAfter(alarmAfter)
                    .listener(alarms(raise))
                    .start()) {
                backlog.advise(
                        ScaleAdvisor.instancesBetween(2, 20).depthPerInstance(100),
                        advice -> raise.accept(event(advice)));
                new CountDownLatch(1).await(); // until this thread is interrupted or the program ends
            }
        } finally {
            puts.shutdownNow();
        }
    }

    private static MqMessage event(ScaleAdvice advice) {
        return MqMessage.ofText(advice.toString())
                .withProperty("event", "scale-" + advice.direction().name().toLowerCase(Locale.ROOT))
                .withProperty("instances", advice.desired());
    }

    /** What more instances will not heal: a person should look. */
    private static BacklogListener alarms(Consumer<MqMessage> raise) {
        return new BacklogListener() {
            @Override
            public void raised(ScaleAlarm alarm) {
                raise.accept(event("alarm-raised", alarm));
            }

            @Override
            public void cleared(ScaleAlarm alarm) {
                raise.accept(event("alarm-cleared", alarm));
            }
        };
    }

    private static MqMessage event(String kind, ScaleAlarm alarm) {
        return MqMessage.ofText(alarm.message())
                .withProperty("event", kind)
                .withProperty("queueManager", alarm.queueManager().value());
    }
}
