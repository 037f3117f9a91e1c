package io.mooring.jms.start;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mooring.client.MqClient;
import io.mooring.embedded.EmbeddedCluster;
import io.mooring.embedded.junit5.StartQueueManager;
import io.mooring.message.MqMessage;
import org.junit.jupiter.api.Test;

class FirstTest {
    @StartQueueManager
    final EmbeddedCluster cluster =
            EmbeddedCluster.of("QM1", "QM2").queue("ORDERS").build();

    @Test
    void aPutAfterAMoveIsOnTheOtherQueueManager() {
        try (MqClient client = MqClient.builder()
                .connectionNames(cluster.connectionNames())
                .channel("APP.SVRCONN")
                .connect()) {
            cluster.queueManager("QM1").crash();

            client.queue("ORDERS").put(MqMessage.ofText("one anchor"));

            assertEquals(1, cluster.queueManager("QM2").depth("ORDERS"));
        }
    }
}
