package io.mooring.embedded.pcf;

import static com.ibm.mq.constants.CMQC.MQCA_Q_NAME;
import static com.ibm.mq.constants.CMQC.MQIA_CURRENT_Q_DEPTH;
import static com.ibm.mq.constants.CMQC.MQIA_HIGH_Q_DEPTH;
import static com.ibm.mq.constants.CMQC.MQIA_MSG_DEQ_COUNT;
import static com.ibm.mq.constants.CMQC.MQIA_MSG_ENQ_COUNT;
import static com.ibm.mq.constants.CMQC.MQIA_OPEN_INPUT_COUNT;
import static com.ibm.mq.constants.CMQC.MQIA_OPEN_OUTPUT_COUNT;
import static com.ibm.mq.constants.CMQC.MQIA_TIME_SINCE_RESET;
import static com.ibm.mq.constants.CMQC.MQRC_UNKNOWN_OBJECT_NAME;
import static com.ibm.mq.constants.CMQCFC.MQBACF_CONNECTION_ID;
import static com.ibm.mq.constants.CMQCFC.MQCACF_APPL_TAG;
import static com.ibm.mq.constants.CMQCFC.MQCACF_LAST_GET_DATE;
import static com.ibm.mq.constants.CMQCFC.MQCACF_LAST_GET_TIME;
import static com.ibm.mq.constants.CMQCFC.MQCACF_LAST_PUT_DATE;
import static com.ibm.mq.constants.CMQCFC.MQCACF_LAST_PUT_TIME;
import static com.ibm.mq.constants.CMQCFC.MQCACF_USER_IDENTIFIER;
import static com.ibm.mq.constants.CMQCFC.MQCACH_CHANNEL_NAME;
import static com.ibm.mq.constants.CMQCFC.MQCACH_CONNECTION_NAME;
import static com.ibm.mq.constants.CMQCFC.MQCFOP_GREATER;
import static com.ibm.mq.constants.CMQCFC.MQCFOP_LIKE;
import static com.ibm.mq.constants.CMQCFC.MQCMD_INQUIRE_Q_STATUS;
import static com.ibm.mq.constants.CMQCFC.MQCMD_RESET_Q_STATS;
import static com.ibm.mq.constants.CMQCFC.MQIACF_OLDEST_MSG_AGE;
import static com.ibm.mq.constants.CMQCFC.MQIACF_OPEN_BROWSE;
import static com.ibm.mq.constants.CMQCFC.MQIACF_OPEN_INPUT_TYPE;
import static com.ibm.mq.constants.CMQCFC.MQIACF_OPEN_INQUIRE;
import static com.ibm.mq.constants.CMQCFC.MQIACF_OPEN_OPTIONS;
import static com.ibm.mq.constants.CMQCFC.MQIACF_OPEN_OUTPUT;
import static com.ibm.mq.constants.CMQCFC.MQIACF_OPEN_SET;
import static com.ibm.mq.constants.CMQCFC.MQIACF_OPEN_TYPE;
import static com.ibm.mq.constants.CMQCFC.MQIACF_Q_HANDLE;
import static com.ibm.mq.constants.CMQCFC.MQIACF_Q_STATUS;
import static com.ibm.mq.constants.CMQCFC.MQIACF_Q_STATUS_ATTRS;
import static com.ibm.mq.constants.CMQCFC.MQIACF_Q_STATUS_TYPE;
import static com.ibm.mq.constants.CMQCFC.MQIACF_UNCOMMITTED_MSGS;
import static com.ibm.mq.constants.CMQCFC.MQQSO_SHARED;
import static com.ibm.mq.constants.CMQCFC.MQRCCF_NONE_FOUND;
import static com.ibm.mq.constants.CMQCFC.MQRCCF_PARM_VALUE_ERROR;
import static com.ibm.mq.constants.CMQCFC.MQRCCF_Q_STATUS_NOT_FOUND;
import static com.ibm.mq.constants.CMQCFC.MQRCCF_Q_WRONG_TYPE;
import static com.ibm.mq.constants.CMQCFC.MQRCCF_TOO_MANY_FILTERS;
import static io.mooring.embedded.pcf.IbmAgent.number;
import static io.mooring.embedded.pcf.IbmAgent.text;
import static io.mooring.embedded.pcf.QueueCommandsTest.command;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.mq.headers.pcf.PCFMessage;
import io.mooring.embedded.admin.ConnectionStatus;
import io.mooring.embedded.admin.HandleStatus;
import io.mooring.embedded.admin.QueueStatistics;
import io.mooring.embedded.admin.QueueStatus;
import io.mooring.embedded.definition.QueueDefinition;
import io.mooring.embedded.mqi.Byte24;
import io.mooring.embedded.mqi.OpenOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** INQUIRE_Q_STATUS, of queues and handles, RESET_Q_STATS, and filters on them. */
class QueueStatusCommandsTest {
    static final ConnectionStatus ORDER_INTAKE = new ConnectionStatus(
            Byte24.of(0x414d5143L << 32, 7, 1),
            "order-intake",
            "app",
            "APP.SVRCONN",
            "127.0.0.1",
            "MQJB09040500",
            true,
            true,
            Instant.EPOCH);
    static final ConnectionStatus BILLING = new ConnectionStatus(
            Byte24.of(0x414d5143L << 32, 7, 2),
            "billing",
            "a-user-with-a-long-name",
            "APP.SVRCONN",
            "10.0.0.9",
            "MQJM09040500",
            false,
            false,
            Instant.EPOCH);

