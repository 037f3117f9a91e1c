package io.mooring.contracts;

import static io.mooring.contracts.Fleet.QUEUE;
import static io.mooring.contracts.Fleet.REQUESTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mooring.Endpoint;
import io.mooring.QueueManagerName;
import io.mooring.channeltable.ClientChannel;
import io.mooring.client.Consumption;
import io.mooring.client.MqClient;
import io.mooring.client.UnitOfWork;
import io.mooring.message.MqMessage;
import io.mooring.scale.BacklogMonitor;
import io.mooring.scale.FleetObservation;
import io.mooring.scale.QueueManagerAddress;
import io.mooring.scale.QueueManagerReaders;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Scaling reads: depth and open input count, as each queue manager counts them, summed over all. */
abstract class ScalingContract extends Contract {
    @Test
    void depthCountsWhatIsPutAlsoInOpenUnitsOfWork() {
        MqClient client = client();
        client.queue(QUEUE).put(MqMessage.ofText("stored"));
        try (UnitOfWork work = client.unitOfWork()) {
            work.put(QUEUE, MqMessage.ofText("pending"));

            assertThat(client.queue(QUEUE).inquire().depth()).isEqualTo(2);
        }
        assertThat(client.queue(QUEUE).inquire().depth()).isEqualTo(1);
    }

    @Test
    void readersCountsWhoHasTheQueueOpenForInput() {
        MqClient onlooker = client(first());
        awaitReaders(onlooker, 0);

        Consumption one = client(first()).queue(QUEUE).consume(message -> {});
        assertThat(onlooker.queue(QUEUE).inquire().readers()).isEqualTo(1);
        Consumption another = client(first()).queue(QUEUE).consume(message -> {});
        assertThat(onlooker.queue(QUEUE).inquire().readers()).isEqualTo(2);

        one.close();
        another.close();
        awaitReaders(onlooker, 0);
    }

    @Test
    void theMonitorSumsOverAllQueueManagers() {
        int number = fleet().names().size();
        for (QueueManagerName name : fleet().names()) {
            MqClient client = client(name);
            for (int i = 0; i < 3; i++) {
                client.queue(QUEUE).put(MqMessage.ofText("to be counted"));
            }
            closing(client.queue(REQUESTS).consume(message -> {}));
        }
        BacklogMonitor monitor = monitor();

        awaitObservation(monitor, QUEUE, seen -> seen.complete() && seen.depth() == 3L * number && seen.readers() == 0);
        awaitObservation(monitor, REQUESTS, seen -> seen.complete() && seen.depth() == 0 && seen.readers() == number);
    }

    @Test
    void aQueueManagerThatIsGoneIsUnknownAndNotEmpty() {
        requirePossible(Fault.KILLED);
        client(first()).queue(QUEUE).put(MqMessage.ofText("to stay").persistent());
        BacklogMonitor monitor = monitor();
        awaitObservation(monitor, QUEUE, seen -> seen.complete() && seen.depth() == 1);

        cause(Fault.KILLED);
        awaitObservation(
                monitor, QUEUE, seen -> !seen.complete() && seen.unknown().contains(first()));

        mend();
        awaitObservation(monitor, QUEUE, seen -> seen.complete() && seen.depth() == 1);
    }

    private BacklogMonitor monitor() {
        QueueManagerAddress[] addresses = fleet().names().stream()
                .map(name -> new QueueManagerAddress(
                        name,
                        Endpoint.parse(fleet().connectionName(name)),
                        ClientChannel.named(fleet().channel()),
                        fleet().identity()))
                .toArray(QueueManagerAddress[]::new);
        return closing(BacklogMonitor.over(QueueManagerReaders.to(addresses))
                .queue(QUEUE, REQUESTS)
                .every(Duration.ofMillis(100))
                .start());
    }

    private static void awaitObservation(BacklogMonitor monitor, String queue, Predicate<FleetObservation> expected) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(monitor.latest(queue))
                        .matches(latest -> latest.filter(expected).isPresent(), "as expected"));
    }

    private static void awaitReaders(MqClient client, int number) {
        await().atMost(PATIENCE).until(() -> client.queue(QUEUE).inquire().readers() == number);
    }
}
