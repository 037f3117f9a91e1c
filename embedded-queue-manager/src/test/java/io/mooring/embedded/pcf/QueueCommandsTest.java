package io.mooring.embedded.pcf;

import static com.ibm.mq.constants.CMQC.MQCA_BASE_Q_NAME;
import static com.ibm.mq.constants.CMQC.MQCA_Q_DESC;
import static com.ibm.mq.constants.CMQC.MQCA_Q_NAME;
import static com.ibm.mq.constants.CMQC.MQIA_CURRENT_Q_DEPTH;
import static com.ibm.mq.constants.CMQC.MQIA_DEFINITION_TYPE;
import static com.ibm.mq.constants.CMQC.MQIA_MAX_Q_DEPTH;
import static com.ibm.mq.constants.CMQC.MQIA_OPEN_INPUT_COUNT;
import static com.ibm.mq.constants.CMQC.MQIA_OPEN_OUTPUT_COUNT;
import static com.ibm.mq.constants.CMQC.MQIA_Q_TYPE;
import static com.ibm.mq.constants.CMQC.MQQT_ALIAS;
import static com.ibm.mq.constants.CMQC.MQQT_ALL;
import static com.ibm.mq.constants.CMQC.MQQT_CLUSTER;
import static com.ibm.mq.constants.CMQC.MQQT_LOCAL;
import static com.ibm.mq.constants.CMQC.MQQT_MODEL;
import static com.ibm.mq.constants.CMQC.MQQT_REMOTE;
import static com.ibm.mq.constants.CMQC.MQRC_Q_NOT_EMPTY;
import static com.ibm.mq.constants.CMQC.MQRC_SELECTOR_ERROR;
import static com.ibm.mq.constants.CMQC.MQRC_UNKNOWN_OBJECT_NAME;
import static com.ibm.mq.constants.CMQCFC.MQCACF_Q_NAMES;
import static com.ibm.mq.constants.CMQCFC.MQCMD_CHANGE_Q;
import static com.ibm.mq.constants.CMQCFC.MQCMD_CLEAR_Q;
import static com.ibm.mq.constants.CMQCFC.MQCMD_CREATE_Q;
import static com.ibm.mq.constants.CMQCFC.MQCMD_DELETE_Q;
import static com.ibm.mq.constants.CMQCFC.MQCMD_INQUIRE_Q;
import static com.ibm.mq.constants.CMQCFC.MQCMD_INQUIRE_Q_NAMES;
import static com.ibm.mq.constants.CMQCFC.MQFC_YES;
import static com.ibm.mq.constants.CMQCFC.MQIACF_ALL;
import static com.ibm.mq.constants.CMQCFC.MQIACF_FORCE;
import static com.ibm.mq.constants.CMQCFC.MQIACF_PURGE;
import static com.ibm.mq.constants.CMQCFC.MQIACF_Q_ATTRS;
import static com.ibm.mq.constants.CMQCFC.MQIACF_Q_TYPES;
import static com.ibm.mq.constants.CMQCFC.MQIACF_REPLACE;
import static com.ibm.mq.constants.CMQCFC.MQPO_YES;
import static com.ibm.mq.constants.CMQCFC.MQRCCF_CFST_PARM_ID_ERROR;
import static com.ibm.mq.constants.CMQCFC.MQRCCF_CFST_STRING_LENGTH_ERR;
import static com.ibm.mq.constants.CMQCFC.MQRCCF_OBJECT_ALREADY_EXISTS;
import static com.ibm.mq.constants.CMQCFC.MQRCCF_OBJECT_NAME_ERROR;
import static com.ibm.mq.constants.CMQCFC.MQRCCF_OBJECT_WRONG_TYPE;
import static com.ibm.mq.constants.CMQCFC.MQRCCF_PURGE_VALUE_ERROR;
import static com.ibm.mq.constants.CMQCFC.MQRCCF_Q_TYPE_ERROR;
import static com.ibm.mq.constants.CMQCFC.MQRCCF_Q_WRONG_TYPE;
import static com.ibm.mq.constants.CMQCFC.MQRP_YES;
import static io.mooring.embedded.pcf.IbmAgent.number;
import static io.mooring.embedded.pcf.IbmAgent.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.mq.headers.pcf.PCFMessage;
import io.mooring.embedded.definition.AttributeValues;
import io.mooring.embedded.definition.QueueAttributes;
import io.mooring.embedded.definition.QueueDefinition;
import io.mooring.embedded.definition.QueueType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** INQUIRE_Q, INQUIRE_Q_NAMES, CREATE_Q, CHANGE_Q, DELETE_Q and CLEAR_Q. */
class QueueCommandsTest {
    private final FakeAdministration administration = new FakeAdministration()
            .with(QueueDefinition.local("ORDERS.IN").with(QueueAttributes.MAXDEPTH, 10))
            .with(QueueDefinition.local("ORDERS.OUT").with(QueueAttributes.DESCR, "what goes out"))
            .with(QueueDefinition.alias("ORDERS.ALIAS", "ORDERS.IN"))
            .with(QueueDefinition.model("MODEL"))
            .with(QueueDefinition.remote("REMOTE", "THERE", "QM2"));
    private final IbmAgent agent = new IbmAgent(administration);

