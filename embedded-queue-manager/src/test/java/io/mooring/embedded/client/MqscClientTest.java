package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ibm.mq.MQException;
import com.ibm.mq.MQQueue;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.junit5.StartQueueManager;
import io.mooring.embedded.mqsc.MqscResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an MQSC command changes, the client sees at once; and what the client does, DISPLAY shows. */
@Tag("client")
class MqscClientTest {
    @StartQueueManager
    final EmbeddedQueueManager queueManager =
            EmbeddedQueueManager.named("QM1").queue("ORDERS").build();

    @SuppressWarnings("NullAway.Init")
    private MQQueueManager connection;

    @BeforeEach
    void connect() throws Exception {
        connection = ClientConnections.connect(queueManager, "mqsc-client-test");
    }

    @AfterEach
    void disconnect() throws Exception {
        connection.disconnect();
    }

    @Test
    void aDefinedQueueCanBeOpenedAndADeletedOneNot() throws Exception {
        run("DEFINE QLOCAL(BILLS)");
        connection.accessQueue("BILLS", CMQC.MQOO_OUTPUT).close();

        run("DELETE QLOCAL(BILLS)");
        assertThat(ClientConnections.reasonOf(() -> connection.accessQueue("BILLS", CMQC.MQOO_OUTPUT)))
                .isEqualTo(CMQC.MQRC_UNKNOWN_OBJECT_NAME);
    }

    @Test
    void anAliasLeadsToItsTarget() throws Exception {
        run("DEFINE QALIAS(ORDERS.ALIAS) TARGET(ORDERS)");
        MQQueue alias = connection.accessQueue("ORDERS.ALIAS", CMQC.MQOO_OUTPUT);
        ClientConnections.put(alias, "one");
        alias.close();

        assertThat(queueManager.depth("ORDERS")).isEqualTo(1);
    }

    @Test
    void alteredAttributesHoldForQueuesThatAreOpen() throws Exception {
        MQQueue orders = connection.accessQueue("ORDERS", CMQC.MQOO_OUTPUT);
        ClientConnections.put(orders, "one");

        run("ALTER QLOCAL(ORDERS) MAXDEPTH(1)");
        assertThat(ClientConnections.reasonOf(() -> ClientConnections.put(orders, "two")))
                .isEqualTo(CMQC.MQRC_Q_FULL);
        run("ALTER QLOCAL(ORDERS) MAXDEPTH(5) PUT(DISABLED)");
        assertThat(ClientConnections.reasonOf(() -> ClientConnections.put(orders, "three")))
                .isEqualTo(CMQC.MQRC_PUT_INHIBITED);
        run("ALTER QLOCAL(ORDERS) PUT(ENABLED)");
        ClientConnections.put(orders, "four");

        orders.close();
        assertThat(queueManager.depth("ORDERS")).isEqualTo(2);
    }

    @Test
    void aQueueThatIsOpenIsNeitherClearedNorDeleted() throws Exception {
        MQQueue orders = connection.accessQueue("ORDERS", CMQC.MQOO_OUTPUT);

        assertThat(only("CLEAR QLOCAL(ORDERS)").lines()).first().asString().startsWith("AMQ8148E");
        assertThat(only("DELETE QLOCAL(ORDERS)").lines()).first().asString().startsWith("AMQ8148E");
        orders.close();
        run("CLEAR QLOCAL(ORDERS)\nDELETE QLOCAL(ORDERS)");
    }

    @Test
    void displaysShowTheApplication() throws Exception {
        MQQueue orders = connection.accessQueue("ORDERS", CMQC.MQOO_OUTPUT);

        assertThat(display("DISPLAY CONN(*) WHERE(APPLTAG EQ 'mqsc-client-test') ALL"))
                .contains("APPLTAG(mqsc-client-test)", "CHANNEL(APP.SVRCONN)", "CONNAME(127.0.0.1)");
        assertThat(display("DISPLAY QSTATUS(ORDERS) TYPE(HANDLE) ALL"))
                .contains("APPLTAG(mqsc-client-test)", "OUTPUT(YES)", "INPUT(NO)");
        assertThat(display("DISPLAY QSTATUS(ORDERS)")).contains("OPPROCS(1)", "IPPROCS(0)");
        assertThat(display("DISPLAY CHSTATUS(APP.SVRCONN) ALL"))
                .contains("STATUS(RUNNING)", "CONNAME(127.0.0.1)", "CURSHCNV(1)");
        orders.close();
    }

    @Test
    void aStoppedChannelIsNotAvailableUntilItIsStarted() throws Exception {
        run("DEFINE CHANNEL(NEW.SVRCONN) CHLTYPE(SVRCONN)");
        MQQueueManager stopped = connectBy("NEW.SVRCONN");
        run("STOP CHANNEL(NEW.SVRCONN)");
        assertThat(ClientConnections.reasonOf(() -> stopped.accessQueue("ORDERS", CMQC.MQOO_OUTPUT)))
                .isEqualTo(CMQC.MQRC_CONNECTION_BROKEN);
        assertThat(ClientConnections.reasonOf(() -> connectBy("NEW.SVRCONN")))
                .isEqualTo(CMQC.MQRC_CHANNEL_NOT_AVAILABLE);
        assertThat(display("DISPLAY CHSTATUS(NEW.SVRCONN)")).contains("STATUS(STOPPED)");

        run("START CHANNEL(NEW.SVRCONN)");
        connectBy("NEW.SVRCONN").disconnect();
    }

    @Test
    void limitsOfAChannelAreKept() throws Exception {
        run("DEFINE CHANNEL(ONE.SVRCONN) CHLTYPE(SVRCONN) MAXINST(1) SHARECNV(1)");
        MQQueueManager first = connectBy("ONE.SVRCONN");

        assertThat(ClientConnections.reasonOf(() -> connectBy("ONE.SVRCONN")))
                .isEqualTo(CMQC.MQRC_CHANNEL_NOT_AVAILABLE);

        first.disconnect();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(display("DISPLAY CHSTATUS(ONE.SVRCONN)")).startsWith("AMQ8420I"));
        connectBy("ONE.SVRCONN").disconnect();
    }

    private MQQueueManager connectBy(String channel) throws MQException {
        return new MQQueueManager("QM1", ClientConnections.properties(queueManager, channel));
    }

    private void run(String script) {
        assertThat(queueManager.mqsc(script)).allSatisfy(result -> {
            assertThat(result.ok()).describedAs("%s", result).isTrue();
            assertThat(result.warnings()).isEmpty();
        });
    }

    private MqscResult only(String command) {
        List<MqscResult> results = queueManager.mqsc(command);
        assertThat(results).hasSize(1);
        return results.get(0);
    }

    private String display(String command) {
        return String.join("\n", only(command).lines());
    }
}
