package io.mooring.embedded.client;

import static com.ibm.mq.constants.CMQC.MQCA_CLUSTER_NAME;
import static com.ibm.mq.constants.CMQC.MQCA_CLUSTER_Q_MGR_NAME;
import static com.ibm.mq.constants.CMQC.MQCA_DEAD_LETTER_Q_NAME;
import static com.ibm.mq.constants.CMQC.MQCA_Q_DESC;
import static com.ibm.mq.constants.CMQC.MQCA_Q_MGR_DESC;
import static com.ibm.mq.constants.CMQC.MQCA_Q_MGR_NAME;
import static com.ibm.mq.constants.CMQC.MQCA_Q_NAME;
import static com.ibm.mq.constants.CMQC.MQIA_CURRENT_Q_DEPTH;
import static com.ibm.mq.constants.CMQC.MQIA_HIGH_Q_DEPTH;
import static com.ibm.mq.constants.CMQC.MQIA_MAX_Q_DEPTH;
import static com.ibm.mq.constants.CMQC.MQIA_MSG_DEQ_COUNT;
import static com.ibm.mq.constants.CMQC.MQIA_MSG_ENQ_COUNT;
import static com.ibm.mq.constants.CMQC.MQIA_OPEN_OUTPUT_COUNT;
import static com.ibm.mq.constants.CMQC.MQIA_Q_TYPE;
import static com.ibm.mq.constants.CMQCFC.MQBACF_CONNECTION_ID;
import static com.ibm.mq.constants.CMQCFC.MQBACF_GENERIC_CONNECTION_ID;
import static com.ibm.mq.constants.CMQCFC.MQCACF_APPL_TAG;
import static com.ibm.mq.constants.CMQCFC.MQCACF_Q_NAMES;
import static com.ibm.mq.constants.CMQCFC.MQCACF_USER_IDENTIFIER;
import static com.ibm.mq.constants.CMQCFC.MQCACH_CHANNEL_NAME;
import static com.ibm.mq.constants.CMQCFC.MQCACH_CHANNEL_NAMES;
import static com.ibm.mq.constants.CMQCFC.MQCACH_CONNECTION_NAME;
import static com.ibm.mq.constants.CMQCFC.MQCACH_DESC;
import static com.ibm.mq.constants.CMQCFC.MQIACF_PURGE;
import static com.ibm.mq.constants.CMQCFC.MQIACF_Q_STATUS_TYPE;
import static com.ibm.mq.constants.CMQCFC.MQIACH_CHANNEL_STATUS;
import static com.ibm.mq.constants.CMQCFC.MQIACH_CHANNEL_TYPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.ibm.mq.MQException;
import com.ibm.mq.MQGetMessageOptions;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQQueue;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import com.ibm.mq.constants.CMQCFC;
import com.ibm.mq.constants.CMQXC;
import com.ibm.mq.headers.MQDataException;
import com.ibm.mq.headers.pcf.PCFException;
import com.ibm.mq.headers.pcf.PCFMessage;
import com.ibm.mq.headers.pcf.PCFMessageAgent;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.junit5.StartQueueManager;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Each command of {@code docs/pcf.md}, sent by IBM's PCFMessageAgent over TCP. What the commands do in detail is tested
 * without sockets, in the package of the command server.
 */
@Tag("client")
class PcfClientTest {
    private static final String APPLICATION = "pcf-client-test";

    @StartQueueManager
    final EmbeddedQueueManager queueManager =
            EmbeddedQueueManager.named("QM1").queue("ORDERS").build();

    @SuppressWarnings("NullAway.Init")
    private MQQueueManager connection;

    @SuppressWarnings("NullAway.Init")
    private PCFMessageAgent agent;

    @BeforeEach
    void connect() throws Exception {
        connection = ClientConnections.connect(queueManager, APPLICATION);
        agent = new PCFMessageAgent(connection);
    }

    @AfterEach
    void disconnect() throws Exception {
        agent.disconnect();
        connection.disconnect();
    }

    @Test
    void pingIsAnswered() throws Exception {
        assertThat(send(new PCFMessage(CMQCFC.MQCMD_PING_Q_MGR))).hasSize(1);
    }

    @Test
    void theQueueManagerIsInquiredAndChanged() throws Exception {
        PCFMessage change = new PCFMessage(CMQCFC.MQCMD_CHANGE_Q_MGR);
        change.addParameter(MQCA_Q_MGR_DESC, "for tests");
        send(change);

        PCFMessage answer = send(new PCFMessage(CMQCFC.MQCMD_INQUIRE_Q_MGR))[0];

        assertThat(text(answer, MQCA_Q_MGR_NAME)).isEqualTo("QM1");
        assertThat(text(answer, MQCA_Q_MGR_DESC)).isEqualTo("for tests");
        assertThat(text(answer, MQCA_DEAD_LETTER_Q_NAME)).isEqualTo("SYSTEM.DEAD.LETTER.QUEUE");
    }

