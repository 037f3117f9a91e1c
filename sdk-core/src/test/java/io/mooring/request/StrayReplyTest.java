package io.mooring.request;

import static io.mooring.request.Requests.QM1;
import static io.mooring.request.Requests.key;
import static io.mooring.request.Requests.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.mooring.CorrelationId;
import io.mooring.MqException;
import io.mooring.PutInDoubtException;
import io.mooring.PutState;
import io.mooring.request.Requests.Clock;
import io.mooring.request.Requests.Notes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** What becomes of a reply for which no request waits: it is counted, logged and handed over, each once. */
class StrayReplyTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Clock clock = new Clock();
    private final Notes notes = new Notes();
    private final List<String> handed = new ArrayList<>();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final PendingRequests<String> pending = PendingRequests.<String>named("prices")
            .observer(notes)
            .executor(Runnable::run)
            .strays((kind, reply) -> handed.add(kind + " " + reply))
            .maxEarlyReplies(2)
            .remembered(10)
            .turnedByHand(clock::nanos)
            .build();

    @BeforeEach
    void listen() {
        lines.start();
        logger().addAppender(lines);
    }

    @AfterEach
    void close() {
        pending.close();
        logger().detachAppender(lines);
    }

    @Test
    void aReplyAfterTheTimeoutIsLate() throws Exception {
        bound(1);
        clock.pass(TIMEOUT.plusMillis(5));
        pending.turn();
        pending.reply(key(1), "a");

        assertStrays("LATE a");
        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.INFO);
            assertThat(line.getFormattedMessage()).startsWith("prices: ").contains("late", key(1).toString());
            assertThat(line.getKeyValuePairs())
                    .extracting(pair -> pair.key)
                    .containsExactly("mq.connection", "mq.correlation_id", "mq.reply");
            assertThat(line.getKeyValuePairs())
                    .extracting((KeyValuePair pair) -> pair.value.toString())
                    .containsExactly("prices", key(1).toString(), "LATE");
        });
    }

    @Test
    void aSecondReplyIsADuplicate() throws Exception {
        bound(1);
        pending.reply(key(1), "a");
        pending.reply(key(1), "b");
        pending.reply(key(1), "c");

        assertStrays("DUPLICATE b", "DUPLICATE c");
        assertThat(lines.list).hasSize(2).allMatch(line -> line.getLevel() == Level.WARN);
        assertThat(notes.ends).containsExactly(RequestEnd.REPLY);
    }

    @Test
    void aReplyToNoRequestIsUnknownAtOnceIfNoPutIsInFlight() throws Exception {
        bound(1);
        pending.register(key(2), TIMEOUT); // its key is known, it can claim no other reply
        pending.reply(key(7), "a");
        pending.reply(CorrelationId.NONE, "b");

        assertStrays("UNKNOWN a", "UNKNOWN b");
        assertThat(lines.list).hasSize(2).allMatch(line -> line.getLevel() == Level.WARN);
    }

    @Test
    void aReplyIsHeldForThePutsThatWereInFlightWhenItCameAndForNoOthers() throws Exception {
        Ticket<String> first = pending.register(TIMEOUT);
        Ticket<String> second = pending.register(TIMEOUT);
        pending.reply(key(7), "a");
        Ticket<String> later = pending.register(TIMEOUT);
        second.bind(receipt(2));
        assertStrays();
        first.fail(new MqException("refused", null, null));

        assertStrays("UNKNOWN a");
        later.bind(receipt(3));
        assertThat(notes.strays).hasSize(1);
    }

    @Test
    void aReplyWithoutACorrelationIdIsNotHeld() throws Exception {
        pending.register(TIMEOUT);
        pending.reply(CorrelationId.NONE, "a");

        assertStrays("UNKNOWN a");
    }

    @Test
    void onlySoManyRepliesAreHeldTheOldestGoesFirst() throws Exception {
        Ticket<String> ticket = pending.register(TIMEOUT);
        pending.reply(key(1), "a");
        pending.reply(key(2), "b");
        pending.reply(key(3), "c");
        assertStrays("UNKNOWN a");
        ticket.bind(receipt(3));

        assertThat(ticket.await()).isEqualTo("c");
        assertStrays("UNKNOWN a", "UNKNOWN b");
    }

    @Test
    void theSecondOfTwoEarlyRepliesIsADuplicate() throws Exception {
        Ticket<String> ticket = pending.register(TIMEOUT);
        pending.reply(key(1), "a");
        pending.reply(key(1), "b");
        ticket.bind(receipt(1));

        assertThat(ticket.await()).isEqualTo("a");
        assertStrays("DUPLICATE b");
    }

    @Test
    void aReplyToARequestThatWasGivenUpDuringItsPutIsLateWhetherItComesBeforeOrAfterThePutReturns() throws Exception {
        Ticket<String> before = pending.register(TIMEOUT);
        Ticket<String> after = pending.register(TIMEOUT);
        before.cancel();
        after.cancel();
        pending.reply(key(1), "a");
        assertStrays();
        before.bind(receipt(1));
        after.bind(receipt(2));
        pending.reply(key(2), "b");

        assertStrays("LATE a", "LATE b");
    }

    @Test
    void aReplyToARequestInDoubtIsLateIfItsKeyIsKnown() throws Exception {
        Ticket<String> ticket = pending.register(key(1), TIMEOUT);
        ticket.fail(new PutInDoubtException(receipt(1, QM1, PutState.IN_DOUBT), null, null));
        pending.reply(key(1), "a");

        assertStrays("LATE a");
        assertThat(notes.ends).containsExactly(RequestEnd.IN_DOUBT);
    }

    @Test
    void repliesThatAreHeldWhenTheRequesterIsClosedAreHandedOver() throws Exception {
        pending.register(TIMEOUT);
        pending.reply(key(1), "a");
        pending.close();
        pending.reply(key(2), "b");

        assertStrays("UNKNOWN a", "UNKNOWN b");
    }

    @Test
    void aRequestThatEndedLongAgoIsForgottenButNotForTheManyThatWereAnsweredSince() throws Exception {
        bound(1);
        clock.pass(TIMEOUT.plusMillis(5));
        pending.turn();
        for (int n = 2; n < 100; n++) {
            bound(n);
            pending.reply(key(n), "in time");
        }
        pending.reply(key(2), "a");
        pending.reply(key(1), "b");

        assertStrays("UNKNOWN a", "LATE b");
    }

    @Test
    void aHandlerThatFailsHarmsNobody() throws Exception {
        PendingRequests<String> careless = PendingRequests.<String>named("careless")
                .executor(Runnable::run)
                .strays((kind, reply) -> {
                    throw new IllegalStateException("a defect of the handler's");
                })
                .turnedByHand(clock::nanos)
                .build();
        careless.reply(key(1), "a");
        Ticket<String> ticket = careless.register(TIMEOUT);
        ticket.bind(receipt(2));
        careless.reply(key(2), "b");

        assertThat(ticket.await()).isEqualTo("b");
        assertThat(lines.list)
                .filteredOn(line -> line.getLevel() == Level.ERROR)
                .singleElement()
                .satisfies(line ->
                        assertThat(line.getThrowableProxy().getMessage()).isEqualTo("a defect of the handler's"));
    }

    private void bound(long n) throws InterruptedException {
        pending.register(TIMEOUT).bind(receipt(n));
    }

    private void assertStrays(String... expected) {
        assertThat(handed).containsExactly(expected);
        assertThat(notes.strays)
                .extracting(Enum::name)
                .containsExactly(List.of(expected).stream()
                        .map(stray -> stray.substring(0, stray.indexOf(' ')))
                        .toArray(String[]::new));
        assertThat(lines.list).hasSizeGreaterThanOrEqualTo(expected.length);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(PendingRequests.class);
    }
}
