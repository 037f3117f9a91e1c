package io.mooring.samples;

import io.mooring.MqException;
import io.mooring.event.ConnectionListener;
import io.mooring.event.Reconnected;
import io.mooring.jms.MooringConnectionFactory;
import io.mooring.jms.MooringConnectionFactoryBuilder;
import io.mooring.jms.Reply;
import io.mooring.jms.Requester;
import io.mooring.jms.Responder;
import io.mooring.jms.Settings;
import io.mooring.request.ReplyQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Asks for the price of each product that is typed, and gets the reply also when the connection moves in between: the reply
 * stays on the queue manager where it was asked for, and is fetched from there. One responder on each queue manager answers.
 *
 * <p>Needs the queues PRICE.REQUEST and PRICE.REPLY on each queue manager; the user gets, puts and inquires. A persistent
 * message outlasts a restart of its queue manager: {@code DEFPSIST(YES)} on both, or {@code persistent(true)} here.
 */
public final class RequestReplyAcrossMove {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private RequestReplyAcrossMove() {}

    /** Asks for what is typed. Needs MOORING_CONNECTION_NAMES and MOORING_CHANNEL. */
    public static void main(String[] args) {
        run(System.getenv(), Environment.typed(), System.out::println);
    }

    static void run(Map<String, String> environment, Stream<String> products, Consumer<String> out) {
        List<Responder> responders = new ArrayList<>();
        try {
            for (String queueManager : Environment.required(environment, "MOORING_CONNECTION_NAMES")
                    .split(",", -1)) {
                responders.add(factory(environment, "price-server", out)
                        .connectionNames(queueManager) // this one only, and again when it is back
                        .build()
                        .responder("PRICE.REQUEST", request -> {
                            out.accept("asked for " + request.text());
                            return "price of " + request.text();
                        }));
            }
            MooringConnectionFactory factory = factory(environment, "price-client", out)
                    .onPut(request -> out.accept("a request is on " + request.queueManager()))
                    .build();
            try (Requester prices = factory.requester("PRICE.REQUEST", ReplyQueue.shared("PRICE.REPLY"))) {
                products.forEach(product -> ask(prices, product, out));
            }
        } finally {
            responders.forEach(Responder::close);
        }
    }

    private static void ask(Requester prices, String product, Consumer<String> out) {
        try {
            Reply reply = prices.request(product, PATIENCE);
            out.accept(reply.text() + ", from " + reply.queueManager() + ", while we are on "
                    + prices.connection().queueManager());
        } catch (MqException e) {
            // In doubt, too late, refused: each has a sentence, which says where the request is.
            out.accept(e.getMessage());
        }
    }

    private static MooringConnectionFactoryBuilder factory(
            Map<String, String> environment, String applicationName, Consumer<String> out) {
        return MooringConnectionFactory.builder()
                .settings(Settings.of(environment))
                .applicationName(applicationName)
                .listener(ConnectionListener.on(
                        Reconnected.class,
                        e -> out.accept(applicationName + " moved from " + e.from() + " to " + e.to())));
    }
}
