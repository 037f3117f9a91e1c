package io.mooring.samples.demo;

import io.mooring.MqException;
import io.mooring.client.Browser;
import io.mooring.client.MqClient;
import io.mooring.message.MqMessage;
import io.mooring.reason.ReasonCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks at the demo's queues on each queue manager by its name, before and after. For one thread. */
final class Leftovers implements AutoCloseable {
    private final Queues queues;
    private final Map<String, MqClient> clients = new HashMap<>();

    /**
     * Connects to each queue manager.
     *
     * @throws MqException if one cannot be reached, or refuses
     */
    Leftovers(Harbour harbour, Queues queues) {
        this.queues = queues;
        try {
            harbour.queueManagers()
                    .forEach(name -> clients.put(
                            name, harbour.client("mooring-demo", name).connect()));
        } catch (MqException e) {
            close();
            throw e;
        }
    }

    /** Why the demo cannot be played with these queues, one sentence for each reason; none if it can. */
    List<String> obstacles() {
        List<String> obstacles = new ArrayList<>();
        clients.forEach((name, client) -> queues.all().forEach(queue -> {
            try {
                int depth = client.queue(queue).inquire().depth();
                if (depth > 0) {
                    obstacles.add("Queue " + queue + " on " + name + " has " + depth
                            + " message(s), which may be somebody's; name other queues with --queues, or clear it.");
                }
            } catch (MqException e) {
                obstacles.add(
                        e.reason().equals(Optional.of(ReasonCode.UNKNOWN_OBJECT_NAME))
                                ? "Queue " + queue + " is missing on " + name + "; define it there: "
                                        + Queues.definition(queue)
                                : "Queue " + queue + " on " + name + " cannot be looked at: " + e.getMessage());
            }
        }));
        return obstacles;
    }

    /** The texts of the messages on a queue, on all queue managers. */
    Set<String> texts(String queue) {
        Set<String> texts = new HashSet<>();
        for (MqClient client : clients.values()) {
            try (Browser browser = client.queue(queue).browse()) {
                for (Optional<MqMessage> next = browser.next(); next.isPresent(); next = browser.next()) {
                    texts.add(next.get().text());
                }
            }
        }
        return texts;
    }

    /** Removes all messages from the demo's queues, which were empty before. Answers how many there were. */
    int clear() {
        int removed = 0;
        for (MqClient client : clients.values()) {
            for (String queue : queues.all()) {
                while (client.queue(queue).get().isPresent()) {
                    removed++;
                }
            }
        }
        return removed;
    }

    @Override
    public void close() {
        clients.values().forEach(MqClient::close);
    }
}
