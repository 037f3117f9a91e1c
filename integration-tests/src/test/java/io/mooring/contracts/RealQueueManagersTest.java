package io.mooring.contracts;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contracts on real queue managers, those of the environment; skipped as a whole where it names none. */
@DisplayName(Environment.WHAT_WOULD_DO)
@ExtendWith(WhereQueueManagersAreNamed.class)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class RealQueueManagersTest {
    private static Fleet fleet;

    /** May have to fetch the image. */
    @BeforeAll
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    static void start() {
        fleet = Environment.present().fleet();
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
