package io.mooring.embedded.pcf;

import static com.ibm.mq.constants.CMQC.MQCA_CLUSTER_NAME;
import static com.ibm.mq.constants.CMQC.MQCA_CLUSTER_Q_MGR_NAME;
import static com.ibm.mq.constants.CMQC.MQCA_COMMAND_INPUT_Q_NAME;
import static com.ibm.mq.constants.CMQC.MQCA_DEAD_LETTER_Q_NAME;
import static com.ibm.mq.constants.CMQC.MQCA_Q_MGR_IDENTIFIER;
import static com.ibm.mq.constants.CMQC.MQCA_Q_MGR_NAME;
import static com.ibm.mq.constants.CMQC.MQCNO_RECONNECT;
import static com.ibm.mq.constants.CMQC.MQIA_COMMAND_LEVEL;
import static com.ibm.mq.constants.CMQC.MQIA_MAX_MSG_LENGTH;
import static com.ibm.mq.constants.CMQC.MQIA_MAX_PRIORITY;
import static com.ibm.mq.constants.CMQC.MQIA_PLATFORM;
import static com.ibm.mq.constants.CMQC.MQIA_SYNCPOINT;
import static com.ibm.mq.constants.CMQC.MQOT_Q;
import static com.ibm.mq.constants.CMQC.MQPL_UNIX;
import static com.ibm.mq.constants.CMQC.MQRC_UNKNOWN_OBJECT_NAME;
import static com.ibm.mq.constants.CMQC.MQSP_AVAILABLE;
import static com.ibm.mq.constants.CMQCFC.MQBACF_CONNECTION_ID;
import static com.ibm.mq.constants.CMQCFC.MQBACF_GENERIC_CONNECTION_ID;
import static com.ibm.mq.constants.CMQCFC.MQCACF_APPL_TAG;
import static com.ibm.mq.constants.CMQCFC.MQCACF_OBJECT_NAME;
import static com.ibm.mq.constants.CMQCFC.MQCACF_USER_IDENTIFIER;
import static com.ibm.mq.constants.CMQCFC.MQCACH_CHANNEL_NAME;
import static com.ibm.mq.constants.CMQCFC.MQCACH_CONNECTION_NAME;
import static com.ibm.mq.constants.CMQCFC.MQCFOP_CONTAINS;
import static com.ibm.mq.constants.CMQCFC.MQCFOP_EQUAL;
import static com.ibm.mq.constants.CMQCFC.MQCFOP_EXCLUDES;
import static com.ibm.mq.constants.CMQCFC.MQCFOP_GREATER;
import static com.ibm.mq.constants.CMQCFC.MQCFOP_LIKE;
import static com.ibm.mq.constants.CMQCFC.MQCMD_CHANGE_Q_MGR;
import static com.ibm.mq.constants.CMQCFC.MQCMD_INQUIRE_CLUSTER_Q_MGR;
import static com.ibm.mq.constants.CMQCFC.MQCMD_INQUIRE_CONNECTION;
import static com.ibm.mq.constants.CMQCFC.MQCMD_INQUIRE_Q_MGR;
import static com.ibm.mq.constants.CMQCFC.MQCMD_PING_Q_MGR;
import static com.ibm.mq.constants.CMQCFC.MQCMD_RESUME_Q_MGR_CLUSTER;
import static com.ibm.mq.constants.CMQCFC.MQCMD_SUSPEND_Q_MGR_CLUSTER;
import static com.ibm.mq.constants.CMQCFC.MQFC_NO;
import static com.ibm.mq.constants.CMQCFC.MQIACF_CLUSTER_Q_MGR_ATTRS;
import static com.ibm.mq.constants.CMQCFC.MQIACF_CONNECT_OPTIONS;
import static com.ibm.mq.constants.CMQCFC.MQIACF_CONN_INFO_CONN;
import static com.ibm.mq.constants.CMQCFC.MQIACF_CONN_INFO_HANDLE;
import static com.ibm.mq.constants.CMQCFC.MQIACF_CONN_INFO_TYPE;
import static com.ibm.mq.constants.CMQCFC.MQIACF_FORCE;
import static com.ibm.mq.constants.CMQCFC.MQIACF_MODE;
import static com.ibm.mq.constants.CMQCFC.MQIACF_OBJECT_TYPE;
import static com.ibm.mq.constants.CMQCFC.MQIACF_OPEN_OPTIONS;
import static com.ibm.mq.constants.CMQCFC.MQIACF_Q_MGR_ATTRS;
import static com.ibm.mq.constants.CMQCFC.MQIACF_SUSPEND;
import static com.ibm.mq.constants.CMQCFC.MQIACF_UOW_STATE;
import static com.ibm.mq.constants.CMQCFC.MQIACF_UOW_TYPE;
import static com.ibm.mq.constants.CMQCFC.MQMODE_FORCE;
import static com.ibm.mq.constants.CMQCFC.MQMODE_TERMINATE;
import static com.ibm.mq.constants.CMQCFC.MQRCCF_CFBF_OPERATOR_ERROR;
import static com.ibm.mq.constants.CMQCFC.MQRCCF_CFBS_STRING_LENGTH_ERR;
import static com.ibm.mq.constants.CMQCFC.MQRCCF_CFIF_PARM_ID_ERROR;
import static com.ibm.mq.constants.CMQCFC.MQRCCF_CONNECTION_ID_ERROR;
import static com.ibm.mq.constants.CMQCFC.MQRCCF_MODE_VALUE_ERROR;
import static com.ibm.mq.constants.CMQCFC.MQRCCF_NONE_FOUND;
import static com.ibm.mq.constants.CMQCFC.MQRCCF_PARM_VALUE_ERROR;
import static com.ibm.mq.constants.CMQCFC.MQSUS_YES;
import static com.ibm.mq.constants.CMQCFC.MQUOWST_ACTIVE;
import static com.ibm.mq.constants.CMQCFC.MQUOWT_Q_MGR;
import static io.mooring.embedded.pcf.IbmAgent.number;
import static io.mooring.embedded.pcf.IbmAgent.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.mq.headers.pcf.PCFMessage;
import io.mooring.embedded.admin.ClusterMember;
import io.mooring.embedded.admin.HandleStatus;
import io.mooring.embedded.definition.Attribute;
import io.mooring.embedded.definition.QueueManagerAttributes;
import io.mooring.embedded.mqi.OpenOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands about the queue manager, its cluster and its connections. */
class QueueManagerCommandsTest {
    private final FakeAdministration administration = new FakeAdministration();
    private final IbmAgent agent = new IbmAgent(administration);

