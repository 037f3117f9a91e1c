package io.mooring.jms;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.msg.client.jms.JmsConnectionFactory;
import io.mooring.MessageId;
import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.embedded.EmbeddedQueueManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.jms.JMSContext;
import javax.jms.JMSException;
import javax.jms.QueueBrowser;
import javax.jms.TextMessage;

/**
 * What the programs of a soak know of their messages, and what Mooring's receipts say of them; judges both by what is found
 * in the end. May be used by any thread.
 */
final class SoakBook {
    /** A message that was found. */
    private record Found(String queueManager, String id, String text) {}

    /** How each send ended for its program, by the message's text. */
    private final Map<String, PutState> endings = new ConcurrentHashMap<>();

    /** The id that each text was sent with, where it has one. */
    private final Map<String, MessageId> ids = new ConcurrentHashMap<>();

    /** The last receipt of each message. */
    private final Map<MessageId, PutReceipt> receipts = new ConcurrentHashMap<>();

    /** The messages of each unit of work whose commit is in doubt. */
    private final List<Set<String>> unitsInDoubt = new CopyOnWriteArrayList<>();

    /** What became of each message where it was to be moved, for whoever has to find out where it is. */
    private final Map<String, List<String>> trails = new ConcurrentHashMap<>();

    private final List<String> contradictions = new CopyOnWriteArrayList<>();

    /** An observer of sends. */
    void hear(PutReceipt receipt) {
        if (!receipt.messageId().isNone()) {
            PutReceipt before = receipts.put(receipt.messageId(), receipt);
            if (before != null && before.state() != PutState.PENDING) {
                contradictions.add(before + " became " + receipt);
            }
        }
    }

    /** Something was done with a message that is to be moved. Short: a long soak has millions. */
    void note(String text, String what) {
        trails.computeIfAbsent(text, unused -> new CopyOnWriteArrayList<>()).add(Instant.now() + " " + what);
    }

    /** A message was sent, and came back with an id. */
    void sent(TextMessage message) throws JMSException {
        ids.put(message.getText(), MessageId.parse(message.getJMSMessageID()));
    }

    /** This is what the program was told of its message in the end. */
    void ended(String text, PutState ending) {
        PutState before = endings.put(text, ending);
        if (before != null) {
            contradictions.add(text + " ended twice: " + before + ", " + ending);
        }
    }

    /** The same for all messages of a unit of work. */
    void ended(Set<String> texts, PutState ending) {
        texts.forEach(text -> ended(text, ending));
        if (ending == PutState.IN_DOUBT) {
            unitsInDoubt.add(texts);
        }
    }

    /** Compares all of it with the messages that were moved. */
    void judge(String moved, List<EmbeddedQueueManager> queueManagers) throws JMSException {
        List<Found> all = new ArrayList<>();
        for (EmbeddedQueueManager queueManager : queueManagers) {
            all.addAll(browse(moved, queueManager));
        }
        Map<String, List<Found>> byText = new HashMap<>();
        Map<String, Found> byId = new HashMap<>();
        for (Found found : all) {
            byText.computeIfAbsent(found.text(), unused -> new ArrayList<>()).add(found);
            byId.put(found.id(), found);
        }

        assertThat(contradictions).isEmpty();
        endings.forEach((text, ending) -> requireTruth(text, ending, byText.getOrDefault(text, List.of())));
        // Not containsAll, which takes time by the square of half a million.
        Set<String> neverSent = new HashSet<>(byText.keySet());
        neverSent.removeAll(endings.keySet());
        assertThat(neverSent).isEmpty();
        for (Set<String> unit : unitsInDoubt) {
            assertThat(unit.stream().filter(byText::containsKey).count())
                    .as("all or nothing of %s", unit)
                    .isIn(0L, (long) unit.size());
        }
        receipts.values().stream()
                .filter(receipt -> receipt.queue().equals(moved))
                .forEach(receipt ->
                        requireTruth(receipt, byId.get(receipt.messageId().toString())));
        assertThat(endings).containsValue(PutState.STORED);
        System.out.println(summary());
    }

    /** A message was moved on the queue manager that it had been sent to, so there it is found. */
    private void requireTruth(String text, PutState ending, List<Found> found) {
        switch (ending) {
            case STORED -> {
                MessageId id = ids.get(text);
                assertThat(found)
                        .as("%s, stored: %s, %s", text, id == null ? "no id" : receipts.get(id), trails.get(text))
                        .hasSize(1);
                assertThat(id).as("the id of %s", text).isNotNull();
                PutReceipt receipt = receipts.get(id);
                assertThat(receipt).as("the receipt of %s", text).isNotNull();
                assertThat(receipt.state()).as("the receipt of %s", text).isEqualTo(PutState.STORED);
                assertThat(receipt.queueManager())
                        .as("the receipt of %s", text)
                        .hasToString(found.get(0).queueManager());
            }
            case IN_DOUBT -> assertThat(found).as("%s, in doubt", text).hasSizeLessThanOrEqualTo(1);
            default -> assertThat(found).as("%s, %s", text, ending).isEmpty();
        }
    }

    private static void requireTruth(PutReceipt receipt, @org.jspecify.annotations.Nullable Found found) {
        assertThat(receipt.state()).as("%s", receipt).isNotEqualTo(PutState.PENDING);
        if (found != null) {
            assertThat(found.queueManager())
                    .as("%s", receipt)
                    .isEqualTo(receipt.queueManager().value());
        }
        switch (receipt.state()) {
            case STORED -> assertThat(found).as("%s", receipt).isNotNull();
            case BACKED_OUT -> assertThat(found).as("%s", receipt).isNull();
            default -> {}
        }
    }

    private String summary() {
        Map<PutState, Integer> sends = new HashMap<>();
        endings.values().forEach(ending -> sends.merge(ending, 1, Integer::sum));
        Map<PutState, Integer> ofReceipts = new HashMap<>();
        receipts.values().forEach(receipt -> ofReceipts.merge(receipt.state(), 1, Integer::sum));
        return "soak: sends " + sends + ", units of work in doubt " + unitsInDoubt.size() + ", receipts " + ofReceipts;
    }

    /** What lies on a queue, looked at with IBM's factory alone. */
    private static List<Found> browse(String queue, EmbeddedQueueManager queueManager) throws JMSException {
        JmsConnectionFactory factory = MooringConnectionFactory.builder()
                .connectionNames(queueManager.connectionName())
                .channel("APP.SVRCONN")
                .reconnect(Reconnection.OFF)
                .build()
                .unwrap(JmsConnectionFactory.class);
        List<Found> found = new ArrayList<>();
        try (JMSContext context = factory.createContext();
                QueueBrowser browser = context.createBrowser(context.createQueue(queue))) {
            for (Enumeration<?> each = browser.getEnumeration(); each.hasMoreElements(); ) {
                TextMessage message = (TextMessage) each.nextElement();
                found.add(new Found(queueManager.name(), message.getJMSMessageID(), message.getText()));
            }
        }
        return found;
    }
}
