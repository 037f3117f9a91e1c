package io.mooring.embedded.pcf;

import static com.ibm.mq.constants.CMQC.MQIA_Q_TYPE;
import static com.ibm.mq.constants.CMQC.MQOT_CURRENT_CHANNEL;
import static com.ibm.mq.constants.CMQCFC.MQCACH_CHANNEL_NAME;
import static com.ibm.mq.constants.CMQCFC.MQCACH_CHANNEL_NAMES;
import static com.ibm.mq.constants.CMQCFC.MQCACH_CHANNEL_START_DATE;
import static com.ibm.mq.constants.CMQCFC.MQCACH_CHANNEL_START_TIME;
import static com.ibm.mq.constants.CMQCFC.MQCACH_CONNECTION_NAME;
import static com.ibm.mq.constants.CMQCFC.MQCACH_DESC;
import static com.ibm.mq.constants.CMQCFC.MQCACH_MCA_USER_ID;
import static com.ibm.mq.constants.CMQCFC.MQCACH_REMOTE_PRODUCT;
import static com.ibm.mq.constants.CMQCFC.MQCACH_REMOTE_VERSION;
import static com.ibm.mq.constants.CMQCFC.MQCACH_SSL_CIPHER_SPEC;
import static com.ibm.mq.constants.CMQCFC.MQCFOP_LESS;
import static com.ibm.mq.constants.CMQCFC.MQCFOP_NOT_LESS;
import static com.ibm.mq.constants.CMQCFC.MQCHS_INACTIVE;
import static com.ibm.mq.constants.CMQCFC.MQCHS_RUNNING;
import static com.ibm.mq.constants.CMQCFC.MQCHS_STOPPED;
import static com.ibm.mq.constants.CMQCFC.MQCHS_STOPPING;
import static com.ibm.mq.constants.CMQCFC.MQCHTAB_CLNTCONN;
import static com.ibm.mq.constants.CMQCFC.MQCMD_CHANGE_CHANNEL;
import static com.ibm.mq.constants.CMQCFC.MQCMD_CREATE_CHANNEL;
import static com.ibm.mq.constants.CMQCFC.MQCMD_DELETE_CHANNEL;
import static com.ibm.mq.constants.CMQCFC.MQCMD_INQUIRE_CHANNEL;
import static com.ibm.mq.constants.CMQCFC.MQCMD_INQUIRE_CHANNEL_NAMES;
import static com.ibm.mq.constants.CMQCFC.MQCMD_INQUIRE_CHANNEL_STATUS;
import static com.ibm.mq.constants.CMQCFC.MQCMD_START_CHANNEL;
import static com.ibm.mq.constants.CMQCFC.MQCMD_STOP_CHANNEL;
import static com.ibm.mq.constants.CMQCFC.MQIACF_CHANNEL_ATTRS;
import static com.ibm.mq.constants.CMQCFC.MQIACF_MODE;
import static com.ibm.mq.constants.CMQCFC.MQIACF_REPLACE;
import static com.ibm.mq.constants.CMQCFC.MQIACH_BYTES_RECEIVED;
import static com.ibm.mq.constants.CMQCFC.MQIACH_BYTES_SENT;
import static com.ibm.mq.constants.CMQCFC.MQIACH_CHANNEL_INSTANCE_ATTRS;
import static com.ibm.mq.constants.CMQCFC.MQIACH_CHANNEL_INSTANCE_TYPE;
import static com.ibm.mq.constants.CMQCFC.MQIACH_CHANNEL_STATUS;
import static com.ibm.mq.constants.CMQCFC.MQIACH_CHANNEL_TABLE;
import static com.ibm.mq.constants.CMQCFC.MQIACH_CHANNEL_TYPE;
import static com.ibm.mq.constants.CMQCFC.MQIACH_CHANNEL_TYPES;
import static com.ibm.mq.constants.CMQCFC.MQIACH_CURRENT_SHARING_CONVS;
import static com.ibm.mq.constants.CMQCFC.MQIACH_HB_INTERVAL;
import static com.ibm.mq.constants.CMQCFC.MQIACH_MAX_INSTANCES;
import static com.ibm.mq.constants.CMQCFC.MQIACH_MAX_SHARING_CONVS;
import static com.ibm.mq.constants.CMQCFC.MQIACH_MSGS;
import static com.ibm.mq.constants.CMQCFC.MQIACH_SHARING_CONVERSATIONS;
import static com.ibm.mq.constants.CMQCFC.MQRCCF_ATTR_VALUE_ERROR;
import static com.ibm.mq.constants.CMQCFC.MQRCCF_CFST_STRING_LENGTH_ERR;
import static com.ibm.mq.constants.CMQCFC.MQRCCF_CHANNEL_ALREADY_EXISTS;
import static com.ibm.mq.constants.CMQCFC.MQRCCF_CHANNEL_NAME_ERROR;
import static com.ibm.mq.constants.CMQCFC.MQRCCF_CHANNEL_NOT_FOUND;
import static com.ibm.mq.constants.CMQCFC.MQRCCF_CHANNEL_TABLE_ERROR;
import static com.ibm.mq.constants.CMQCFC.MQRCCF_CHANNEL_TYPE_ERROR;
import static com.ibm.mq.constants.CMQCFC.MQRCCF_MODE_VALUE_ERROR;
import static com.ibm.mq.constants.CMQCFC.MQRCCF_PARM_COUNT_TOO_BIG;
import static com.ibm.mq.constants.CMQCFC.MQRCCF_PARM_VALUE_ERROR;
import static com.ibm.mq.constants.CMQCFC.MQRP_YES;
import static io.mooring.embedded.pcf.IbmAgent.number;
import static io.mooring.embedded.pcf.IbmAgent.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.mq.constants.CMQXC;
import com.ibm.mq.headers.pcf.PCFMessage;
import io.mooring.embedded.admin.ChannelStatus;
import io.mooring.embedded.admin.ChannelStopMode;
import io.mooring.embedded.definition.Attribute;
import io.mooring.embedded.definition.ChannelAttributes;
import io.mooring.embedded.definition.ChannelDefinition;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands about channels and their status. */
class ChannelCommandsTest {
    private final FakeAdministration administration = new FakeAdministration()
            .with(ChannelDefinition.named("APP.SVRCONN").with(ChannelAttributes.SHARECNV, 5))
            .with(ChannelDefinition.named("ADMIN.SVRCONN"));
    private final IbmAgent agent = new IbmAgent(administration);