    @Test
    void aLocalQueueIsAnsweredWithAllAttributesAndItsDepthAndOpenCounts() {
        administration.status.put("ORDERS.IN", QueueStatusCommandsTest.status("ORDERS.IN", 3, 1, 2));

        PCFMessage answer = agent.sendForOne(command(MQCMD_INQUIRE_Q, "ORDERS.IN"));

        assertThat(answer.getParameterValue(MQCA_Q_NAME)).isEqualTo("ORDERS.IN" + " ".repeat(39));
        assertThat(number(answer, MQIA_Q_TYPE)).isEqualTo(MQQT_LOCAL);
        assertThat(number(answer, MQIA_CURRENT_Q_DEPTH)).isEqualTo(3);
        assertThat(number(answer, MQIA_OPEN_INPUT_COUNT)).isEqualTo(1);
        assertThat(number(answer, MQIA_OPEN_OUTPUT_COUNT)).isEqualTo(2);
        assertThat(number(answer, MQIA_MAX_Q_DEPTH)).isEqualTo(10);
        assertThat(number(answer, MQIA_DEFINITION_TYPE)).isEqualTo(1);
        assertThat(answer.getParameterValue(MQCA_Q_DESC)).isEqualTo(" ".repeat(64));
        assertThat(IbmAgent.ids(answer))
                .containsAll(QueueAttributes.of(QueueType.LOCAL).stream()
                        .map(a -> a.selector())
                        .toList());
    }

    @Test
    void aQueueIsAnsweredWithTheAttributesOfItsTypeOnly() {
        PCFMessage answer = agent.sendForOne(command(MQCMD_INQUIRE_Q, "ORDERS.ALIAS"));

        assertThat(text(answer, MQCA_BASE_Q_NAME)).isEqualTo("ORDERS.IN");
        assertThat(IbmAgent.ids(answer)).doesNotContain(MQIA_CURRENT_Q_DEPTH, MQIA_MAX_Q_DEPTH);
    }

    @Test
    void onlyTheWantedAttributesAreAnsweredAndNameAndType() {
        PCFMessage request = command(MQCMD_INQUIRE_Q, "ORDERS.*");
        request.addParameter(MQIACF_Q_ATTRS, new int[] {MQIA_MAX_Q_DEPTH, MQIA_CURRENT_Q_DEPTH});

        assertThat(agent.send(request))
                .extracting(IbmAgent::ids)
                .containsExactly(
                        List.of(MQCA_Q_NAME, MQIA_Q_TYPE),
                        List.of(MQCA_Q_NAME, MQIA_Q_TYPE, MQIA_CURRENT_Q_DEPTH, MQIA_MAX_Q_DEPTH),
                        List.of(MQCA_Q_NAME, MQIA_Q_TYPE, MQIA_CURRENT_Q_DEPTH, MQIA_MAX_Q_DEPTH));
    }

