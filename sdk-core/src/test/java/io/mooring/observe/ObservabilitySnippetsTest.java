package io.mooring.observe;

import static io.mooring.observe.SampleLife.QM1;
import static io.mooring.observe.SampleLife.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mooring.MessageId;
import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.event.ConnectionListener;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** The snippets of docs/observability.md, word for word. */
class ObservabilitySnippetsTest {
    /** Whoever is to be woken. */
    private interface Pager {
        void call(String why);
    }

    private final List<String> handled = new ArrayList<>();

    @Test
    void metersGoToTheRegistryOfTheApplication() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        MicrometerTelemetry telemetry = MicrometerTelemetry.of(registry);
        telemetry.got("ORDERS", QM1);
        telemetry.close();

        assertThat(registry.get("mooring.gets").tag("mq.state", "got").counter().count())
                .isOne();
    }

    @Test
    void anApplicationMakesItsOwnNumbers() {
        List<String> calls = new ArrayList<>();
        Pager pager = calls::add;
        Telemetry alarm = new Telemetry() {
            @Override
            public void put(PutReceipt receipt) {
                if (receipt.state() == PutState.IN_DOUBT) {
                    pager.call(receipt.line());
                }
            }
        };
        alarm.put(receipt("ORDERS", QM1, PutState.STORED));
        alarm.put(receipt("ORDERS", QM1, PutState.IN_DOUBT));

        assertThat(calls).singleElement().asString().contains("in doubt", "queue ORDERS on QM1");
    }

    @Test
    @SuppressWarnings("try") // a scope is only there to be closed
    void fieldsAreInTheMdcWhileAMessageIsHandled() {
        MessageId id = MessageId.NONE;
        String message = "body";
        try (MdcScope scope = MdcScope.with(LogFields.QUEUE, "ORDERS").and(LogFields.MESSAGE_ID, id.toString())) {
            handle(message);
        }

        assertThat(handled).containsExactly("body ORDERS " + id);
        assertThat(MDC.get("mq.queue")).isNull();
    }

    @Test
    void linesAreWrittenByAListener() {
        ConnectionListener lines = ConnectionLog.create();
        try (LogLines written = new LogLines(ConnectionLog.class)) {
            lines.onEvent(SampleLife.events("orders").get(0));

            assertThat(written.texts()).containsExactly("INFO orders: connected to QM1 at mq1(1414)");
        }
    }

    private void handle(String message) {
        handled.add(message + " " + MDC.get("mq.queue") + " " + MDC.get("mq.message_id"));
    }
}
