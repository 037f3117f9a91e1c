package io.mooring.scale;

import static io.mooring.scale.Observations.QM1;
import static io.mooring.scale.Observations.QM2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mooring.Endpoint;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueueManagerAddressTest {
    private static final Endpoint HOST = Endpoint.parse("mq1(1414)");
    private static final QueueManagerAddress ADDRESS = QueueManagerAddress.of(QM1, HOST, "APP.SVRCONN");

    @Test
    void anApplicationNameIsNeverEmptyNorLongerThanMqAllows() {
        assertThat(ADDRESS.named("a".repeat(28)).applicationName()).hasSize(28);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ADDRESS.named("a".repeat(29)))
                .withMessageContaining("has 29 characters; give 1 to 28");
        assertThatIllegalArgumentException().isThrownBy(() -> ADDRESS.named(" "));
    }

    @Test
    void aChannelIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QueueManagerAddress.of(QM1, HOST, ""))
                .withMessageContaining("The channel to QM1 is empty");
    }

    @Test
    void eachQueueManagerHasOneAddress() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QueueManagerReaders.to(ADDRESS, ADDRESS))
                .withMessageContaining("QM1 has two addresses");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QueueManagerReaders.to(ADDRESS).open(QM2, Set.of()))
                .withMessageContaining("no address of queue manager QM2, only of [QM1]");
    }
}