    @Test
    void anAttributeThatOnlyARealQueueManagerHasIsLeftOut() {
        PCFMessage request = command(MQCMD_INQUIRE_Q, "ORDERS.IN");
        request.addParameter(MQIACF_Q_ATTRS, new int[] {24 /* MQIA_TRIGGER_CONTROL */, MQIA_MAX_Q_DEPTH});

        assertThat(IbmAgent.ids(agent.sendForOne(request))).containsExactly(MQCA_Q_NAME, MQIA_Q_TYPE, MQIA_MAX_Q_DEPTH);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 4001, Integer.MAX_VALUE})
    void whatCannotBeAnAttributeIsRefused(int selector) {
        PCFMessage request = command(MQCMD_INQUIRE_Q, "ORDERS.IN");
        request.addParameter(MQIACF_Q_ATTRS, new int[] {selector});

        assertThat(agent.refusal(request)).isEqualTo(MQRC_SELECTOR_ERROR);
    }

    @Test
    void allAttributesAreAnsweredIfAllAreWanted() {
        PCFMessage request = command(MQCMD_INQUIRE_Q, "ORDERS.IN");
        request.addParameter(MQIACF_Q_ATTRS, new int[] {MQIACF_ALL});

        assertThat(IbmAgent.ids(agent.sendForOne(request)))
                .isEqualTo(IbmAgent.ids(agent.sendForOne(command(MQCMD_INQUIRE_Q, "ORDERS.IN"))));
    }

    @ParameterizedTest
    @CsvSource({
        "1, ORDERS.IN ORDERS.OUT",
        "2, MODEL",
        "3, ORDERS.ALIAS",
        "6, REMOTE",
        "1001, MODEL ORDERS.ALIAS ORDERS.IN ORDERS.OUT REMOTE"
    })
    void onlyQueuesOfTheWantedTypeAreAnswered(int type, String names) {
        PCFMessage inquire = command(MQCMD_INQUIRE_Q, "*");
        inquire.addParameter(MQIA_Q_TYPE, type);
        PCFMessage inquireNames = command(MQCMD_INQUIRE_Q_NAMES, "*");
        inquireNames.addParameter(MQIA_Q_TYPE, type);

        assertThat(agent.send(inquire))
                .extracting(answer -> text(answer, MQCA_Q_NAME))
                .containsExactly(names.split(" "));
        assertThat(IbmAgent.texts(agent.sendForOne(inquireNames), MQCACF_Q_NAMES))
                .containsExactly(names.split(" "));
    }

    @Test
    void namesAreAnsweredWithTheirTypes() {
        PCFMessage answer = agent.sendForOne(command(MQCMD_INQUIRE_Q_NAMES, "ORDERS*"));

        assertThat(IbmAgent.numbers(answer, MQIACF_Q_TYPES)).containsExactly(MQQT_ALIAS, MQQT_LOCAL, MQQT_LOCAL);
        assertThat((String[]) answer.getParameterValue(MQCACF_Q_NAMES))
                .allSatisfy(name -> assertThat(name).hasSize(48));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOBODY", "NOBODY*", "orders.in"})
    void aNameThatNoQueueHasIsUnknown(String name) {
        assertThat(agent.refusal(command(MQCMD_INQUIRE_Q, name))).isEqualTo(MQRC_UNKNOWN_OBJECT_NAME);
        assertThat(agent.refusal(command(MQCMD_INQUIRE_Q_NAMES, name))).isEqualTo(MQRC_UNKNOWN_OBJECT_NAME);
    }

    @Test
    void aClusterQueueOfAnotherQueueManagerIsNotKnown() {
        PCFMessage request = command(MQCMD_INQUIRE_Q, "*");
        request.addParameter(MQIA_Q_TYPE, MQQT_CLUSTER);

        assertThat(agent.refusal(request)).isEqualTo(MQRC_UNKNOWN_OBJECT_NAME);
    }

    @ParameterizedTest
    @CsvSource({"'', 4008", "A B, 4008", "*A, 4008", "Ä, 4008", "AB**, 4008"})
    void anImpossibleNameIsRefused(String name, int reason) {
        assertThat(agent.refusal(command(MQCMD_INQUIRE_Q, name))).isEqualTo(reason);
    }

    @Test
    void aNameThatIsTooLongIsRefused() {
        assertThat(agent.refusal(command(MQCMD_INQUIRE_Q, "A".repeat(49)))).isEqualTo(MQRCCF_CFST_STRING_LENGTH_ERR);
    }

    @Test
    void createDefinesAQueueOfEachType() {
        agent.send(queue(MQCMD_CREATE_Q, "L", MQQT_LOCAL));
        agent.send(queue(MQCMD_CREATE_Q, "M", MQQT_MODEL));
        PCFMessage alias = queue(MQCMD_CREATE_Q, "A", MQQT_ALIAS);
        alias.addParameter(MQCA_BASE_Q_NAME, "L");
        agent.send(alias);
        agent.send(queue(MQCMD_CREATE_Q, "R", MQQT_REMOTE));

        assertThat(administration.queues)
                .containsEntry("L", QueueDefinition.local("L"))
                .containsEntry("M", QueueDefinition.model("M"))
                .containsEntry("A", QueueDefinition.alias("A", "L"))
                .containsEntry("R", new QueueDefinition("R", QueueType.REMOTE, AttributeValues.DEFAULTS));
    }

    @Test
    void createSetsEveryAttributeOfALocalQueue() {
        PCFMessage request = queue(MQCMD_CREATE_Q, "NEW", MQQT_LOCAL);
        QueueDefinition expected = QueueDefinition.local("NEW");
        for (var attribute : QueueAttributes.of(QueueType.LOCAL)) {
            if (!attribute.equals(QueueAttributes.DEFTYPE)) {
                Object value = attribute.isText()
                        ? "X"
                        : attribute.words().isEmpty()
                                ? attribute.maximum()
                                : attribute.words().values().iterator().next();
                if (value instanceof Integer number) {
                    request.addParameter(attribute.selector(), number.intValue());
                } else {
                    request.addParameter(attribute.selector(), (String) value);
                }
                expected = expected.with(attribute, value);
            }
        }

        PCFMessage answer = agent.sendForOne(request);

        assertThat(answer.getParameterCount()).isZero();
        assertThat(administration.queues).containsEntry("NEW", expected);
    }

    @Test
    void createReplacesOnlyWhenTold() {
        PCFMessage request = queue(MQCMD_CREATE_Q, "ORDERS.IN", MQQT_LOCAL);
        assertThat(agent.refusal(request)).isEqualTo(MQRCCF_OBJECT_ALREADY_EXISTS);

        request.addParameter(MQIACF_REPLACE, MQRP_YES);
        agent.send(request);

        assertThat(administration.queues).containsEntry("ORDERS.IN", QueueDefinition.local("ORDERS.IN"));
    }

    @Test
    void changeAltersWhatItNamesAndNothingElse() {
        PCFMessage request = queue(MQCMD_CHANGE_Q, "ORDERS.IN", MQQT_LOCAL);
        request.addParameter(MQCA_Q_DESC, "orders   ");
        request.addParameter(MQIACF_FORCE, MQFC_YES);
        agent.send(request);

        assertThat(administration.queues.get("ORDERS.IN"))
                .isEqualTo(QueueDefinition.local("ORDERS.IN")
                        .with(QueueAttributes.MAXDEPTH, 10)
                        .with(QueueAttributes.DESCR, "orders"));
    }

    @Test
    void changeOfAnUnknownQueueOrAnotherTypeIsRefused() {
        assertThat(agent.refusal(queue(MQCMD_CHANGE_Q, "NOBODY", MQQT_LOCAL))).isEqualTo(MQRC_UNKNOWN_OBJECT_NAME);
        assertThat(agent.refusal(queue(MQCMD_CHANGE_Q, "ORDERS.IN", MQQT_ALIAS)))
                .isEqualTo(MQRCCF_OBJECT_WRONG_TYPE);
        assertThat(agent.refusal(queue(MQCMD_CHANGE_Q, "ORDERS*", MQQT_LOCAL))).isEqualTo(MQRCCF_OBJECT_NAME_ERROR);
        assertThat(agent.refusal(queue(MQCMD_CHANGE_Q, "ORDERS.IN", MQQT_ALL))).isEqualTo(MQRCCF_Q_TYPE_ERROR);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 6, 10, 4005", // DEFPRTY too high
        "1, 10, 7, 4005", // PUT neither enabled nor disabled
        "1, 7, 1, 3014", // DEFTYPE of a local queue
        "2, 7, 1, 4005", // a model of predefined queues
        "3, 15, 1, 3014", // MAXDEPTH of an alias
        "1, 24, 1, 3014", // a trigger
        "1, 1006, 2, 3025", // replace is yes or no
    })
    void aValueOrAttributeThatDoesNotFitIsRefusedAndNothingIsDone(int type, int id, int value, int reason) {
        PCFMessage request = queue(MQCMD_CREATE_Q, "NEW", type);
        request.addParameter(id, value);

        assertThat(agent.refusal(request)).isEqualTo(reason);
        assertThat(administration.queues).doesNotContainKey("NEW");
    }

    @Test
    void aTextThatDoesNotFitIsRefused() {
        PCFMessage tooLong = queue(MQCMD_CREATE_Q, "NEW", MQQT_LOCAL);
        tooLong.addParameter(MQCA_Q_DESC, "x".repeat(65));
        PCFMessage noName = queue(MQCMD_CREATE_Q, "NEW", MQQT_ALIAS);
        noName.addParameter(MQCA_BASE_Q_NAME, "not a name");
        PCFMessage otherType = queue(MQCMD_CREATE_Q, "NEW", MQQT_LOCAL);
        otherType.addParameter(MQCA_BASE_Q_NAME, "OTHER");

        assertThat(agent.refusal(tooLong)).isEqualTo(MQRCCF_CFST_STRING_LENGTH_ERR);
        assertThat(agent.refusal(noName)).isEqualTo(MQRCCF_OBJECT_NAME_ERROR);
        assertThat(agent.refusal(otherType)).isEqualTo(MQRCCF_CFST_PARM_ID_ERROR);
    }

    @Test
    void deleteTakesMessagesWithItOnlyWhenTold() {
        administration.status.put("ORDERS.IN", QueueStatusCommandsTest.status("ORDERS.IN", 3, 0, 0));
        PCFMessage request = command(MQCMD_DELETE_Q, "ORDERS.IN");
        assertThat(agent.refusal(request)).isEqualTo(MQRC_Q_NOT_EMPTY);

        request.addParameter(MQIACF_PURGE, MQPO_YES);
        agent.send(request);

        assertThat(administration.queues).doesNotContainKey("ORDERS.IN");
    }

    @Test
    void deleteChecksTheTypeIfOneIsGiven() {
        PCFMessage wrongType = command(MQCMD_DELETE_Q, "ORDERS.IN");
        wrongType.addParameter(MQIA_Q_TYPE, MQQT_ALIAS);
        PCFMessage wrongPurge = command(MQCMD_DELETE_Q, "ORDERS.IN");
        wrongPurge.addParameter(MQIACF_PURGE, 2);

        assertThat(agent.refusal(wrongType)).isEqualTo(MQRCCF_OBJECT_WRONG_TYPE);
        assertThat(agent.refusal(wrongPurge)).isEqualTo(MQRCCF_PURGE_VALUE_ERROR);
        assertThat(agent.refusal(command(MQCMD_DELETE_Q, "NOBODY"))).isEqualTo(MQRC_UNKNOWN_OBJECT_NAME);
        assertThat(administration.queues).containsKey("ORDERS.IN");
    }

    @Test
    void clearEmptiesALocalQueue() {
        administration.status.put("ORDERS.IN", QueueStatusCommandsTest.status("ORDERS.IN", 3, 0, 0));

        agent.send(command(MQCMD_CLEAR_Q, "ORDERS.IN"));

        assertThat(Optional.ofNullable(administration.status.get("ORDERS.IN"))).isEmpty();
        assertThat(agent.refusal(command(MQCMD_CLEAR_Q, "ORDERS.ALIAS"))).isEqualTo(MQRCCF_Q_WRONG_TYPE);
        assertThat(agent.refusal(command(MQCMD_CLEAR_Q, "NOBODY"))).isEqualTo(MQRC_UNKNOWN_OBJECT_NAME);
    }

    static PCFMessage command(int command, String queue) {
        PCFMessage message = new PCFMessage(command);
        message.addParameter(MQCA_Q_NAME, queue);
        return message;
    }

    private static PCFMessage queue(int command, String queue, int type) {
        PCFMessage message = command(command, queue);
        message.addParameter(MQIA_Q_TYPE, type);
        return message;
    }
}
