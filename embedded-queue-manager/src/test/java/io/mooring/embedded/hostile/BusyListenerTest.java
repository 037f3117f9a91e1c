package io.mooring.embedded.hostile;

import static io.mooring.embedded.wire.Golden.NO_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.wire.Golden;
import io.mooring.embedded.wire.Recordings;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A client asks for messages and says whether its listener waits. As long as it does not, no message of a unit of work may come:
 * the commit of what the listener is busy with would make it final unseen. IBM's client does so when it has connected again in the
 * middle of a listener's work, a moment that cannot be brought about at will.
 */
@Timeout(60)
class BusyListenerTest {
    private static final byte[] MD = Golden.messageDescriptor(2, NO_ID, NO_ID);
    private static final int INPUT_AND_OUTPUT = 0x2011;
    private static final int SYNCPOINT = 0x2002;
    private static final int WAITS = 0x01;
    private static final int SELECTION = 0x10;
    private static final int ONE_MESSAGE = 1;
    private static final int READ_AHEAD = 102_400;
    private static final int WHOLE = 0x30;
    private static final int ASYNC_MESSAGE = 0x0D;
    private static final int NOTIFICATION = 0x0F;

    private EmbeddedQueueManager queueManager;
    private RawClient client;
    private int queue;

    @BeforeEach
    void putTwoAndStartListening() throws IOException {
        queueManager = EmbeddedQueueManager.named("QM1").queue("IN").start();
        client = RawClient.connected(queueManager.port(), "SYSTEM.DEF.SVRCONN", "QM1");
        queue = client.open("IN", INPUT_AND_OUTPUT);
        for (int i = 0; i < 2; i++) {
            client.call(0x86, Golden.put(queue, MD, Golden.putOptions(2, 4, 0, "", ""), new byte[10]));
        }
        notice(3, 2);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        queueManager.close();
    }

    @Test
    void getsNoMessageOfAUnitOfWorkBeforeItsListenerWaits() throws IOException {
        client.send(Recordings.request(Golden.requestMessages(queue, ONE_MESSAGE, SYNCPOINT, SELECTION, 0)));
        requireNothingCame();
        assertThat(queueManager.depth("IN")).isEqualTo(2);

        client.send(Recordings.request(Golden.requestMessages(queue, ONE_MESSAGE, SYNCPOINT, WAITS)));
        assertThat(client.read().type()).isEqualTo(ASYNC_MESSAGE);
        assertThat(queueManager.depth("IN")).isEqualTo(1);
    }

    @Test
    void mayAlsoTellByANotificationThatItsListenersWait() throws IOException {
        client.send(Recordings.request(Golden.requestMessages(queue, ONE_MESSAGE, SYNCPOINT, SELECTION, 0)));
        requireNothingCame();

        notice(8, 0);
        assertThat(client.read().type()).isEqualTo(ASYNC_MESSAGE);
    }

    @Test
    void aNotificationFromBeforeTheLastMessageArrivedAllowsNothing() throws IOException {
        client.send(Recordings.request(Golden.requestMessages(queue, READ_AHEAD, SYNCPOINT, SELECTION | WAITS, 0)));
        assertThat(client.read().type()).isEqualTo(ASYNC_MESSAGE);
        assertThat(client.read().type()).as("streaming pauses").isEqualTo(NOTIFICATION);

        notice(8, 0);
        requireNothingCame();

        notice(8, 1);
        assertThat(client.read().type()).isEqualTo(ASYNC_MESSAGE);
    }

    private void notice(int code, int value) throws IOException {
        client.send(Recordings.notification(Golden.notification(-1, code, value), 1, WHOLE));
    }

    /** The next segment is the answer to a call, as {@link RawClient#call} requires. */
    private void requireNothingCame() throws IOException {
        client.call(0x83, Golden.open(Golden.queue(2, "IN"), INPUT_AND_OUTPUT));
    }
}
