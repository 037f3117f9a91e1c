package io.mooring.contracts;

import static io.mooring.contracts.Environment.CONNECTION_NAMES;
import static io.mooring.contracts.Environment.LICENSE;
import static io.mooring.contracts.Environment.PASSWORD;
import static io.mooring.contracts.Environment.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the environment says about real queue managers, and what is done where it cannot be. */
class EnvironmentTest {
    @Test
    void whatIsNotSetOrSetToNothingNamesNoQueueManagers() {
        assertThat(new Environment(Map.of()).namesQueueManagers()).isFalse();
        assertThat(new Environment(Map.of(LICENSE, " ", CONNECTION_NAMES, "")).namesQueueManagers())
                .isFalse();
        assertThat(new Environment(Map.of(LICENSE, "accept")).namesQueueManagers())
                .isTrue();
    }

    @Test
    void ownQueueManagersAreAskedForTheirNamesAndNoHarmCanBeDoneToThem() {
        try (Fleet embedded = new EmbeddedFleet();
                Fleet own = new Environment(Map.of(CONNECTION_NAMES, embedded.connectionNames())).fleet()) {
            assertThat(own.names()).isEqualTo(embedded.names());
            assertThat(own.connectionNames()).isEqualTo(embedded.connectionNames());
            assertThat(own.channel()).isEqualTo(Fleet.CHANNEL);
            assertThat(own.faults()).isEmpty();
        }
    }

    @Test
    void twoAddressesOfOneQueueManagerAreRefused() {
        try (Fleet embedded = new EmbeddedFleet()) {
            String address = embedded.connectionName(embedded.names().get(0));
            assertThatIllegalStateException()
                    .isThrownBy(() -> new Environment(Map.of(CONNECTION_NAMES, address + "," + address)).fleet())
                    .withMessageContaining("QM1");
        }
    }

    @Test
    void ownQueueManagersAndContainersAtTheSameTimeAreRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Environment(Map.of(CONNECTION_NAMES, "mq1(1414)", LICENSE, "accept")).fleet())
                .withMessageContaining(CONNECTION_NAMES)
                .withMessageContaining(LICENSE);
    }

    @Test
    void aLicenceThatIsNotAcceptedStartsNothing() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Environment(Map.of(LICENSE, "view")).fleet())
                .withMessageContaining("'view'");
    }

    @Test
    void aUserWithoutAPasswordIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Environment(Map.of(CONNECTION_NAMES, "mq1(1414)", USER, "app")).fleet())
                .withMessageContaining(USER)
                .withMessageContaining(PASSWORD);
    }
}
