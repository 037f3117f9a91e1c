package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.mq.MQException;
import com.ibm.mq.MQGetMessageOptions;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQQueue;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import io.mooring.embedded.standalone.RunningProgram;
import java.nio.file.Path;
import java.util.Hashtable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The standalone program in a process of its own, with the real client in this one. */
@Tag("client")
class StandaloneClientTest {
    @Test
    void aClientUsesAQueueThatWasDefinedOnTheConsole() throws Exception {
        try (RunningProgram program = RunningProgram.start("--queue-manager", "QM1", "--port", "0")) {
            int port = program.port("QM1");
            program.type("DEFINE QLOCAL(ORDERS)");
            program.awaitOutput("AMQ8006I: IBM MQ queue created.");

            MQQueueManager connection = connect("QM1", port);
            putAndGet(connection, "ORDERS");
            program.type("DISPLAY CONN(*) APPLTAG CHANNEL");
            program.awaitOutput("CHANNEL(APP.SVRCONN)");
            connection.disconnect();
        }
    }

    @Test
    void theSampleScriptMakesTheQueuesItPromises() throws Exception {
        Path sample = Path.of(System.getProperty("basedir", "."), "..", "docs", "samples", "orders.mqsc");
        try (RunningProgram program =
                RunningProgram.start("--queue-manager", "QM1", "--port", "0", "--mqsc", sample.toString())) {
            MQQueueManager connection = connect("QM1", program.port("QM1"));
            putAndGet(connection, "ORDERS");
            putAndGet(connection, "ORDERS.IN");
            connection.disconnect();
            assertThat(program.messages()).noneMatch(line -> line.contains("Warning"));
        }
    }

    @Test
    void onlyUsersThatAreNamedAreLetIn() throws Exception {
        try (RunningProgram program = RunningProgram.start(
                "--queue-manager",
                "QM1",
                "--port",
                "0",
                "--user",
                "app:secret",
                "--queue-manager",
                "QM2",
                "--port",
                "0")) {
            int port = program.port("QM1");

            connect("QM1", port, "app", "secret").disconnect();
            assertThat(ClientConnections.reasonOf(() -> connect("QM1", port, "app", "wrong")))
                    .isEqualTo(CMQC.MQRC_NOT_AUTHORIZED);
            assertThat(ClientConnections.reasonOf(() -> connect("QM1", port))).isEqualTo(CMQC.MQRC_NOT_AUTHORIZED);
            connect("QM2", program.port("QM2"), "anybody", "anything").disconnect();
        }
    }

    private static void putAndGet(MQQueueManager connection, String name) throws Exception {
        MQQueue queue = connection.accessQueue(name, CMQC.MQOO_OUTPUT | CMQC.MQOO_INPUT_SHARED);
        ClientConnections.put(queue, "one anchor");
        MQMessage got = new MQMessage();
        queue.get(got, new MQGetMessageOptions());
        assertThat(got.readStringOfByteLength(got.getDataLength())).isEqualTo("one anchor");
        queue.close();
    }

    private static MQQueueManager connect(String name, int port) throws MQException {
        return new MQQueueManager(name, ClientConnections.properties(port, ClientConnections.CHANNEL));
    }

    private static MQQueueManager connect(String name, int port, String user, String password) throws MQException {
        Hashtable<String, Object> properties = ClientConnections.properties(port, ClientConnections.CHANNEL);
        properties.put(CMQC.USER_ID_PROPERTY, user);
        properties.put(CMQC.PASSWORD_PROPERTY, password);
        return new MQQueueManager(name, properties);
    }
}