    @Test
    void aQueueThatIsCreatedCanBeUsedChangedClearedAndDeleted() throws Exception {
        PCFMessage create = queueCommand(CMQCFC.MQCMD_CREATE_Q, "BILLS");
        create.addParameter(MQIA_Q_TYPE, CMQC.MQQT_LOCAL);
        create.addParameter(MQIA_MAX_Q_DEPTH, 5);
        send(create);
        MQQueue bills = connection.accessQueue("BILLS", CMQC.MQOO_OUTPUT);
        ClientConnections.put(bills, "one");

        PCFMessage change = queueCommand(CMQCFC.MQCMD_CHANGE_Q, "BILLS");
        change.addParameter(MQIA_Q_TYPE, CMQC.MQQT_LOCAL);
        change.addParameter(MQIA_MAX_Q_DEPTH, 1);
        change.addParameter(MQCA_Q_DESC, "small");
        send(change);
        assertThat(ClientConnections.reasonOf(() -> ClientConnections.put(bills, "two")))
                .isEqualTo(CMQC.MQRC_Q_FULL);
        bills.close();

        PCFMessage answer = send(queueCommand(CMQCFC.MQCMD_INQUIRE_Q, "BILLS"))[0];
        assertThat(text(answer, MQCA_Q_DESC)).isEqualTo("small");
        assertThat(answer.getIntParameterValue(MQIA_CURRENT_Q_DEPTH)).isEqualTo(1);

        send(queueCommand(CMQCFC.MQCMD_CLEAR_Q, "BILLS"));
        assertThat(queueManager.depth("BILLS")).isZero();

        send(queueCommand(CMQCFC.MQCMD_DELETE_Q, "BILLS"));
        assertThat(ClientConnections.reasonOf(() -> connection.accessQueue("BILLS", CMQC.MQOO_OUTPUT)))
                .isEqualTo(CMQC.MQRC_UNKNOWN_OBJECT_NAME);
    }

    @Test
    void aQueueWithMessagesIsDeletedOnlyIfThatIsMeant() throws Exception {
        put("ORDERS", 1);

        assertThat(reasonOf(queueCommand(CMQCFC.MQCMD_DELETE_Q, "ORDERS"))).isEqualTo(CMQC.MQRC_Q_NOT_EMPTY);

        PCFMessage purge = queueCommand(CMQCFC.MQCMD_DELETE_Q, "ORDERS");
        purge.addParameter(MQIACF_PURGE, CMQCFC.MQPO_YES);
        send(purge);
        assertThat(queueManager.administration().queues("ORDERS")).isEmpty();
    }

    @Test
    void queueNamesAreListed() throws Exception {
        PCFMessage answer = send(queueCommand(CMQCFC.MQCMD_INQUIRE_Q_NAMES, "O*"))[0];

        assertThat(answer.getStringListParameterValue(MQCACF_Q_NAMES))
                .extracting(String::strip)
                .containsExactly("ORDERS");
    }

    @Test
    void aGenericNameIsAnsweredWithOneMessageForEachQueue() throws Exception {
        PCFMessage[] answers = send(queueCommand(CMQCFC.MQCMD_INQUIRE_Q, "*"));

        assertThat(answers).hasSizeGreaterThan(5);
        assertThat(answers)
                .extracting(answer -> text(answer, MQCA_Q_NAME))
                .contains("ORDERS", "SYSTEM.DEAD.LETTER.QUEUE");
    }

    @Test
    void queueStatusShowsDepthAndHandlesShowTheApplication() throws Exception {
        MQQueue orders = connection.accessQueue("ORDERS", CMQC.MQOO_OUTPUT);
        ClientConnections.put(orders, "one");

        PCFMessage status = send(queueCommand(CMQCFC.MQCMD_INQUIRE_Q_STATUS, "ORDERS"))[0];
        assertThat(status.getIntParameterValue(MQIA_CURRENT_Q_DEPTH)).isEqualTo(1);
        assertThat(status.getIntParameterValue(MQIA_OPEN_OUTPUT_COUNT)).isEqualTo(1);

        PCFMessage handles = queueCommand(CMQCFC.MQCMD_INQUIRE_Q_STATUS, "ORDERS");
        handles.addParameter(MQIACF_Q_STATUS_TYPE, CMQCFC.MQIACF_Q_HANDLE);
        PCFMessage[] answers = send(handles);
        assertThat(answers).hasSize(1);
        assertThat(text(answers[0], MQCACF_APPL_TAG)).isEqualTo(APPLICATION);
        assertThat(text(answers[0], MQCACH_CHANNEL_NAME)).isEqualTo(ClientConnections.CHANNEL);
        orders.close();
        assertThat(reasonOf(handles)).isEqualTo(CMQCFC.MQRCCF_Q_STATUS_NOT_FOUND);
    }