    @Test
    void aChannelIsAnsweredWithAllItsAttributes() {
        PCFMessage answer = agent.sendForOne(command(MQCMD_INQUIRE_CHANNEL, "APP.SVRCONN"));

        assertThat(answer.getParameterValue(MQCACH_CHANNEL_NAME)).isEqualTo("APP.SVRCONN         ");
        assertThat(number(answer, MQIACH_CHANNEL_TYPE)).isEqualTo(CMQXC.MQCHT_SVRCONN);
        assertThat(number(answer, MQIACH_SHARING_CONVERSATIONS)).isEqualTo(5);
        assertThat(IbmAgent.ids(answer))
                .containsAll(ChannelAttributes.all().stream()
                        .map(Attribute::selector)
                        .toList());
    }

    @Test
    void onlyTheWantedAttributesAreAnswered() {
        PCFMessage request = command(MQCMD_INQUIRE_CHANNEL, "*");
        request.addParameter(MQIACH_CHANNEL_TYPE, CMQXC.MQCHT_SVRCONN);
        request.addParameter(MQIACF_CHANNEL_ATTRS, new int[] {MQIACH_HB_INTERVAL});
        request.addFilterParameter(MQIACH_SHARING_CONVERSATIONS, MQCFOP_LESS, 10);

        assertThat(IbmAgent.ids(agent.sendForOne(request)))
                .containsExactly(MQCACH_CHANNEL_NAME, MQIACH_CHANNEL_TYPE, MQIACH_HB_INTERVAL);
    }

    @Test
    void namesAreAnsweredWithTheirTypes() {
        PCFMessage answer = agent.sendForOne(command(MQCMD_INQUIRE_CHANNEL_NAMES, "A*"));

        assertThat(IbmAgent.texts(answer, MQCACH_CHANNEL_NAMES)).containsExactly("ADMIN.SVRCONN", "APP.SVRCONN");
        assertThat(IbmAgent.numbers(answer, MQIACH_CHANNEL_TYPES)).containsExactly(7, 7);
    }

