package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ibm.mq.MQException;
import com.ibm.mq.MQQueue;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.admin.ChannelStatus;
import io.mooring.embedded.admin.ChannelStopMode;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may connect, by which names, over how many sockets, and what is left behind. */
class ConnectTest extends ClassesForJava {
    @Test
    void theNamedUserConnectsWithItsPassword() throws MQException {
        try (EmbeddedQueueManager guarded =
                EmbeddedQueueManager.named("QM1").user("app", "secret").start()) {
            MQQueueManager connected = new MQQueueManager("QM1", credentials(guarded, "app", "secret"));

            assertThat(guarded.connections())
                    .singleElement()
                    .satisfies(it -> assertThat(it.user()).isEqualTo("app"));
            connected.disconnect();
        }
    }

    @ParameterizedTest
    @CsvSource({"app, wrong", "nobody, secret", "app, secrets", "app, SECRET"})
    void aWrongUserOrPasswordIsNotAuthorized(String user, String password) {
        try (EmbeddedQueueManager guarded =
                EmbeddedQueueManager.named("QM1").user("app", "secret").start()) {
            assertReason(
                    CMQC.MQRC_NOT_AUTHORIZED, () -> new MQQueueManager("QM1", credentials(guarded, user, password)));
            await().untilAsserted(() ->
                    assertThat(guarded.administration().channelStatus("*")).isEmpty());
        }
    }

    @Test
    void withoutAUserOneIsNotAuthorizedWhereUsersAreNamed() {
        try (EmbeddedQueueManager guarded =
                EmbeddedQueueManager.named("QM1").user("app", "secret").start()) {
            Hashtable<String, Object> anonymous = properties(CMQC.PORT_PROPERTY, guarded.port());

            assertReason(CMQC.MQRC_NOT_AUTHORIZED, () -> new MQQueueManager("QM1", anonymous));
        }
    }

    @Test
    void aChannelThatIsNotThereIsUnknown() {
        assertReason(
                CMQC.MQRC_UNKNOWN_CHANNEL_NAME,
                () -> new MQQueueManager("QM1", properties(CMQC.CHANNEL_PROPERTY, "NO.SUCH.CHANNEL")));
    }

    @Test
    void aStoppedChannelIsNotAvailableUntilItIsStarted() throws MQException {
        connection.disconnect();
        manager.administration().stopChannel("APP.SVRCONN", ChannelStopMode.QUIESCE);
        assertReason(CMQC.MQRC_CHANNEL_NOT_AVAILABLE, this::connect);

        manager.administration().startChannel("APP.SVRCONN");

        assertThat(connect().isConnected()).isTrue();
    }