    @Test
    void statisticsCountPutsAndGetsSinceTheyWereReset() throws Exception {
        send(queueCommand(CMQCFC.MQCMD_RESET_Q_STATS, "ORDERS"));
        put("ORDERS", 3);
        MQQueue orders = connection.accessQueue("ORDERS", CMQC.MQOO_INPUT_SHARED);
        orders.get(new MQMessage(), new MQGetMessageOptions());
        orders.close();

        PCFMessage answer = send(queueCommand(CMQCFC.MQCMD_RESET_Q_STATS, "ORDERS"))[0];

        assertThat(answer.getIntParameterValue(MQIA_MSG_ENQ_COUNT)).isEqualTo(3);
        assertThat(answer.getIntParameterValue(MQIA_MSG_DEQ_COUNT)).isEqualTo(1);
        assertThat(answer.getIntParameterValue(MQIA_HIGH_Q_DEPTH)).isEqualTo(3);
    }

    @Test
    void connectionsShowTheApplicationUnderItsIdentifier() throws Exception {
        PCFMessage all = new PCFMessage(CMQCFC.MQCMD_INQUIRE_CONNECTION);
        all.addParameter(MQBACF_GENERIC_CONNECTION_ID, new byte[0]);
        PCFMessage ours = Arrays.stream(send(all))
                .filter(answer -> text(answer, MQCACF_APPL_TAG).equals(APPLICATION))
                .findFirst()
                .orElseThrow();
        assertThat(text(ours, MQCACH_CHANNEL_NAME)).isEqualTo(ClientConnections.CHANNEL);
        assertThat(text(ours, MQCACH_CONNECTION_NAME)).isEqualTo("127.0.0.1");
        assertThat(text(ours, MQCACF_USER_IDENTIFIER)).isNotEmpty();

        PCFMessage one = new PCFMessage(CMQCFC.MQCMD_INQUIRE_CONNECTION);
        one.addParameter(MQBACF_CONNECTION_ID, ours.getBytesParameterValue(MQBACF_CONNECTION_ID));
        assertThat(send(one)).hasSize(1);
    }

    @Test
    void aChannelThatIsCreatedCanBeUsedChangedStoppedStartedAndDeleted() throws Exception {
        PCFMessage create = channelCommand(CMQCFC.MQCMD_CREATE_CHANNEL, "NEW.SVRCONN");
        create.addParameter(MQIACH_CHANNEL_TYPE, CMQXC.MQCHT_SVRCONN);
        send(create);
        MQQueueManager byNewChannel = connectBy("NEW.SVRCONN");

        PCFMessage status = send(channelCommand(CMQCFC.MQCMD_INQUIRE_CHANNEL_STATUS, "NEW.SVRCONN"))[0];
        assertThat(status.getIntParameterValue(MQIACH_CHANNEL_STATUS)).isEqualTo(CMQCFC.MQCHS_RUNNING);
        assertThat(text(status, MQCACH_CONNECTION_NAME)).isEqualTo("127.0.0.1");

        PCFMessage change = channelCommand(CMQCFC.MQCMD_CHANGE_CHANNEL, "NEW.SVRCONN");
        change.addParameter(MQIACH_CHANNEL_TYPE, CMQXC.MQCHT_SVRCONN);
        change.addParameter(MQCACH_DESC, "new");
        send(change);
        assertThat(text(send(channelCommand(CMQCFC.MQCMD_INQUIRE_CHANNEL, "NEW.*"))[0], MQCACH_DESC))
                .isEqualTo("new");

        send(channelCommand(CMQCFC.MQCMD_STOP_CHANNEL, "NEW.SVRCONN"));
        assertThat(ClientConnections.reasonOf(() -> byNewChannel.accessQueue("ORDERS", CMQC.MQOO_OUTPUT)))
                .isEqualTo(CMQC.MQRC_CONNECTION_BROKEN);
        assertThat(ClientConnections.reasonOf(() -> connectBy("NEW.SVRCONN")))
                .isEqualTo(CMQC.MQRC_CHANNEL_NOT_AVAILABLE);

        send(channelCommand(CMQCFC.MQCMD_START_CHANNEL, "NEW.SVRCONN"));
        connectBy("NEW.SVRCONN").disconnect();

        send(channelCommand(CMQCFC.MQCMD_DELETE_CHANNEL, "NEW.SVRCONN"));
        assertThat(ClientConnections.reasonOf(() -> connectBy("NEW.SVRCONN")))
                .isEqualTo(CMQC.MQRC_UNKNOWN_CHANNEL_NAME);
    }