    @ParameterizedTest
    @CsvSource({"*, 1, 4032", "NOBODY, 5, 4032", "NOBODY*, 7, 4032", "*, 0, 3034", "*, 12, 3034", "a b, 5, 4044"})
    void aChannelThatIsNotThereIsRefused(String name, int type, int reason) {
        for (int command : new int[] {MQCMD_INQUIRE_CHANNEL, MQCMD_INQUIRE_CHANNEL_NAMES}) {
            PCFMessage request = command(command, name);
            request.addParameter(MQIACH_CHANNEL_TYPE, type);
            assertThat(agent.refusal(request)).isEqualTo(reason);
        }
    }

    @Test
    void aNameThatIsTooLongIsRefused() {
        assertThat(agent.refusal(command(MQCMD_START_CHANNEL, "A".repeat(21))))
                .isEqualTo(MQRCCF_CFST_STRING_LENGTH_ERR);
    }

    @Test
    void createDefinesAChannelAndReplacesOnlyWhenTold() {
        PCFMessage request = channel(MQCMD_CREATE_CHANNEL, "NEW.SVRCONN", 7);
        request.addParameter(MQIACH_MAX_INSTANCES, 3);
        request.addParameter(MQCACH_DESC, "new");
        agent.send(request);

        assertThat(administration.channels)
                .containsEntry(
                        "NEW.SVRCONN",
                        ChannelDefinition.named("NEW.SVRCONN")
                                .with(ChannelAttributes.MAXINST, 3)
                                .with(ChannelAttributes.DESCR, "new"));
        assertThat(agent.refusal(request)).isEqualTo(MQRCCF_CHANNEL_ALREADY_EXISTS);
        PCFMessage replacing = channel(MQCMD_CREATE_CHANNEL, "NEW.SVRCONN", 7);
        replacing.addParameter(MQIACF_REPLACE, MQRP_YES);
        agent.send(replacing);
        assertThat(administration.channels).containsEntry("NEW.SVRCONN", ChannelDefinition.named("NEW.SVRCONN"));
    }

    @Test
    void changeAltersWhatItNames() {
        PCFMessage request = channel(MQCMD_CHANGE_CHANNEL, "APP.SVRCONN", 7);
        request.addParameter(MQIACH_HB_INTERVAL, 5);
        agent.send(request);

        assertThat(administration.channels.get("APP.SVRCONN"))
                .isEqualTo(ChannelDefinition.named("APP.SVRCONN")
                        .with(ChannelAttributes.SHARECNV, 5)
                        .with(ChannelAttributes.HBINT, 5));
        assertThat(agent.refusal(channel(MQCMD_CHANGE_CHANNEL, "NOBODY", 7))).isEqualTo(MQRCCF_CHANNEL_NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 6, 8})
    void onlyServerConnectionChannelsCanBeDefined(int type) {
        assertThat(agent.refusal(channel(MQCMD_CREATE_CHANNEL, "NEW", type))).isEqualTo(MQRCCF_CHANNEL_TYPE_ERROR);
        assertThat(agent.refusal(channel(MQCMD_CHANGE_CHANNEL, "APP.SVRCONN", type)))
                .isEqualTo(MQRCCF_CHANNEL_TYPE_ERROR);
    }

    @Test
    void aValueThatDoesNotFitIsRefused() {
        PCFMessage request = channel(MQCMD_CHANGE_CHANNEL, "APP.SVRCONN", 7);
        request.addParameter(MQIACH_SHARING_CONVERSATIONS, 1000);

        assertThat(agent.refusal(request)).isEqualTo(MQRCCF_ATTR_VALUE_ERROR);
    }

    @Test
    void deleteRemovesTheDefinition() {
        PCFMessage clientTable = command(MQCMD_DELETE_CHANNEL, "APP.SVRCONN");
        clientTable.addParameter(MQIACH_CHANNEL_TABLE, MQCHTAB_CLNTCONN);
        assertThat(agent.refusal(clientTable)).isEqualTo(MQRCCF_CHANNEL_TABLE_ERROR);

        agent.send(command(MQCMD_DELETE_CHANNEL, "APP.SVRCONN"));

        assertThat(administration.channels).containsOnlyKeys("ADMIN.SVRCONN");
        assertThat(agent.refusal(command(MQCMD_DELETE_CHANNEL, "APP.SVRCONN"))).isEqualTo(MQRCCF_CHANNEL_NOT_FOUND);
    }