    @Test
    void pingIsAnswered() {
        assertThat(agent.sendForOne(new PCFMessage(MQCMD_PING_Q_MGR)).getParameterCount())
                .isZero();
    }

    @Test
    void theQueueManagerIsAnsweredWithAllItsAttributes() {
        PCFMessage answer = agent.sendForOne(new PCFMessage(MQCMD_INQUIRE_Q_MGR));

        assertThat(answer.getParameterValue(MQCA_Q_MGR_NAME)).isEqualTo("QM1" + " ".repeat(45));
        assertThat(text(answer, MQCA_Q_MGR_IDENTIFIER)).isEqualTo("QM1_2026-11-20_b2d0e5");
        assertThat(number(answer, MQIA_COMMAND_LEVEL)).isEqualTo(944);
        assertThat(number(answer, MQIA_PLATFORM)).isEqualTo(MQPL_UNIX);
        assertThat(number(answer, MQIA_MAX_PRIORITY)).isEqualTo(9);
        assertThat(number(answer, MQIA_SYNCPOINT)).isEqualTo(MQSP_AVAILABLE);
        assertThat(text(answer, MQCA_COMMAND_INPUT_Q_NAME)).isEqualTo("SYSTEM.ADMIN.COMMAND.QUEUE");
        assertThat(IbmAgent.ids(answer))
                .containsAll(QueueManagerAttributes.all().stream()
                        .map(Attribute::selector)
                        .toList());
    }

    /** What IBM's agent asks for when it is made. */
    @Test
    void theInquiryOfIbmsAgentIsAnswered() {
        PCFMessage request = new PCFMessage(MQCMD_INQUIRE_Q_MGR);
        request.addParameter(
                MQIACF_Q_MGR_ATTRS,
                new int[] {MQCA_Q_MGR_NAME, MQCA_Q_MGR_IDENTIFIER, MQIA_COMMAND_LEVEL, MQIA_PLATFORM});

        assertThat(IbmAgent.ids(agent.sendForOne(request)))
                .containsExactly(MQCA_Q_MGR_NAME, MQCA_Q_MGR_IDENTIFIER, MQIA_COMMAND_LEVEL, MQIA_PLATFORM);
    }