    @Test
    void channelNamesAreListed() throws Exception {
        PCFMessage answer = send(channelCommand(CMQCFC.MQCMD_INQUIRE_CHANNEL_NAMES, "*"))[0];

        assertThat(answer.getStringListParameterValue(MQCACH_CHANNEL_NAMES))
                .extracting(String::strip)
                .containsExactly("APP.SVRCONN", "DEV.APP.SVRCONN", "SYSTEM.DEF.SVRCONN");
    }

    @Test
    void aQueueManagerOutsideAClusterRefusesClusterCommands() throws Exception {
        PCFMessage inquire = new PCFMessage(CMQCFC.MQCMD_INQUIRE_CLUSTER_Q_MGR);
        inquire.addParameter(MQCA_CLUSTER_Q_MGR_NAME, "*");
        PCFMessage suspend = new PCFMessage(CMQCFC.MQCMD_SUSPEND_Q_MGR_CLUSTER);
        suspend.addParameter(MQCA_CLUSTER_NAME, "MOORING");
        PCFMessage resume = new PCFMessage(CMQCFC.MQCMD_RESUME_Q_MGR_CLUSTER);
        resume.addParameter(MQCA_CLUSTER_NAME, "MOORING");

        assertThat(reasonOf(inquire)).isEqualTo(CMQC.MQRC_UNKNOWN_OBJECT_NAME);
        assertThat(reasonOf(suspend)).isEqualTo(CMQC.MQRC_UNKNOWN_OBJECT_NAME);
        assertThat(reasonOf(resume)).isEqualTo(CMQC.MQRC_UNKNOWN_OBJECT_NAME);
    }

    @Test
    void whatIsNotThereIsRefusedWithItsReason() {
        assertThat(reasonOf(queueCommand(CMQCFC.MQCMD_INQUIRE_Q, "NONE"))).isEqualTo(CMQC.MQRC_UNKNOWN_OBJECT_NAME);
        assertThat(reasonOf(queueCommand(CMQCFC.MQCMD_CLEAR_Q, "NONE"))).isEqualTo(CMQC.MQRC_UNKNOWN_OBJECT_NAME);
        assertThat(reasonOf(channelCommand(CMQCFC.MQCMD_INQUIRE_CHANNEL_STATUS, "SYSTEM.DEF.SVRCONN")))
                .isEqualTo(CMQCFC.MQRCCF_CHL_STATUS_NOT_FOUND);
        assertThat(reasonOf(channelCommand(CMQCFC.MQCMD_STOP_CHANNEL, "NONE")))
                .isEqualTo(CMQCFC.MQRCCF_CHANNEL_NOT_FOUND);
        assertThat(reasonOf(new PCFMessage(CMQCFC.MQCMD_INQUIRE_PROCESS))).isEqualTo(CMQCFC.MQRCCF_CFH_COMMAND_ERROR);
    }

    private MQQueueManager connectBy(String channel) throws MQException {
        return new MQQueueManager("QM1", ClientConnections.properties(queueManager, channel));
    }

    private void put(String queue, int count) throws MQException, IOException {
        MQQueue opened = connection.accessQueue(queue, CMQC.MQOO_OUTPUT);
        for (int i = 0; i < count; i++) {
            ClientConnections.put(opened, "message " + i);
        }
        opened.close();
    }

    private PCFMessage[] send(PCFMessage command) throws MQDataException, IOException {
        return agent.send(command);
    }

    private int reasonOf(PCFMessage command) {
        return catchThrowableOfType(PCFException.class, () -> agent.send(command))
                .getReason();
    }

    private static PCFMessage queueCommand(int command, String queue) {
        PCFMessage message = new PCFMessage(command);
        message.addParameter(MQCA_Q_NAME, queue);
        return message;
    }

    private static PCFMessage channelCommand(int command, String channel) {
        PCFMessage message = new PCFMessage(command);
        message.addParameter(MQCACH_CHANNEL_NAME, channel);
        return message;
    }

    private static String text(PCFMessage answer, int parameter) {
        Object value = answer.getParameterValue(parameter);
        assertThat(value).describedAs("parameter %s", parameter).isInstanceOf(String.class);
        return ((String) value).strip();
    }
}
