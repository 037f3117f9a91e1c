package io.mooring.samples;

import io.mooring.channeltable.ChannelTableSource;
import io.mooring.client.Consumption;
import io.mooring.client.MqClient;
import io.mooring.connect.ConnectAs;
import io.mooring.idle.IdleShutdown;
import io.mooring.scale.BacklogMonitor;
import io.mooring.scale.ScaleAdvisor;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One instance of a server program: it handles orders on whatever queue manager it is led to, hints how many instances should
 * run, and ends when it has been idle for some time; but one instance stays, however many become idle at the same moment.
 *
 * <p>Needs the queues ORDERS and BILLS on each queue manager, and a channel table (JSON CCDT) which has each queue manager
 * under its own name, for the counts, and all of them under the name of a group, here ANY_QM; {@code docs/samples.md} has one.
 * BOTHRESH and BOQNAME of ORDERS say what becomes of an order that cannot be handled.
 */
public final class ServerProgram {
    private ServerProgram() {}

    /** Handles orders until nothing has come for a while: 10 minutes, or what is given, such as PT30S. */
    public static void main(String[] args) throws InterruptedException {
        Duration idle = args.length == 0 ? Duration.ofMinutes(10) : Duration.parse(args[0]);
        run(System.getenv(), idle, Duration.ofSeconds(10), System.out::println);
    }

    static void run(Map<String, String> environment, Duration idle, Duration beat, Consumer<String> out)
            throws InterruptedException {
        ChannelTableSource table = Environment.channelTable(environment);
        ConnectAs identity = Environment.identity(environment, "order-server");
        try (MqClient client = MqClient.builder()
                        .channelTable(table)
                        .queueManager(environment.getOrDefault("MOORING_QUEUE_MANAGER", "*ANY_QM"))
                        .as(identity)
                        .connect();
                BacklogMonitor backlog = BacklogMonitor.over(table, identity.named("order-monitor"))
                        .queue("ORDERS")
                        .every(beat)
                        .start()) {

            // A hint only: who starts instances is not here, see ReplicaCount and ScaleEvents.
            backlog.advise(
                    ScaleAdvisor.instancesBetween(1, 20).depthPerInstance(10), advice -> out.accept("hint: " + advice));

            // The order and its bill in one unit of work: both, or none and the order comes again.
            try (Consumption orders = client.queue("ORDERS").consume((order, work) -> {
                out.accept("handles " + order.text());
                work.put("BILLS", order);
            })) {
                IdleShutdown.after(idle)
                        .keeping(1)
                        .tryingAgainAfter(beat)
                        .watching(orders)
                        .await();
                out.accept("idle for " + idle + ", leaves after " + orders.handled() + " orders");
            }
        }
    }
}