    @Test
    void changeAltersTheQueueManager() {
        PCFMessage request = new PCFMessage(MQCMD_CHANGE_Q_MGR);
        request.addParameter(MQCA_DEAD_LETTER_Q_NAME, "DLQ");
        request.addParameter(MQIA_MAX_MSG_LENGTH, 100_000);
        request.addParameter(MQIACF_FORCE, MQFC_NO);
        agent.send(request);

        assertThat(administration.attributes.text(QueueManagerAttributes.DEADQ)).isEqualTo("DLQ");
        assertThat(administration.attributes.number(QueueManagerAttributes.MAXMSGL))
                .isEqualTo(100_000);
    }

    @ParameterizedTest
    @CsvSource({"13, 1, 4005", "1005, 2, 3012", "15, 1, 3014"})
    void aChangeThatDoesNotFitIsRefused(int id, int value, int reason) {
        PCFMessage request = new PCFMessage(MQCMD_CHANGE_Q_MGR);
        request.addParameter(id, value);

        assertThat(agent.refusal(request)).isEqualTo(reason);
    }

    @Test
    void theMembersOfTheClusterAreAnswered() {
        administration.members.add(new ClusterMember("QM1", "QM1_id", "UNI", "localhost(1414)", false));
        administration.members.add(new ClusterMember("QM2", "QM2_id", "UNI", "localhost(1415)", true));

        List<PCFMessage> answers = agent.send(cluster(MQCMD_INQUIRE_CLUSTER_Q_MGR, MQCA_CLUSTER_Q_MGR_NAME, "QM*"));

        assertThat(answers)
                .extracting(answer -> text(answer, MQCA_CLUSTER_Q_MGR_NAME) + " " + number(answer, MQIACF_SUSPEND))
                .containsExactly("QM1 0", "QM2 1");
        assertThat(answers)
                .extracting(answer -> text(answer, MQCACH_CONNECTION_NAME))
                .containsExactly("localhost(1414)", "localhost(1415)");
        assertThat(text(answers.get(1), MQCA_Q_MGR_IDENTIFIER)).isEqualTo("QM2_id");
        assertThat(text(answers.get(1), MQCA_CLUSTER_NAME)).isEqualTo("UNI");
    }

    @Test
    void theMembersOfTheClusterAreSelected() {
        administration.members.add(new ClusterMember("QM1", "QM1_id", "UNI", "localhost(1414)", false));
        administration.members.add(new ClusterMember("QM2", "QM2_id", "UNI", "localhost(1415)", true));
        PCFMessage suspended = cluster(MQCMD_INQUIRE_CLUSTER_Q_MGR, MQCA_CLUSTER_Q_MGR_NAME, "*");
        suspended.addFilterParameter(MQIACF_SUSPEND, MQCFOP_EQUAL, MQSUS_YES);
        suspended.addParameter(MQIACF_CLUSTER_Q_MGR_ATTRS, new int[] {MQIACF_SUSPEND});
        PCFMessage otherCluster = cluster(MQCMD_INQUIRE_CLUSTER_Q_MGR, MQCA_CLUSTER_Q_MGR_NAME, "*");
        otherCluster.addParameter(MQCA_CLUSTER_NAME, "OTHER");

        assertThat(IbmAgent.ids(agent.sendForOne(suspended)))
                .containsExactly(MQCA_CLUSTER_Q_MGR_NAME, MQCA_CLUSTER_NAME, MQIACF_SUSPEND);
        assertThat(agent.refusal(otherCluster)).isEqualTo(MQRC_UNKNOWN_OBJECT_NAME);
        assertThat(agent.refusal(cluster(MQCMD_INQUIRE_CLUSTER_Q_MGR, MQCA_CLUSTER_Q_MGR_NAME, "QM3")))
                .isEqualTo(MQRC_UNKNOWN_OBJECT_NAME);
    }

    @Test
    void suspendAndResumeGoToTheQueueManager() {
        PCFMessage suspend = cluster(MQCMD_SUSPEND_Q_MGR_CLUSTER, MQCA_CLUSTER_NAME, "UNI");
        suspend.addParameter(MQIACF_MODE, MQMODE_FORCE);
        agent.send(suspend);
        assertThat(administration.suspended).isTrue();

        agent.send(cluster(MQCMD_RESUME_Q_MGR_CLUSTER, MQCA_CLUSTER_NAME, "UNI"));
        assertThat(administration.suspended).isFalse();
    }