    @ParameterizedTest
    @CsvSource({"0, FORCE", "1, QUIESCE", "2, TERMINATE"})
    void stopAndStartGoToTheChannel(int mode, ChannelStopMode expected) {
        PCFMessage stop = command(MQCMD_STOP_CHANNEL, "APP.SVRCONN");
        stop.addParameter(MQIACF_MODE, mode);
        stop.addParameter(MQIACH_CHANNEL_STATUS, MQCHS_STOPPED);
        agent.send(stop);
        assertThat(administration.stopped).containsEntry("APP.SVRCONN", expected);

        agent.send(command(MQCMD_START_CHANNEL, "APP.SVRCONN"));
        assertThat(administration.stopped).isEmpty();
    }

    @Test
    void stopQuiescesUnlessToldOtherwise() {
        agent.send(command(MQCMD_STOP_CHANNEL, "APP.SVRCONN"));

        assertThat(administration.stopped).containsEntry("APP.SVRCONN", ChannelStopMode.QUIESCE);
    }

    @Test
    void aStopThatIsNotPossibleIsRefused() {
        PCFMessage mode = command(MQCMD_STOP_CHANNEL, "APP.SVRCONN");
        mode.addParameter(MQIACF_MODE, 3);
        PCFMessage inactive = command(MQCMD_STOP_CHANNEL, "APP.SVRCONN");
        inactive.addParameter(MQIACH_CHANNEL_STATUS, MQCHS_INACTIVE);

        assertThat(agent.refusal(mode)).isEqualTo(MQRCCF_MODE_VALUE_ERROR);
        assertThat(agent.refusal(inactive)).isEqualTo(MQRCCF_PARM_VALUE_ERROR);
        assertThat(agent.refusal(command(MQCMD_STOP_CHANNEL, "NOBODY"))).isEqualTo(MQRCCF_CHANNEL_NOT_FOUND);
        assertThat(agent.refusal(command(MQCMD_STOP_CHANNEL, "APP*"))).isEqualTo(MQRCCF_CHANNEL_NAME_ERROR);
        assertThat(administration.stopped).isEmpty();
    }

    @Test
    void aRunningInstanceIsAnsweredWithWhatItCarried() {
        Instant started = LocalDateTime.of(2026, 11, 20, 9, 23, 22)
                .atZone(ZoneId.systemDefault())
                .toInstant();
        administration.instances.add(new ChannelStatus(
                "APP.SVRCONN",
                "127.0.0.1",
                "app",
                3,
                5,
                1L << 33,
                1L << 40,
                77,
                "MQJB09040500",
                "TLS_AES_256",
                started));

        PCFMessage answer = agent.sendForOne(command(MQCMD_INQUIRE_CHANNEL_STATUS, "APP*"));

        assertThat(text(answer, MQCACH_CHANNEL_NAME)).isEqualTo("APP.SVRCONN");
        assertThat(number(answer, MQIACH_CHANNEL_TYPE)).isEqualTo(7);
        assertThat(number(answer, MQIACH_CHANNEL_INSTANCE_TYPE)).isEqualTo(MQOT_CURRENT_CHANNEL);
        assertThat(answer.getParameterValue(MQCACH_CONNECTION_NAME)).isEqualTo("127.0.0.1" + " ".repeat(255));
        assertThat(number(answer, MQIACH_CHANNEL_STATUS)).isEqualTo(MQCHS_RUNNING);
        assertThat(number(answer, MQIACH_MSGS)).isEqualTo(Integer.MAX_VALUE);
        assertThat(answer.getParameterValue(MQIACH_BYTES_SENT)).isEqualTo(1L << 40);
        assertThat(answer.getParameterValue(MQIACH_BYTES_RECEIVED)).isEqualTo(77L);
        assertThat(number(answer, MQIACH_CURRENT_SHARING_CONVS)).isEqualTo(3);
        assertThat(number(answer, MQIACH_MAX_SHARING_CONVS)).isEqualTo(5);
        assertThat(text(answer, MQCACH_MCA_USER_ID)).isEqualTo("app");
        assertThat(text(answer, MQCACH_REMOTE_PRODUCT)).isEqualTo("MQJB");
        assertThat(text(answer, MQCACH_REMOTE_VERSION)).isEqualTo("09040500");
        assertThat(text(answer, MQCACH_SSL_CIPHER_SPEC)).isEqualTo("TLS_AES_256");
        assertThat(text(answer, MQCACH_CHANNEL_START_DATE)).isEqualTo("2026-11-20");
        assertThat(text(answer, MQCACH_CHANNEL_START_TIME)).isEqualTo("09.23.22");
    }