    private final FakeAdministration administration = new FakeAdministration()
            .with(QueueDefinition.local("Q1"))
            .with(QueueDefinition.local("Q2"))
            .with(QueueDefinition.alias("A1", "Q1"));
    private final IbmAgent agent = new IbmAgent(administration);

    static QueueStatus status(String queue, int depth, int inputs, int outputs) {
        return new QueueStatus(queue, depth, inputs, outputs, 0, Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Test
    void theStatusOfAQueueHasDepthCountsAgeAndTimes() {
        Instant put = LocalDateTime.of(2026, 11, 20, 9, 23, 22)
                .atZone(ZoneId.systemDefault())
                .toInstant();
        Instant got = LocalDateTime.of(2026, 11, 21, 23, 5, 6)
                .atZone(ZoneId.systemDefault())
                .toInstant();
        administration.status.put(
                "Q1",
                new QueueStatus(
                        "Q1", 5, 2, 1, 4, Optional.of(put), Optional.of(got), Optional.of(Duration.ofMillis(61_900))));

        PCFMessage answer = agent.sendForOne(command(MQCMD_INQUIRE_Q_STATUS, "Q1"));

        assertThat(text(answer, MQCA_Q_NAME)).isEqualTo("Q1");
        assertThat(number(answer, MQIACF_Q_STATUS_TYPE)).isEqualTo(MQIACF_Q_STATUS);
        assertThat(number(answer, MQIA_CURRENT_Q_DEPTH)).isEqualTo(5);
        assertThat(number(answer, MQIA_OPEN_INPUT_COUNT)).isEqualTo(2);
        assertThat(number(answer, MQIA_OPEN_OUTPUT_COUNT)).isEqualTo(1);
        assertThat(number(answer, MQIACF_UNCOMMITTED_MSGS)).isEqualTo(4);
        assertThat(number(answer, MQIACF_OLDEST_MSG_AGE)).isEqualTo(61);
        assertThat(answer.getParameterValue(MQCACF_LAST_PUT_DATE)).isEqualTo("2026-11-20  ");
        assertThat(answer.getParameterValue(MQCACF_LAST_PUT_TIME)).isEqualTo("09.23.22");
        assertThat(answer.getParameterValue(MQCACF_LAST_GET_DATE)).isEqualTo("2026-11-21  ");
        assertThat(answer.getParameterValue(MQCACF_LAST_GET_TIME)).isEqualTo("23.05.06");
    }

    @Test
    void anEmptyQueueThatWasNeverUsedHasBlankTimesAndNoAge() {
        PCFMessage answer = agent.sendForOne(command(MQCMD_INQUIRE_Q_STATUS, "Q2"));

        assertThat(number(answer, MQIACF_OLDEST_MSG_AGE)).isZero();
        assertThat(answer.getParameterValue(MQCACF_LAST_PUT_DATE)).isEqualTo(" ".repeat(12));
        assertThat(answer.getParameterValue(MQCACF_LAST_GET_TIME)).isEqualTo(" ".repeat(8));
    }

    @Test
    void anAgeThatDoesNotFitIsTheGreatestNumber() {
        administration.status.put(
                "Q1",
                new QueueStatus(
                        "Q1", 1, 0, 0, 0, Optional.empty(), Optional.empty(), Optional.of(Duration.ofDays(365_000))));

        assertThat(number(agent.sendForOne(command(MQCMD_INQUIRE_Q_STATUS, "Q1")), MQIACF_OLDEST_MSG_AGE))
                .isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void aGenericNameHasOneAnswerForEachLocalQueue() {
        PCFMessage request = command(MQCMD_INQUIRE_Q_STATUS, "*");
        request.addParameter(MQIACF_Q_STATUS_ATTRS, new int[] {MQIA_CURRENT_Q_DEPTH});

        assertThat(agent.send(request))
                .extracting(answer -> text(answer, MQCA_Q_NAME))
                .containsExactly("Q1", "Q2");
        assertThat(agent.send(request))
                .allSatisfy(answer -> assertThat(IbmAgent.ids(answer))
                        .containsExactly(MQCA_Q_NAME, MQIACF_Q_STATUS_TYPE, MQIA_CURRENT_Q_DEPTH));
    }

    @Test
    void onlyLocalQueuesHaveAStatusAndStatistics() {
        for (int command : new int[] {MQCMD_INQUIRE_Q_STATUS, MQCMD_RESET_Q_STATS}) {
            assertThat(agent.refusal(command(command, "A1"))).isEqualTo(MQRCCF_Q_WRONG_TYPE);
            assertThat(agent.refusal(command(command, "A*"))).isEqualTo(MQRC_UNKNOWN_OBJECT_NAME);
            assertThat(agent.refusal(command(command, "NOBODY"))).isEqualTo(MQRC_UNKNOWN_OBJECT_NAME);
        }
    }

    @Test
    void aHandleIsAnsweredWithWhoHasItAndHowItIsOpen() {
        administration.handles.add(new HandleStatus(
                "Q1", ORDER_INTAKE, OpenOptions.INPUT_SHARED | OpenOptions.BROWSE | OpenOptions.INQUIRE));

        PCFMessage answer = agent.sendForOne(handles("Q1"));

        assertThat(number(answer, MQIACF_Q_STATUS_TYPE)).isEqualTo(MQIACF_Q_HANDLE);
        assertThat(answer.getParameterValue(MQCACF_APPL_TAG)).isEqualTo("order-intake" + " ".repeat(16));
        assertThat(text(answer, MQCACH_CHANNEL_NAME)).isEqualTo("APP.SVRCONN");
        assertThat(text(answer, MQCACH_CONNECTION_NAME)).isEqualTo("127.0.0.1");
        assertThat(answer.getParameterValue(MQCACF_USER_IDENTIFIER)).isEqualTo("app         ");
        assertThat(answer.getParameterValue(MQBACF_CONNECTION_ID))
                .isEqualTo(ORDER_INTAKE.id().toBytes());
        assertThat(number(answer, MQIACF_OPEN_OPTIONS)).isEqualTo(0x2a);
        assertThat(number(answer, MQIACF_OPEN_INPUT_TYPE)).isEqualTo(MQQSO_SHARED);
        assertThat(number(answer, MQIACF_OPEN_BROWSE)).isEqualTo(1);
        assertThat(number(answer, MQIACF_OPEN_INQUIRE)).isEqualTo(1);
        assertThat(number(answer, MQIACF_OPEN_OUTPUT)).isZero();
        assertThat(number(answer, MQIACF_OPEN_SET)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "4, 2", "8, 0", "16, 0"})
    void theInputTypeFollowsFromTheOpenOptions(int options, int inputType) {
        administration.handles.add(new HandleStatus("Q1", BILLING, options));

        assertThat(number(agent.sendForOne(handles("Q1")), MQIACF_OPEN_INPUT_TYPE))
                .isEqualTo(inputType);
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 1", "3, 1"})
    void theOpenTypeSelectsHandlesAndQueues(int openType, int handles) {
        administration.handles.add(new HandleStatus("Q1", ORDER_INTAKE, OpenOptions.INPUT_SHARED));
        administration.handles.add(new HandleStatus("Q2", BILLING, OpenOptions.OUTPUT));
        administration.status.put("Q1", status("Q1", 0, 1, 0));
        administration.status.put("Q2", status("Q2", 0, 0, 1));
        PCFMessage ofHandles = handles("*");
        ofHandles.addParameter(MQIACF_OPEN_TYPE, openType);
        PCFMessage ofQueues = command(MQCMD_INQUIRE_Q_STATUS, "*");
        ofQueues.addParameter(MQIACF_OPEN_TYPE, openType);

        assertThat(agent.send(ofHandles)).hasSize(handles);
        assertThat(agent.send(ofQueues)).hasSize(handles);
    }

    @Test
    void aQueueThatNobodyHasOpenHasNoHandleStatus() {
        assertThat(agent.refusal(handles("Q1"))).isEqualTo(MQRCCF_Q_STATUS_NOT_FOUND);
        assertThat(agent.refusal(handles("NOBODY"))).isEqualTo(MQRC_UNKNOWN_OBJECT_NAME);
    }

    @ParameterizedTest
    @CsvSource({"1103, 7", "1103, 0", "1023, 0", "1023, 4"})
    void aTypeThatIsNoneIsRefused(int parameter, int value) {
        PCFMessage request = command(MQCMD_INQUIRE_Q_STATUS, "*");
        request.addParameter(parameter, value);

        assertThat(agent.refusal(request)).isEqualTo(MQRCCF_PARM_VALUE_ERROR);
    }

    @Test
    void resetAnswersTheStatistics() {
        administration.statistics.add(new QueueStatistics("Q1", 12, 100, 90, Duration.ofSeconds(30)));

        PCFMessage answer = agent.sendForOne(command(MQCMD_RESET_Q_STATS, "Q1"));

        assertThat(text(answer, MQCA_Q_NAME)).isEqualTo("Q1");
        assertThat(number(answer, MQIA_HIGH_Q_DEPTH)).isEqualTo(12);
        assertThat(number(answer, MQIA_MSG_ENQ_COUNT)).isEqualTo(100);
        assertThat(number(answer, MQIA_MSG_DEQ_COUNT)).isEqualTo(90);
        assertThat(number(answer, MQIA_TIME_SINCE_RESET)).isEqualTo(30);
    }

    @ParameterizedTest
    @CsvSource({"1, Q1", "2, Q2", "3, Q1 Q2", "4, Q3", "5, Q1 Q3", "6, Q2 Q3"})
    void aNumberIsFilteredByEachOperator(int operator, String queues) {
        administration.with(QueueDefinition.local("Q3"));
        administration.status.put("Q1", status("Q1", 4, 0, 0));
        administration.status.put("Q2", status("Q2", 5, 0, 0));
        administration.status.put("Q3", status("Q3", 6, 0, 0));
        PCFMessage request = command(MQCMD_INQUIRE_Q_STATUS, "*");
        request.addFilterParameter(MQIA_CURRENT_Q_DEPTH, operator, 5);
        request.addParameter(MQIACF_Q_STATUS_ATTRS, new int[] {MQIA_OPEN_INPUT_COUNT});

        assertThat(agent.send(request))
                .extracting(answer -> text(answer, MQCA_Q_NAME))
                .containsExactly(queues.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "18, bill*, billing",
        "21, bill*, order-intake",
        "2, billing, billing",
        "4, c, order-intake",
        "18, *, order-intake billing"
    })
    void aTextIsFilteredByEachOperator(int operator, String value, String applications) {
        administration.handles.add(new HandleStatus("Q1", ORDER_INTAKE, OpenOptions.INPUT_SHARED));
        administration.handles.add(new HandleStatus("Q1", BILLING, OpenOptions.INPUT_SHARED));
        PCFMessage request = handles("*");
        request.addFilterParameter(MQCACF_APPL_TAG, operator, value);

        assertThat(agent.send(request))
                .extracting(answer -> text(answer, MQCACF_APPL_TAG))
                .containsExactly(applications.split(" "));
    }

    @Test
    void nothingThatPassesTheFilterIsNoneFound() {
        PCFMessage request = command(MQCMD_INQUIRE_Q_STATUS, "*");
        request.addFilterParameter(MQIA_CURRENT_Q_DEPTH, MQCFOP_GREATER, 1000);

        assertThat(agent.refusal(request)).isEqualTo(MQRCCF_NONE_FOUND);
    }

    @ParameterizedTest
    @CsvSource({"3, 7, 3242", "3, 0, 3242", "3, 18, 3242", "15, 2, 3243", "2016, 2, 3243", "3, 10, 3243"})
    void aFilterOfNumbersThatDoesNotFitIsRefused(int id, int operator, int reason) {
        PCFMessage request = command(MQCMD_INQUIRE_Q_STATUS, "*");
        request.addFilterParameter(id, operator, 5);

        assertThat(agent.refusal(request)).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"2016, 10, 3246", "2016, 26, 3246", "2013, 2, 3247", "3, 2, 3247"})
    void aFilterOfTextsThatDoesNotFitIsRefused(int id, int operator, int reason) {
        PCFMessage request = command(MQCMD_INQUIRE_Q_STATUS, "*");
        request.addFilterParameter(id, operator, "Q");

        assertThat(agent.refusal(request)).isEqualTo(reason);
    }

    @Test
    void aSecondFilterIsRefused() {
        PCFMessage request = command(MQCMD_INQUIRE_Q_STATUS, "*");
        request.addFilterParameter(MQIA_CURRENT_Q_DEPTH, MQCFOP_GREATER, 1);
        request.addFilterParameter(MQCA_Q_NAME, MQCFOP_LIKE, "Q*");

        assertThat(agent.refusal(request)).isEqualTo(MQRCCF_TOO_MANY_FILTERS);
    }

    private static PCFMessage handles(String queue) {
        PCFMessage message = command(MQCMD_INQUIRE_Q_STATUS, queue);
        message.addParameter(MQIACF_Q_STATUS_TYPE, MQIACF_Q_HANDLE);
        return message;
    }
}