    @Test
    void suspendOfAnotherClusterIsRefused() {
        PCFMessage mode = cluster(MQCMD_SUSPEND_Q_MGR_CLUSTER, MQCA_CLUSTER_NAME, "UNI");
        mode.addParameter(MQIACF_MODE, MQMODE_TERMINATE);
        assertThat(agent.refusal(mode)).isEqualTo(MQRCCF_MODE_VALUE_ERROR);
        for (int command : new int[] {MQCMD_SUSPEND_Q_MGR_CLUSTER, MQCMD_RESUME_Q_MGR_CLUSTER}) {
            administration.cluster = Optional.of("UNI");
            assertThat(agent.refusal(cluster(command, MQCA_CLUSTER_NAME, "OTHER")))
                    .isEqualTo(MQRC_UNKNOWN_OBJECT_NAME);
            administration.cluster = Optional.empty();
            assertThat(agent.refusal(cluster(command, MQCA_CLUSTER_NAME, "UNI")))
                    .isEqualTo(MQRC_UNKNOWN_OBJECT_NAME);
        }
        assertThat(administration.suspended).isFalse();
    }

    @Test
    void aConnectionIsAnsweredWithItsApplication() {
        addConnections();

        PCFMessage answer = agent.sendForOne(connection(
                MQBACF_CONNECTION_ID, QueueStatusCommandsTest.ORDER_INTAKE.id().toBytes()));

        assertThat(answer.getParameterValue(MQBACF_CONNECTION_ID))
                .isEqualTo(QueueStatusCommandsTest.ORDER_INTAKE.id().toBytes());
        assertThat(number(answer, MQIACF_CONN_INFO_TYPE)).isEqualTo(MQIACF_CONN_INFO_CONN);
        assertThat(text(answer, MQCACF_APPL_TAG)).isEqualTo("order-intake");
        assertThat(text(answer, MQCACF_USER_IDENTIFIER)).isEqualTo("app");
        assertThat(text(answer, MQCACH_CHANNEL_NAME)).isEqualTo("APP.SVRCONN");
        assertThat(text(answer, MQCACH_CONNECTION_NAME)).isEqualTo("127.0.0.1");
        assertThat(IbmAgent.numbers(answer, MQIACF_CONNECT_OPTIONS)).containsExactly(MQCNO_RECONNECT);
        assertThat(number(answer, MQIACF_UOW_STATE)).isEqualTo(MQUOWST_ACTIVE);
        assertThat(number(answer, MQIACF_UOW_TYPE)).isEqualTo(MQUOWT_Q_MGR);
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "16, 2", "24, 1"})
    void aGenericIdIsTheBeginningOfConnectionIds(int length, int answers) {
        addConnections();
        byte[] id = Arrays.copyOf(QueueStatusCommandsTest.BILLING.id().toBytes(), length);

        assertThat(agent.send(connection(MQBACF_GENERIC_CONNECTION_ID, id))).hasSize(answers);
    }

    @ParameterizedTest
    @CsvSource({"1111, CC", "1112, H", "1113, CHC"})
    void connectionsHandlesOrBothAreAnswered(int type, String kinds) {
        addConnections();
        administration.handles.add(new HandleStatus("Q1", QueueStatusCommandsTest.ORDER_INTAKE, OpenOptions.OUTPUT));
        PCFMessage request = connection(MQBACF_GENERIC_CONNECTION_ID, new byte[0]);
        request.addParameter(MQIACF_CONN_INFO_TYPE, type);

        List<PCFMessage> answers = agent.send(request);

        assertThat(answers)
                .extracting(answer -> number(answer, MQIACF_CONN_INFO_TYPE) == MQIACF_CONN_INFO_HANDLE ? 'H' : 'C')
                .containsExactly(kinds.chars().mapToObj(kind -> (char) kind).toArray(Character[]::new));
        answers.stream()
                .filter(answer -> number(answer, MQIACF_CONN_INFO_TYPE) == MQIACF_CONN_INFO_HANDLE)
                .forEach(answer -> {
                    assertThat(text(answer, MQCACF_OBJECT_NAME)).isEqualTo("Q1");
                    assertThat(number(answer, MQIACF_OBJECT_TYPE)).isEqualTo(MQOT_Q);
                    assertThat(number(answer, MQIACF_OPEN_OPTIONS)).isEqualTo(OpenOptions.OUTPUT);
                });
    }

    @Test
    void connectionsAreFiltered() {
        addConnections();
        PCFMessage byOption = connection(MQBACF_GENERIC_CONNECTION_ID, new byte[0]);
        byOption.addFilterParameter(MQIACF_CONNECT_OPTIONS, MQCFOP_CONTAINS, MQCNO_RECONNECT);
        PCFMessage withoutOption = connection(MQBACF_GENERIC_CONNECTION_ID, new byte[0]);
        withoutOption.addFilterParameter(MQIACF_CONNECT_OPTIONS, MQCFOP_EXCLUDES, MQCNO_RECONNECT);
        PCFMessage byId = connection(MQBACF_GENERIC_CONNECTION_ID, new byte[0]);
        byId.addFilterParameter(
                MQBACF_CONNECTION_ID,
                MQCFOP_GREATER,
                QueueStatusCommandsTest.ORDER_INTAKE.id().toBytes());
        PCFMessage wrongOperator = connection(MQBACF_GENERIC_CONNECTION_ID, new byte[0]);
        wrongOperator.addFilterParameter(MQBACF_CONNECTION_ID, MQCFOP_LIKE, new byte[24]);
        PCFMessage wrongList = connection(MQBACF_GENERIC_CONNECTION_ID, new byte[0]);
        wrongList.addFilterParameter(MQIACF_CONNECT_OPTIONS, MQCFOP_EQUAL, MQCNO_RECONNECT);

        assertThat(text(agent.sendForOne(byOption), MQCACF_APPL_TAG)).isEqualTo("order-intake");
        assertThat(text(agent.sendForOne(withoutOption), MQCACF_APPL_TAG)).isEqualTo("billing");
        assertThat(text(agent.sendForOne(byId), MQCACF_APPL_TAG)).isEqualTo("billing");
        assertThat(agent.refusal(wrongOperator)).isEqualTo(MQRCCF_CFBF_OPERATOR_ERROR);
        assertThat(agent.refusal(wrongList)).isEqualTo(MQRCCF_CFIF_PARM_ID_ERROR);
    }

    @Test
    void aConnectionIdIsNeededAndMustFit() {
        addConnections();
        PCFMessage both = connection(MQBACF_GENERIC_CONNECTION_ID, new byte[0]);
        both.addParameter(MQBACF_CONNECTION_ID, new byte[24]);
        PCFMessage type = connection(MQBACF_GENERIC_CONNECTION_ID, new byte[0]);
        type.addParameter(MQIACF_CONN_INFO_TYPE, 1110);

        assertThat(agent.refusal(new PCFMessage(MQCMD_INQUIRE_CONNECTION))).isEqualTo(MQRCCF_CONNECTION_ID_ERROR);
        assertThat(agent.refusal(both)).isEqualTo(MQRCCF_CONNECTION_ID_ERROR);
        assertThat(agent.refusal(connection(MQBACF_CONNECTION_ID, new byte[24])))
                .isEqualTo(MQRCCF_CONNECTION_ID_ERROR);
        assertThat(agent.refusal(type)).isEqualTo(MQRCCF_PARM_VALUE_ERROR);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 23, 25})
    void aConnectionIdHas24Bytes(int length) {
        assertThat(agent.refusal(connection(MQBACF_CONNECTION_ID, new byte[length])))
                .isEqualTo(MQRCCF_CFBS_STRING_LENGTH_ERR);
    }

    @Test
    void aGenericIdThatNoConnectionHasFindsNone() {
        assertThat(agent.refusal(connection(MQBACF_GENERIC_CONNECTION_ID, new byte[] {9})))
                .isEqualTo(MQRCCF_NONE_FOUND);
    }

    private void addConnections() {
        administration.connections.add(QueueStatusCommandsTest.ORDER_INTAKE);
        administration.connections.add(QueueStatusCommandsTest.BILLING);
    }

    private static PCFMessage cluster(int command, int id, String name) {
        PCFMessage message = new PCFMessage(command);
        message.addParameter(id, name);
        return message;
    }

    private static PCFMessage connection(int parameter, byte[] id) {
        PCFMessage message = new PCFMessage(MQCMD_INQUIRE_CONNECTION);
        message.addParameter(parameter, id);
        return message;
    }
}
