package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.ibm.mq.MQException;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import com.ibm.msg.client.jms.JmsConnectionFactory;
import com.ibm.msg.client.wmq.WMQConstants;
import io.mooring.embedded.EmbeddedCluster;
import io.mooring.embedded.cluster.ChannelTable;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Hashtable;
import javax.jms.JMSException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real client understands the channel table that the cluster writes. */
@Tag("client")
class ClusterChannelTableTest {
    private final EmbeddedCluster cluster = EmbeddedCluster.of("QM1", "QM2").start();
    private final MovableClient.Connections connections = new MovableClient.Connections();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeAll
    static void needsAClientThatKnowsUniformClusters() {
        MovableClient.assumeUniformClusters();
    }

    @AfterEach
    void close() throws JMSException {
        connections.close();
        cluster.close();
    }

    @Test
    void theGroupLeadsToAnyOfThemByWeight() throws Exception {
        URL table = table(ChannelTable.ofGroup("PAYMENTS").weight("QM2", 99));

        connections.open(MovableClient.of("orders", table, "*PAYMENTS"), 12);

        assertThat(cluster.instances("orders").get("QM2"))
                .as("of 12 with weight 99 to 1")
                .isGreaterThan(8);
    }

    @Test
    void withAffinityAllConnectionsOfAProcessStayTogether() throws Exception {
        URL table = table(ChannelTable.ofAnyQueueManager().affinity(ChannelTable.Affinity.PREFERRED));

        connections.open(MovableClient.of("orders", table, "*ANY_QM"), 8);

        assertThat(cluster.instances("orders").values()).containsExactlyInAnyOrder(0, 8);
    }

    @Test
    void theOwnNameLeadsToThisOne() throws Exception {
        connections.open(MovableClient.of("orders", table(ChannelTable.ofAnyQueueManager()), "QM2"), 3);

        assertThat(cluster.queueManager("QM1").connections()).isEmpty();
        assertThat(cluster.queueManager("QM2").connections()).hasSize(3);
    }

    @Test
    void theDefaultReconnectionIsForClientsThatAskForNone() throws Exception {
        MovableClient.assumeVersion("9.4.0.0", "9.3.0.0 was seen not to tell the queue manager");
        assertThat(reconnectable(ChannelTable.Reconnect.YES)).isTrue();
        assertThat(reconnectable(ChannelTable.Reconnect.NO)).isFalse();
    }

    @Test
    void theClassesForJavaTakeItToo() throws Exception {
        URL table = table(ChannelTable.ofAnyQueueManager());
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(CMQC.TRANSPORT_PROPERTY, CMQC.TRANSPORT_MQSERIES_CLIENT);

        MQQueueManager second = new MQQueueManager("QM2", properties, table);
        assertThat(cluster.queueManager("QM2").connections()).hasSize(1);
        second.disconnect();
        new MQQueueManager("*ANY_QM", properties, table).disconnect();
        assertThatExceptionOfType(MQException.class)
                .as("without the asterisk the name must be the queue manager's own")
                .isThrownBy(() -> new MQQueueManager("ANY_QM", properties, table))
                .satisfies(refusal -> assertThat(refusal.getReason()).isEqualTo(CMQC.MQRC_Q_MGR_NAME_ERROR));
    }

    private boolean reconnectable(ChannelTable.Reconnect reconnect) throws Exception {
        URL table = table(ChannelTable.ofAnyQueueManager().reconnect(reconnect));
        JmsConnectionFactory factory = MovableClient.of("as.defined", table, "QM1");
        factory.setIntProperty(WMQConstants.WMQ_CLIENT_RECONNECT_OPTIONS, WMQConstants.WMQ_CLIENT_RECONNECT_AS_DEF);
        try (var connection = factory.createConnection()) {
            connection.start();
            return cluster.queueManager("QM1").connections().get(0).reconnectable();
        }
    }

    private URL table(ChannelTable table) throws MalformedURLException {
        return cluster.writeCcdt(folder.resolve("ccdt.json"), table).toUri().toURL();
    }
}
