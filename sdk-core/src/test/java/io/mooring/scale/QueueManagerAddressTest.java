package io.mooring.scale;

import static io.mooring.scale.Observations.QM1;
import static io.mooring.scale.Observations.QM2;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mooring.Endpoint;
import org.junit.jupiter.api.Test;

class QueueManagerAddressTest {
    private static final Endpoint HOST = Endpoint.parse("mq1(1414)");
    private static final QueueManagerAddress ADDRESS = QueueManagerAddress.of(QM1, HOST, "APP.SVRCONN");

    @Test
    void aChannelIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QueueManagerAddress.of(QM1, HOST, ""))
                .withMessageContaining("is not the name of a channel");
    }

    @Test
    void eachQueueManagerHasOneAddress() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QueueManagerReaders.to(ADDRESS, ADDRESS))
                .withMessageContaining("QM1 has two addresses");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QueueManagerReaders.to(ADDRESS).open(QM2))
                .withMessageContaining("no address of queue manager QM2, only of [QM1]");
    }
}
