package io.mooring.contracts;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/** The contracts on embedded queue managers. */
@DisplayName("Contracts on embedded queue managers")
class EmbeddedQueueManagersTest {
    private static Fleet fleet;

    @BeforeAll
    static void start() {
        fleet = new EmbeddedFleet();
    }

    @AfterAll
    static void end() {
        if (fleet != null) {
            fleet.close();
        }
    }

    @Nested
    @DisplayName("put")
    class Putting extends PutContract {
        @Override
        Fleet fleet() {
            return fleet;
        }
    }

    @Nested
    @DisplayName("get")
    class Getting extends GetContract {
        @Override
        Fleet fleet() {
            return fleet;
        }
    }

    @Nested
    @DisplayName("reconnect")
    class Reconnecting extends ReconnectContract {
        @Override
        Fleet fleet() {
            return fleet;
        }
    }

    @Nested
    @DisplayName("request and reply")
    class RequestsAndReplies extends RequestReplyContract {
        @Override
        Fleet fleet() {
            return fleet;
        }
    }

    @Nested
    @DisplayName("scaling reads")
    class Scaling extends ScalingContract {
        @Override
        Fleet fleet() {
            return fleet;
        }
    }

    @Nested
    @DisplayName("JMS")
    class Jms extends JmsContract {
        @Override
        Fleet fleet() {
            return fleet;
        }
    }

    @Nested
    @DisplayName("JMS requester and responder")
    class JmsRequestsAndReplies extends JmsRequestReplyContract {
        @Override
        Fleet fleet() {
            return fleet;
        }
    }
}