    @Test
    void anotherQueueManagersNameIsAnError() {
        assertReason(CMQC.MQRC_Q_MGR_NAME_ERROR, () -> new MQQueueManager("QM2", properties()));
        assertThat(manager.connections()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "*QM1", "*ANY.GROUP", "QM1"})
    void itsOwnNameAnyNameAndNamesOfGroupsConnect(String name) throws MQException {
        assertThat(new MQQueueManager(name, properties()).isConnected()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, 5, 5", "2, 5, 3", "10, 5, 1", "999, 5, 1", "10, 11, 2"})
    void asManyConversationsShareASocketAsTheChannelAllows(int sharing, int connections, int sockets)
            throws MQException {
        mqsc("DEFINE CHANNEL(SHARING) CHLTYPE(SVRCONN) SHARECNV(" + sharing + ")");
        List<MQQueueManager> connected = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            connected.add(new MQQueueManager("QM1", properties(CMQC.CHANNEL_PROPERTY, "SHARING")));
        }

        List<ChannelStatus> instances = manager.administration().channelStatus("SHARING");

        assertThat(instances).hasSize(sockets);
        assertThat(instances).extracting(ChannelStatus::conversations).allMatch(count -> count <= sharing);
        for (MQQueueManager one : connected) {
            one.disconnect();
        }
        await().untilAsserted(() ->
                assertThat(manager.administration().channelStatus("SHARING")).isEmpty());
    }

    @Test
    void connectionsThatShareASocketKeepTheirUnitsOfWorkApart() throws MQException {
        MQQueueManager other = connect();
        connection.put("Q", text("first"), putOptions(CMQC.MQPMO_SYNCPOINT));
        other.put("Q", text("second"), putOptions(CMQC.MQPMO_SYNCPOINT));

        other.commit();
        connection.backout();

        assertThat(manager.administration().channelStatus("APP.SVRCONN")).hasSize(1);
        assertThat(get(open("Q", INPUT))).isEqualTo("second");
        assertThat(manager.depth("Q")).isZero();
    }

    @Test
    void aConversationThatEndsLeavesTheOthersOfItsSocketAlone() throws MQException {
        MQQueueManager other = connect();
        other.disconnect();

        put("Q", "still here");

        assertThat(manager.depth("Q")).isEqualTo(1);
        assertThat(manager.connections()).hasSize(1);
    }

    @Test
    void noMoreSocketsThanMaxinstAreLetIn() throws MQException {
        mqsc("DEFINE CHANNEL(FEW) CHLTYPE(SVRCONN) SHARECNV(1) MAXINST(2)");
        Hashtable<String, Object> few = properties(CMQC.CHANNEL_PROPERTY, "FEW");
        MQQueueManager first = new MQQueueManager("QM1", few);
        MQQueueManager second = new MQQueueManager("QM1", few);

        assertReason(CMQC.MQRC_CHANNEL_NOT_AVAILABLE, () -> new MQQueueManager("QM1", few));
        first.disconnect();

        await().ignoreExceptions().until(() -> new MQQueueManager("QM1", few).isConnected());
        assertThat(second.isConnected()).isTrue();
    }

    @Test
    void anIdleConnectionIsKeptAliveByHeartbeats() throws MQException {
        mqsc("DEFINE CHANNEL(BEATING) CHLTYPE(SVRCONN) HBINT(1)");
        MQQueueManager idle = new MQQueueManager("QM1", properties(CMQC.CHANNEL_PROPERTY, "BEATING"));
        ChannelStatus before = onlyInstance("BEATING");

        // Without a call from us, bytes flow both ways: heartbeats and their answers.
        await().untilAsserted(() -> {
            ChannelStatus now = onlyInstance("BEATING");
            assertThat(now.bytesSent()).isGreaterThanOrEqualTo(before.bytesSent() + 3 * 28);
            assertThat(now.bytesReceived()).isGreaterThanOrEqualTo(before.bytesReceived() + 3 * 28);
        });

        idle.put("Q", text("alive"));
        assertThat(manager.depth("Q")).isEqualTo(1);
        assertThat(onlyInstance("BEATING").startedAt()).isEqualTo(before.startedAt());
    }

    @Test
    void aCleanEndLeavesNothingBehind() throws MQException {
        open("Q", INPUT | OUTPUT).close();
        connection.disconnect();

        await().untilAsserted(() ->
                assertThat(manager.administration().channelStatus("*")).isEmpty());
        assertThat(manager.connections()).isEmpty();
        assertThat(manager.administration().handles("*")).isEmpty();
    }

    @Test
    void disconnectingClosesWhatIsStillOpen() throws MQException {
        MQQueue temporary = open("SYSTEM.DEFAULT.MODEL.QUEUE", INPUT);
        String name = temporary.getName().trim();
        open("Q", CMQC.MQOO_INPUT_EXCLUSIVE);

        connection.disconnect();

        await().untilAsserted(() -> assertThat(manager.connections()).isEmpty());
        assertThat(manager.administration().queues(name)).isEmpty();
        assertThat(manager.administration().handles("*")).isEmpty();
    }

    @Test
    void aLostSocketBacksOutClosesHandlesAndDeletesTemporaryQueues() throws MQException {
        put("Q", "got and lost");
        MQQueue temporary = open("SYSTEM.DEFAULT.MODEL.QUEUE", INPUT);
        String name = temporary.getName().trim();
        get(open("Q", CMQC.MQOO_INPUT_EXCLUSIVE), CMQC.MQGMO_SYNCPOINT);
        connection.put("Q", text("put and lost"), putOptions(CMQC.MQPMO_SYNCPOINT));

        manager.dropSockets();

        assertThat(manager.messages("Q"))
                .singleElement()
                .satisfies(message ->
                        assertThat(message.descriptor().backoutCount()).isEqualTo(1));
        assertThat(manager.connections()).isEmpty();
        assertThat(manager.administration().handles("*")).isEmpty();
        assertThat(manager.administration().queues(name)).isEmpty();
        assertReason(CMQC.MQRC_CONNECTION_BROKEN, () -> put("Q", "too late"));
        assertThat(get(connectAgain().accessQueue("Q", CMQC.MQOO_INPUT_EXCLUSIVE)))
                .isEqualTo("got and lost");
    }

    @Test
    void aGetThatWaitedOnALostSocketTakesNoMessage() throws MQException {
        Calls waiting = Calls.start(() -> get(open("Q", INPUT), waiting(60_000)));
        await().until(() -> manager.administration().queueStatus("Q").get(0).openInputCount() == 1);

        manager.dropSockets();
        MQQueueManager other = connectAgain();
        other.put("Q", text("for the next one"));

        assertReason(CMQC.MQRC_CONNECTION_BROKEN, waiting::end);
        assertThat(manager.depth("Q")).isEqualTo(1);
    }

    private ChannelStatus onlyInstance(String channel) {
        List<ChannelStatus> instances = manager.administration().channelStatus(channel);
        assertThat(instances).hasSize(1);
        return instances.get(0);
    }

    private Hashtable<String, Object> credentials(EmbeddedQueueManager guarded, String user, String password) {
        Hashtable<String, Object> properties = properties(CMQC.PORT_PROPERTY, guarded.port());
        properties.put(CMQC.USER_ID_PROPERTY, user);
        properties.put(CMQC.PASSWORD_PROPERTY, password);
        return properties;
    }
}