    @Test
    void aStoppedChannelIsStoppingWhileItHasInstancesAndThenStopped() {
        administration.stopped.put("APP.SVRCONN", ChannelStopMode.QUIESCE);
        administration.stopped.put("ADMIN.SVRCONN", ChannelStopMode.FORCE);
        administration.instances.add(instance("APP.SVRCONN", "10.0.0.1"));

        PCFMessage request = command(MQCMD_INQUIRE_CHANNEL_STATUS, "*");

        assertThat(agent.send(request))
                .extracting(answer -> text(answer, MQCACH_CHANNEL_NAME) + " " + number(answer, MQIACH_CHANNEL_STATUS))
                .containsExactly("APP.SVRCONN " + MQCHS_STOPPING, "ADMIN.SVRCONN " + MQCHS_STOPPED);
        assertThat(IbmAgent.ids(agent.send(request).get(1))).doesNotContain(MQIACH_MSGS);
    }

    @Test
    void theStatusIsSelectedByConnectionNameAttributesAndFilter() {
        administration.instances.add(instance("APP.SVRCONN", "10.0.0.1"));
        administration.instances.add(instance("APP.SVRCONN", "10.0.0.2"));
        PCFMessage byName = command(MQCMD_INQUIRE_CHANNEL_STATUS, "APP.SVRCONN");
        byName.addParameter(MQCACH_CONNECTION_NAME, "10.0.0.2");
        byName.addParameter(MQIACH_CHANNEL_INSTANCE_TYPE, MQOT_CURRENT_CHANNEL);
        byName.addParameter(MQIACH_CHANNEL_INSTANCE_ATTRS, new int[] {MQIACH_BYTES_SENT});
        PCFMessage byFilter = command(MQCMD_INQUIRE_CHANNEL_STATUS, "APP.SVRCONN");
        byFilter.addFilterParameter(MQIACH_BYTES_SENT, MQCFOP_NOT_LESS, 2);

        assertThat(IbmAgent.ids(agent.sendForOne(byName)))
                .containsExactly(
                        MQCACH_CHANNEL_NAME,
                        MQIACH_CHANNEL_TYPE,
                        MQIACH_CHANNEL_INSTANCE_TYPE,
                        MQCACH_CONNECTION_NAME,
                        MQIACH_CHANNEL_STATUS,
                        MQIACH_BYTES_SENT);
        assertThat(agent.send(byFilter)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "APP.SVRCONN, 1011, 3065",
        "NOBODY, 1011, 3065",
        "APP.SVRCONN, 1012, 3065",
        "*, 1015, 3065",
        "*, 1, 3064"
    })
    void aStatusThatIsNotThereIsRefused(String name, int type, int reason) {
        PCFMessage request = command(MQCMD_INQUIRE_CHANNEL_STATUS, name);
        request.addParameter(MQIACH_CHANNEL_INSTANCE_TYPE, type);

        assertThat(agent.refusal(request)).isEqualTo(reason);
    }

    @Test
    void startTakesNothingButTheName() {
        PCFMessage request = command(MQCMD_START_CHANNEL, "APP.SVRCONN");
        request.addParameter(MQIA_Q_TYPE, 1);

        assertThat(agent.refusal(request)).isEqualTo(MQRCCF_PARM_COUNT_TOO_BIG);
    }

    private static ChannelStatus instance(String channel, String connectionName) {
        return new ChannelStatus(channel, connectionName, "app", 1, 10, 1, 2, 3, "MQ", "", Instant.EPOCH);
    }

    private static PCFMessage command(int command, String channel) {
        PCFMessage message = new PCFMessage(command);
        message.addParameter(MQCACH_CHANNEL_NAME, channel);
        return message;
    }

    private static PCFMessage channel(int command, String channel, int type) {
        PCFMessage message = command(command, channel);
        message.addParameter(MQIACH_CHANNEL_TYPE, type);
        return message;
    }
}
